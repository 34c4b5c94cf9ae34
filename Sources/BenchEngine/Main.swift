import EngineAPI
import EngineClient
import EngineGate
import EngineServer
import Glibc
import HTTPWire

/// Stands between a client and an engine, for measuring what that costs: `BenchEngine ENGINE-SOCKET SOCKET [SESSION [ADDRESS]]`.
@main
struct Main {
    static func main() async {
        let arguments = CommandLine.arguments
        guard (3...5).contains(arguments.count) else {
            complain("usage: BenchEngine ENGINE-SOCKET SOCKET [SESSION [ADDRESS]]")
            exit(64)
        }
        do {
            let engine = try await EngineClient.connect(to: .unix(path: arguments[1]))
            let served = try gate(engine, arguments.dropFirst(3)) ?? engine
            try await EngineServer(served, at: .unix(path: arguments[2])).run()
        } catch {
            complain("BenchEngine: \(error)")
            exit(2)
        }
    }

    /// With a session, the engine is behind its gate.
    private static func gate(
        _ engine: any ContainerEngine,
        _ arguments: ArraySlice<String>
    ) throws -> (any ContainerEngine)? {
        guard let id = arguments.first else { return nil }
        let address = arguments.count > 1 ? arguments[4] : "127.0.0.1"
        guard let session = GateSession(id: id, loopback: address) else {
            throw EngineError(.badRequest, "'\(id)' is no session's id: it has 4 to 24 letters and digits")
        }
        return EngineGate(engine, session: session, now: { now })
    }

    private static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    private static func complain(_ text: String) {
        let bytes = Array("\(text)\n".utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
