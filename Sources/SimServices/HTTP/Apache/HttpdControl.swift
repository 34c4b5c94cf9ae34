import SimShell

/// What `httpd -k` does with a server that runs, found by its file of the process's number.
struct HttpdControl {
    static let pidPath = "/usr/local/apache2/logs/httpd.pid"

    let process: ProcessContext

    /// - Parameter verb: The word after `-k`; nil where there is none, which starts a server.
    /// - Returns: How the process ends; nil where a server is to be started.
    func obey(_ verb: String?) async -> ExitCode? {
        let id = (try? process.files.read(Self.pidPath)).flatMap { Int($0.text.trimmed) }
        let isRunning = id.map { id in
            id != process.id && process.world.processes().contains { $0.id == id }
        }
        let status =
            switch (id, isRunning) {
            case (let id?, true?): "httpd (pid \(id)) already running"
            case (let id?, _): "httpd (pid \(id)?) not running"
            default: "httpd (no pid file) not running"
            }
        guard let id, isRunning == true else {
            switch verb {
            case nil, "start": return nil
            case "restart", "graceful":
                await process.print("httpd not running, trying to start")
                return nil
            case "stop", "graceful-stop":
                await process.print(status)
                return 0
            default: return await refuse(verb ?? "")
            }
        }
        let signals: [String: Signal] = [
            "stop": .terminate, "restart": .hangUp, "graceful": .user1, "graceful-stop": .windowChange,
        ]
        guard let verb, verb != "start" else {
            await process.print(status)
            return 0
        }
        guard let signal = signals[verb] else { return await refuse(verb) }
        _ = process.world.signal(signal, to: id)
        if verb == "stop" { await wait(for: id) }
        return 0
    }

    /// A stop waits until the server is gone.
    private func wait(for id: Int) async {
        for _ in 0..<100 where process.world.processes().contains(where: { $0.id == id }) {
            guard (try? await process.world.sleep(for: .milliseconds(10))) != nil else { return }
        }
    }

    private func refuse(_ verb: String) async -> ExitCode {
        process.world.noteModelled("httpd -k \(verb)")
        await process.complain("httpd: -k \(verb): not modelled by the embedded engine")
        return 1
    }
}
