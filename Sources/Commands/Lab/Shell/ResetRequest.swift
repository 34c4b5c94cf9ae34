import Foundation
import Host
import SystemPackage

/// Asks the holder of a lab's shell for a reset.
struct ResetRequest: Sendable {
    let socket: String
    let deck: String
    let step: String
    /// Removing containers that don't stop takes a while.
    private static let patience = Duration.seconds(180)

    /// Asks, and waits for the answer.
    func ask() async -> ResetAnswer {
        let token = String(UUID().uuidString.prefix(8))
        let (lines, source) = AsyncStream<String?>.makeStream()
        let client = LineClient(
            to: FilePath(socket),
            onLine: { source.yield($0) },
            onConnected: { if !$0 { source.yield(nil) } }
        )
        client.connect()
        client.send(ResetWire.request(token, step: step, deck: deck))
        let timer = Task {
            try? await Task.sleep(for: Self.patience)
            source.finish()
        }
        defer {
            timer.cancel()
            client.stop()
        }
        var notes: [String] = []
        for await line in lines {
            guard let line else { return .failed("the shell has ended") }
            let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
            guard parts.count > 1, parts[0] == token else { continue }
            switch parts[1] {
            case "note": notes.append(parts.count > 2 ? parts[2] : "")
            case "done": return .done(notes)
            case "other": return .notMine
            default: return .failed(parts.count > 2 ? parts[2] : "it failed")
            }
        }
        return .failed("the shell gave no answer within \(Self.patience.components.seconds) s")
    }
}
