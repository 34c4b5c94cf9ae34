import HTTPWire
import Synchronization

/// What carries SPDY's bytes: a connection, or the messages of a WebSocket.
protocol ByteTransport: Sendable {
    func read() async throws -> [UInt8]?
    func write(_ bytes: [UInt8]) async throws
}

extension WireConnection: ByteTransport {}

/// SPDY within the messages of a WebSocket, whose borders mean nothing.
struct TunnelTransport: ByteTransport {
    let socket: WebSocketConnection

    func read() async throws -> [UInt8]? { try await socket.next() }
    func write(_ bytes: [UInt8]) async throws { try await socket.send(bytes) }
}

/// One stream of a SPDY connection that the client has begun.
final class SPDYStream: Sendable {
    private static let piece = 32 << 10

    let id: UInt32
    let headers: [String: String]
    /// What the client sends on it.
    let input = BytePipe()
    private let transport: any ByteTransport
    private let isEnded = Mutex(false)

    init(id: UInt32, headers: [String: String], _ transport: any ByteTransport) {
        self.id = id
        self.headers = headers
        self.transport = transport
    }

    func send(_ bytes: [UInt8]) async throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Self.piece)
            try await transport.write(SPDYFrame.encodedData(stream: id, isLast: false, piece))
            rest = rest.dropFirst(piece.count)
        }
    }

    /// Ends the sending on this stream.
    func finish() async throws {
        let wasEnded = isEnded.withLock { ended in
            defer { ended = true }
            return ended
        }
        guard !wasEnded else { return }
        try await transport.write(SPDYFrame.encodedData(stream: id, isLast: true, []))
    }

    /// Whether nothing more is sent on it.
    var isFinished: Bool { isEnded.withLock { $0 } }
}

/// A server's side of a SPDY/3.1 connection.
///
/// Windows aren't kept: neither kubectl nor Kubernetes does. A stream whose bytes nobody reads holds the others up once
/// there are a megabyte of them.
struct SPDYSession: Sendable {
    /// Streams at one time.
    static let mostStreams = 512

    let transport: any ByteTransport

    /// Reads frames until the client is gone.
    ///
    /// - Parameter onStream: Is told of each stream that the client begins.
    /// - Throws: ``SPDYViolation`` for what breaks the rules, and what the connection throws.
    func run(onStream: @Sendable (SPDYStream) -> Void) async throws {
        var frames = SPDYFrameReader()
        let reader = SPDYHeaderReader()
        let writer = SPDYHeaderWriter()
        var streams: [UInt32: SPDYStream] = [:]
        var ended: Set<UInt32> = []
        defer { for stream in streams.values { stream.input.finish() } }
        while let bytes = try await transport.read() {
            for frame in try frames.read(bytes) {
                switch frame {
                case .begin(let id, let isLast, let compressed):
                    let headers = try reader.read(compressed)
                    // Streams that are over on both sides are forgotten when others come.
                    for id in ended where streams[id]?.isFinished ?? true {
                        streams[id] = nil
                        ended.remove(id)
                    }
                    guard streams.count < Self.mostStreams, streams[id] == nil else {
                        try await transport.write(SPDYFrame.encodedReset(stream: id, status: 3))
                        continue
                    }
                    let stream = SPDYStream(id: id, headers: headers, transport)
                    streams[id] = stream
                    try await transport.write(SPDYFrame.reply(stream: id, headers: try writer.none()))
                    if isLast {
                        stream.input.finish()
                        ended.insert(id)
                    }
                    onStream(stream)
                case .data(let id, let isLast, let bytes):
                    await streams[id]?.input.write(bytes)
                    if isLast {
                        streams[id]?.input.finish()
                        ended.insert(id)
                    }
                case .reset(let id):
                    streams[id]?.input.finish()
                    streams[id] = nil
                case .ping(let id): try await transport.write(SPDYFrame.pong(id))
                case .goAway, .other: break
                }
            }
        }
    }
}
