import Crypto
import EngineAPI
import HTTPWire
import KubeAPI
import Synchronization

/// A connection that speaks WebSocket, in whole messages.
final class WebSocketConnection: Sendable {
    private let wire: WireConnection
    private let state = Mutex(State())

    private struct State {
        var reader = WebSocketReader()
        var messages: [WebSocketReader.Message] = []
        var hasClosed = false
    }

    private init(_ wire: WireConnection) { self.wire = wire }

    /// Takes a request's connection over.
    ///
    /// - Parameters:
    ///   - exchange: The request.
    ///   - protocols: What is spoken over it, the best first.
    /// - Returns: The connection and the protocol; nil where the client knows none of them.
    /// - Throws: What the connection throws.
    static func accept(
        _ exchange: HTTPExchange,
        protocols: [String]
    ) async throws -> (connection: WebSocketConnection, spoken: String)? {
        let offered = exchange.head.fields.values("Sec-WebSocket-Protocol")
            .flatMap { $0.split(whereSeparator: { $0 == "," || $0 == " " }) }.map(String.init)
        guard exchange.head.upgrade == "websocket", let spoken = protocols.first(where: offered.contains),
            let key = exchange.head.fields["Sec-WebSocket-Key"],
            exchange.head.fields["Sec-WebSocket-Version"] == "13"
        else { return nil }
        let wire = try await exchange.takeOver(
            HTTPResponseHead(
                101,
                ["Sec-WebSocket-Accept": answer(to: key), "Sec-WebSocket-Protocol": spoken]
            )
        )
        return (WebSocketConnection(wire), spoken)
    }

    /// The word that shows that a server has understood, RFC 6455 4.2.2.
    static func answer(to key: String) -> String {
        let text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        return Base64.encode(Array(Insecure.SHA1.hash(data: Array(text.utf8))), forURLs: false)
    }

    /// The next message; nil when the client has closed.
    func next() async throws -> [UInt8]? {
        while true {
            if let message = state.withLock({ $0.messages.isEmpty ? nil : $0.messages.removeFirst() }) {
                switch message {
                case .data(let bytes): return bytes
                case .ping(let bytes): try await wire.write(WebSocketFrame.encoded(.pong, bytes))
                case .close: return nil
                }
                continue
            }
            guard let bytes = try await wire.read() else { return nil }
            do {
                try state.withLock { state throws(WebSocketReader.Violation) in
                    state.messages += try state.reader.read(bytes)
                }
            } catch {
                try await close(error.code)
                return nil
            }
        }
    }

    func send(_ bytes: [UInt8]) async throws { try await wire.write(WebSocketFrame.encoded(.binary, bytes)) }

    /// Says that the connection is over; 1000 is the number for an orderly end.
    func close(_ code: UInt16 = 1000) async throws {
        let wasClosed = state.withLock { state in
            defer { state.hasClosed = true }
            return state.hasClosed
        }
        guard !wasClosed else { return }
        try await wire.write(WebSocketFrame.encoded(.close, [UInt8(code >> 8), UInt8(code & 0xFF)]))
        try await wire.finishWriting()
    }

    /// Reads on until the client has closed too: what was sent would be lost if the connection were cut before.
    func drain() async {
        while let bytes = try? await wire.read(), !bytes.isEmpty {}
    }
}
