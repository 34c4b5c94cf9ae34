public import EngineAPI
public import HTTPWire
public import Logging
import Synchronization

/// Serves any engine as the Docker Engine API, for `docker`, compose, docker-py and testcontainers as they are.
///
/// ```swift
/// try await EngineServer(engine, at: .unix(path: path)).run()
/// ```
/// Requests are read strictly and become typed calls; nothing of a request's text reaches the engine. BuildKit isn't
/// offered: clients in a session build with `DOCKER_BUILDKIT=0`.
public struct EngineServer: Sendable {
    /// Bytes of an upload that are read though nobody wants them, as engines do it.
    private static let mostUnread = 256 << 10

    let engine: any ContainerEngine
    private let address: WireAddress
    private let limits: HTTPLimits
    private let logger: Logger
    private let bucket: SharedBucket?
    private let onServed: @Sendable (ServedRequest) -> Void

    /// Makes a server.
    ///
    /// - Parameters:
    ///   - engine: What answers.
    ///   - address: Where to listen.
    ///   - limits: Bounds of what is read.
    ///   - logger: Takes each request, for those who debug.
    ///   - rate: How many requests are served; nil for as many as come.
    ///   - onServed: Is told of every request once it has been answered.
    public init(
        _ engine: any ContainerEngine,
        at address: WireAddress,
        limits: HTTPLimits = HTTPLimits(),
        logger: Logger = Logger(label: "slidectl.engine") { _ in SwiftLogNoOpLogHandler() },
        rate: RequestRate? = nil,
        onServed: @escaping @Sendable (ServedRequest) -> Void = { _ in }
    ) {
        self.engine = engine
        self.address = address
        self.limits = limits
        self.logger = logger
        bucket = rate.map { SharedBucket(RequestBucket($0)) }
        self.onServed = onServed
    }

    /// Serves until the task is cancelled; `onListening` gets the port, 0 for a Unix socket.
    public func run(onListening: @Sendable (Int) async throws -> Void = { _ in }) async throws {
        let greeting = try await engine.ping()
        let greeter = Greeter(greeting)
        let server = HTTPServer(address, limits: limits, refusal: greeter.refusal) { exchange in
            await serve(exchange, greeter)
        }
        try await server.run(onListening: onListening)
    }

    /// Takes what a client is about to send: it would complain of the closed connection beside telling of the failure.
    private func readRest(_ exchange: HTTPExchange) async {
        var left = Self.mostUnread
        while left > 0, let piece = try? await exchange.body.next() { left -= piece.count }
    }

    private func waitForTurn() async throws {
        guard let bucket else { return }
        guard let wait = bucket.take() else {
            throw EngineError(.tooMany, "slidectl: too many requests at once; wait some seconds")
        }
        if wait > .zero { try await Task.sleep(for: wait) }
    }

    private func serve(_ exchange: HTTPExchange, _ greeter: Greeter) async {
        var route: Route?
        do {
            let request = try EngineRequest(exchange, greeter)
            route = request.target.route
            try await waitForTurn()
            logger.debug("\(request.operation.rawValue) \(request.subject)")
            try await RequestHandler(engine: engine, request: request).answer()
            onServed(ServedRequest(route))
        } catch {
            if route?.operation.hasArchiveBody == true { await readRest(exchange) }
            try? await greeter.answer(exchange, failure: error)
            logger.debug("refused: \(error)")
            onServed(ServedRequest(route, failure: Greeter.error(error)))
        }
    }
}

/// A bucket that all connections take from.
private final class SharedBucket: Sendable {
    private let bucket: Mutex<RequestBucket>

    init(_ bucket: RequestBucket) { self.bucket = Mutex(bucket) }

    func take() -> Duration? { bucket.withLock { $0.take(at: .now) } }
}
