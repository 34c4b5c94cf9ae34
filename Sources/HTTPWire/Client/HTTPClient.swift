import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// An HTTP/1.1 client of one server; keeps connections for further requests.
public final class HTTPClient: Sendable {
    /// The body of a request.
    public enum Body: Sendable {
        case none
        case bytes([UInt8])
        /// Pieces, sent in chunks as they come; nil ends them.
        case stream(@Sendable () async throws -> [UInt8]?)
    }

    private static let mostIdle = 8

    private let address: WireAddress
    private let headLimit: Int
    private let idle = Mutex<[WireConnection]>([])

    public init(_ address: WireAddress, headLimit: Int = 256 * 1024) {
        self.address = address
        self.headLimit = headLimit
    }

    deinit { close() }

    /// Closes the connections that nothing uses.
    public func close() {
        let connections = idle.withLock { idle in
            defer { idle = [] }
            return idle
        }
        for connection in connections { connection.close() }
    }

    /// Sends a request and waits for the head of its answer.
    public func send(_ head: HTTPRequestHead, _ body: Body = .none) async throws -> HTTPAnswer {
        if let connection = takeIdle() {
            do { return try await send(head, body, over: connection) } catch {
                // The server had closed the connection that was kept.
                guard Self.maySendAgain(head, body, after: error) else {
                    throw (error as? Unsent)?.cause ?? error
                }
            }
        }
        do {
            return try await send(head, body, over: try await connect())
        } catch let unsent as Unsent {
            throw unsent.cause
        }
    }

    /// A request that didn't go out.
    private struct Unsent: Error {
        let cause: any Error
    }

    /// Whether a request that failed on a kept connection can go out once more: it wasn't sent, or has no effect.
    private static func maySendAgain(_ head: HTTPRequestHead, _ body: Body, after error: any Error) -> Bool {
        if case .stream = body { return false }
        guard !Task.isCancelled else { return false }
        if error is Unsent { return true }
        guard head.method == "GET" else { return false }
        return switch error {
        case let error as HTTPWireError: error == .closedEarly
        case let error as IOError: error.errnoCode == ECONNRESET
        default: false
        }
    }

    /// Sends a request that asks for an upgrade, over a connection of its own.
    ///
    /// - Returns: The connection, if the server answered 101 or a head without length; else the answer.
    public func upgrade(_ head: HTTPRequestHead, _ bytes: [UInt8] = []) async throws -> HTTPUpgrade {
        let connection = try await connect()
        do {
            try await connection.write(Self.completed(head, .bytes(bytes)).encoded + bytes)
            let answer = try await readHead(connection)
            if answer.status == 101 { return .upgraded(answer, connection) }
            let framing = try BodyFraming(response: answer, to: head.method)
            if framing == .untilClose, answer.status == 200 { return .upgraded(answer, connection) }
            return .refused(
                HTTPAnswer(answer, BodyReader(framing, connection, atEnd: { _ in connection.close() }))
            )
        } catch {
            connection.close()
            throw error
        }
    }

    private func send(
        _ head: HTTPRequestHead,
        _ body: Body,
        over connection: WireConnection
    ) async throws -> HTTPAnswer {
        let upload = Upload()
        do {
            var request = Self.completed(head, body).encoded
            if case .bytes(let bytes) = body { request += bytes }
            do { try await connection.write(request) } catch {
                // A writer that is cancelled closes the channel under itself.
                throw Unsent(cause: Task.isCancelled ? CancellationError() : error)
            }
            if case .stream(let next) = body { upload.start(next, over: connection) }
            let answer = try await readHead(connection)
            let framing = try BodyFraming(response: answer, to: head.method)
            let release: @Sendable (Bool) -> Void = { [weak self] isComplete in
                let isReusable = upload.finish() && isComplete && answer.keepsAlive && framing != .untilClose
                if let self, isReusable { giveBack(connection) } else { connection.close() }
            }
            let reader = BodyReader(framing, connection, atEnd: release)
            // Nothing will read a body that isn't there.
            if framing == .none || framing == .length(0) { _ = try await reader.next() }
            return HTTPAnswer(answer, reader, upload: upload)
        } catch {
            _ = upload.finish()
            connection.close()
            throw upload.failure ?? error
        }
    }

    private func readHead(_ connection: WireConnection) async throws -> HTTPResponseHead {
        while true {
            guard let bytes = try await connection.readHead(atMost: headLimit) else {
                throw HTTPWireError.closedEarly
            }
            let head = try HeadParser.response(bytes)
            if head.status >= 200 || head.status == 101 { return head }
        }
    }

    /// The head with the fields that say how long the body is.
    private static func completed(_ head: HTTPRequestHead, _ body: Body) -> HTTPRequestHead {
        var head = head
        switch body {
        case .none: if head.method != "GET", head.method != "HEAD" { head.fields.set("Content-Length", "0") }
        case .bytes(let bytes): head.fields.set("Content-Length", String(bytes.count))
        case .stream: head.fields.set("Transfer-Encoding", "chunked")
        }
        return head
    }

    private func takeIdle() -> WireConnection? {
        while let connection = idle.withLock({ $0.popLast() }) {
            if connection.isOpen { return connection }
            connection.close()
        }
        return nil
    }

    private func giveBack(_ connection: WireConnection) {
        let isKept = idle.withLock { idle in
            guard idle.count < Self.mostIdle else { return false }
            idle.append(connection)
            return true
        }
        if !isKept { connection.close() }
    }

    private func connect() async throws -> WireConnection { try await WireConnection.connect(to: address) }
}

extension WireConnection {
    /// Connects to an address.
    ///
    /// - Throws: What the system says where nobody listens.
    public static func connect(to address: WireAddress) async throws -> WireConnection {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: false)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 128 * 1024))
        switch address {
        case .unix(let path):
            return try await bootstrap.connect(unixDomainSocketPath: path) { make(on: $0) }
        case .tcp(let host, let port):
            return try await bootstrap.channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .connect(host: host, port: port) { make(on: $0) }
        }
    }
}
