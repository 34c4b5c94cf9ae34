import Glibc
public import NIOCore
import NIOPosix

/// Where a server listens, or a client connects to.
public enum WireAddress: Hashable, Sendable {
    case unix(path: String)
    case tcp(host: String, port: Int)
}

/// How much a server lets one side ask for.
public struct HTTPLimits: Hashable, Sendable {
    /// Bytes of a head.
    public var head = 64 * 1024
    /// Connections at one time.
    public var connections = 256
    /// How long a connection may take to send a head once it is due, in seconds; idle connections are closed after it.
    public var headSeconds = 600

    public init() {}
}

/// An HTTP/1.1 server over a Unix or TCP socket whose connections can be taken over after a head.
///
/// ```swift
/// try await HTTPServer(.unix(path: path)) { exchange in
///     try await exchange.respond(.init(200), Array("hello\n".utf8))
/// }.run { _ in print("ready") }
/// ```
/// It runs until its task is cancelled; then it closes every connection and, for a Unix socket, removes the path.
public struct HTTPServer: Sendable {
    /// Answers one request.
    public typealias Handler = @Sendable (HTTPExchange) async throws -> Void
    /// Puts what lies below HTTP, such as TLS, into a new connection.
    public typealias Underlay = @Sendable (any Channel) throws -> Void
    /// Makes the answer to a message that can't be read.
    public typealias Refusal = @Sendable (HTTPWireError) -> (HTTPResponseHead, [UInt8])

    let address: WireAddress
    let limits: HTTPLimits
    let underlay: Underlay
    let refusal: Refusal
    let handler: Handler

    public init(
        _ address: WireAddress,
        limits: HTTPLimits = HTTPLimits(),
        underlay: @escaping Underlay = { _ in },
        refusal: @escaping Refusal = { (HTTPResponseHead($0.status), Array("\($0)\n".utf8)) },
        handler: @escaping Handler
    ) {
        self.address = address
        self.limits = limits
        self.underlay = underlay
        self.refusal = refusal
        self.handler = handler
    }

    /// Listens until the task is cancelled; `onListening` gets the port, 0 for a Unix socket.
    public func run(onListening: @Sendable (Int) async throws -> Void = { _ in }) async throws {
        let server = try await bind()
        defer { if case .unix(let path) = address { unlink(path) } }
        let port = server.channel.localAddress?.port ?? 0
        try await server.executeThenClose { connections in
            try await onListening(port)
            await withTaskGroup(of: Void.self) { group in
                var open = 0
                do {
                    for try await connection in connections {
                        while open >= limits.connections {
                            await group.next()
                            open -= 1
                        }
                        open += 1
                        group.addTask { await serve(connection) }
                    }
                } catch {
                    // The listening socket is gone; the connections end with the group.
                }
                group.cancelAll()
            }
        }
    }

    private func serve(_ connection: WireConnection) async {
        await withTaskCancellationHandler {
            await ServerConnection(connection, self).run()
        } onCancel: {
            connection.close()
        }
    }

    private func bind() async throws -> NIOAsyncChannel<WireConnection, Never> {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 128)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 128 * 1024))
        switch address {
        case .unix(let path):
            return try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) {
                WireConnection.make(on: $0, underlay)
            }
        case .tcp(let host, let port):
            return try await bootstrap.serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .bind(host: host, port: port) { WireConnection.make(on: $0, underlay) }
        }
    }
}

extension WireConnection {
    static func make(
        on channel: any Channel,
        _ underlay: HTTPServer.Underlay = { _ in }
    ) -> EventLoopFuture<WireConnection> {
        channel.eventLoop.makeCompletedFuture {
            try underlay(channel)
            let inbox = Inbox()
            try channel.pipeline.syncOperations.addHandler(inbox)
            return WireConnection(channel: channel, inbox: inbox)
        }
    }
}
