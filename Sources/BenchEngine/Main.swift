import EngineAPI
import EngineClient
import EngineServer
import Glibc
import HTTPWire

/// Stands between a client and an engine, for measuring what that costs: `BenchEngine ENGINE-SOCKET SOCKET`.
@main
struct Main {
    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            complain("usage: BenchEngine ENGINE-SOCKET SOCKET")
            exit(64)
        }
        do {
            let engine = try await EngineClient.connect(to: .unix(path: arguments[1]))
            try await EngineServer(engine, at: .unix(path: arguments[2])).run()
        } catch {
            complain("BenchEngine: \(error)")
            exit(2)
        }
    }

    private static func complain(_ text: String) {
        let bytes = Array("\(text)\n".utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
