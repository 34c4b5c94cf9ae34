import SimShell
import Synchronization

/// Testcontainers' Ryuk on port 8080: takes filters, acknowledges each, and ends when its clients stay away.
///
/// What the filters name is taken away with the session, not by this program, which sees no engine.
struct RyukProgram: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let say: @Sendable (String) async -> Void = { words in
            await process.complain("\(NginxLogs.time(process.world.now)) \(words)")
        }
        guard let listener = try? process.world.network.listen(on: 8080) else {
            await say("listen tcp :8080: bind: address already in use")
            return 1
        }
        await say("Pinging Docker...")
        await say("Docker daemon is available!")
        await say("Starting on port 8080...")
        await say("Started!")
        let clients = Count()
        let visits = Mutex(0)
        let serve: @Sendable (any NetworkConnection) async -> Void = { connection in
            visits.withLock { $0 += 1 }
            _ = clients.enter(limit: Int.max)
            await say("New client connected: \(connection.peer)")
            var reader = ByteReader(connection)
            while case .line(let line) = await reader.line(limit: 65_536) {
                await say("Adding {\"label\":{\(line.text.trimmed.jsonQuoted):true}}")
                await connection.say("ACK\n")
            }
            await say("Client disconnected: \(connection.peer)")
            clients.leave()
        }
        let visitsNow: @Sendable () -> Int = { visits.withLock { $0 } }
        let serving = Serving(process: process, ports: [.init(listener: listener, serve: serve)])
        let signal = await serving.run(until: [.terminate, .interrupt]) {
            // A minute for the first client, ten seconds after the last one has gone.
            var last = visitsNow()
            var limit = 60
            while (try? await process.world.sleep(for: .seconds(limit))) != nil {
                let now = visitsNow()
                if clients.value == 0, now == last { return true }
                last = now
                limit = 10
            }
            return false
        }
        if signal == nil, Task.isCancelled { return 137 }
        await say("Timeout waiting for re-connection")
        await say("Removed 0 container(s), 0 network(s), 0 volume(s) 0 image(s)")
        return 0
    }
}

/// `node-entrypoint`: a word that is no command goes to `node`.
struct NodeEntrypoint: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        var words = Array(process.arguments.dropFirst())
        let path = (process.variable("PATH") ?? "").split(separator: ":")
        let isCommand = words.first.map { name in
            name.contains("/") || path.contains { process.files.exists("\($0)/\(name)") }
        }
        if words.first?.hasPrefix("-") == true || isCommand != true { words.insert("node", at: 0) }
        return await Handover.run(words, for: process)
    }
}
