import EngineAPI
public import HTTPWire
public import KubeAPI

/// Serves a cluster's API to the unmodified kubectl.
///
/// ```swift
/// try await KubeServer(store, streams: kubelet, clock: clock, at: .tcp(host: "127.0.0.1", port: 0)).run { port in … }
/// ```
/// Requests are read strictly, within bounds, and become calls of ``ClusterAPI`` and ``PodStreams``; what isn't part of
/// the embedded cluster is refused with a `Status` that says so.
public struct KubeServer: Sendable {
    /// The text of a path, given by its parts; nil where there is none.
    public typealias Pages = @Sendable (_ path: [String]) async throws(StatusError) -> String?

    private let service: KubeService
    private let address: WireAddress
    private let access: KubeAccess
    private let limits: HTTPLimits
    private let underlay: HTTPServer.Underlay

    /// Makes a server.
    ///
    /// - Parameters:
    ///   - api: The cluster.
    ///   - streams: Its pods' logs, programs and ports.
    ///   - clock: The cluster's time, for ages and tokens.
    ///   - address: Where to listen.
    ///   - access: Who may connect.
    ///   - tokens: Makes the tokens of service accounts, and knows them again.
    ///   - limits: Bounds of what is read.
    ///   - underlay: What lies below HTTP; TLS where the address can be reached from outside the session.
    ///   - pages: Further texts that the session's own user can get.
    public init(
        _ api: any ClusterAPI,
        streams: any PodStreams,
        clock: any ClusterClock,
        at address: WireAddress,
        access: KubeAccess = .open,
        tokens: ServiceTokens = ServiceTokens(),
        limits: HTTPLimits = HTTPLimits(),
        underlay: @escaping HTTPServer.Underlay = { _ in },
        pages: @escaping Pages = { _ in nil }
    ) {
        service = KubeService(api: api, streams: streams, clock: clock, tokens: tokens, pages: pages)
        self.address = address
        self.access = access
        self.limits = limits
        self.underlay = underlay
    }

    /// Serves until the task is cancelled; `onListening` gets the port, 0 for a Unix socket.
    public func run(onListening: @Sendable (Int) async throws -> Void = { _ in }) async throws {
        let server = HTTPServer(address, limits: limits, underlay: underlay, refusal: Self.refusal) {
            await serve($0)
        }
        try await server.run(onListening: onListening)
    }

    private func serve(_ exchange: HTTPExchange) async {
        do {
            let user = try access.user(of: exchange.head, service.tokens, now: service.clock.now)
            let request = try KubeRequest(exchange, user: user)
            do {
                try await RequestHandler(service: service, request: request).answer()
            } catch let error as StatusError where !exchange.hasAnswered {
                try await request.answer(error)
            }
        } catch {
            // A stream that breaks has its answer already; all else is told.
            guard !exchange.hasAnswered else { return }
            let status =
                error as? StatusError
                ?? StatusError(500, "InternalError", "Internal error occurred: \(error)")
            try? await exchange.respond(
                HTTPResponseHead(status.code, ["Content-Type": "application/json"]),
                status.json.bytes
            )
        }
    }

    /// The answer to a message that can't be read as HTTP.
    @Sendable private static func refusal(_ error: HTTPWireError) -> (HTTPResponseHead, [UInt8]) {
        let reason = error.status == 413 ? "RequestEntityTooLarge" : "BadRequest"
        let status = StatusError(error.status, reason, error.description)
        return (HTTPResponseHead(error.status, ["Content-Type": "application/json"]), status.json.bytes)
    }
}
