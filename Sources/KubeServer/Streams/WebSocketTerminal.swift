import EngineAPI
import KubeAPI

/// A process's streams over WebSocket: each message begins with the number of its stream.
struct WebSocketTerminal: RemoteTerminal {
    /// The versions that are spoken; only the newer can end standard input.
    static let protocols = ["v5.channel.k8s.io", "v4.channel.k8s.io"]

    private enum Channel {
        static let input: UInt8 = 0
        static let output: UInt8 = 1
        static let error: UInt8 = 2
        static let status: UInt8 = 3
        static let size: UInt8 = 4
        static let close: UInt8 = 255
    }

    let socket: WebSocketConnection

    func relayInput(to process: PodProcess) async -> Bool {
        while let message = try? await socket.next() {
            guard let channel = message.first else { continue }
            let rest = Array(message.dropFirst())
            // A process that no longer reads doesn't end the connection: its output is still to come.
            switch channel {
            case Channel.input: if !rest.isEmpty { try? await process.send(rest) }
            case Channel.size:
                if let size = TerminalSizeText.read(rest) { try? await process.resize(size) }
            case Channel.close: if rest.first == Channel.input { try? await process.finishInput() }
            default: continue
            }
        }
        return true
    }

    func write(_ output: PodOutput) async throws {
        try await socket.send([output.isError ? Channel.error : Channel.output] + output.bytes)
    }

    func end(_ status: JSON) async throws {
        try await socket.send([Channel.status] + status.bytes)
        try await socket.close()
    }

    func drain() async { await socket.drain() }
}
