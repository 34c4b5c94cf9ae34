public import EngineAPI
public import HTTPWire
public import Logging

/// Serves any engine as the Docker Engine API, for `docker`, compose, docker-py and testcontainers as they are.
///
/// ```swift
/// try await EngineServer(engine, at: .unix(path: path)).run()
/// ```
/// Requests are read strictly and become typed calls; nothing of a request's text reaches the engine. BuildKit isn't
/// offered: clients in a session build with `DOCKER_BUILDKIT=0`.
public struct EngineServer: Sendable {
    let engine: any ContainerEngine
    private let address: WireAddress
    private let limits: HTTPLimits
    private let logger: Logger

    /// Makes a server.
    public init(
        _ engine: any ContainerEngine,
        at address: WireAddress,
        limits: HTTPLimits = HTTPLimits(),
        logger: Logger = Logger(label: "slidectl.engine") { _ in SwiftLogNoOpLogHandler() }
    ) {
        self.engine = engine
        self.address = address
        self.limits = limits
        self.logger = logger
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

    private func serve(_ exchange: HTTPExchange, _ greeter: Greeter) async {
        do {
            let request = try EngineRequest(exchange, greeter)
            logger.debug("\(request.target.route.operation.rawValue) \(request.target.route.subject)")
            try await RequestHandler(engine: engine, request: request).answer()
        } catch {
            try? await greeter.answer(exchange, failure: error)
            logger.debug("refused: \(error)")
        }
    }
}
