import SimShell

/// What the clients of modelled servers can be asked all the same: whether the server is there.
///
/// Health checks ask just that. All else that these clients do isn't modelled, and is noted.
struct ServerPing: Sendable {
    let process: ProcessContext
    let words: [String]

    init(_ process: ProcessContext) {
        self.process = process
        words = Array(process.arguments.dropFirst())
    }

    /// Whether a server listens.
    func answers(on host: String, _ port: Int) async -> Bool {
        do throws(NetworkError) {
            try await process.world.network.connect(to: host, port: port).close()
            return true
        } catch {
            return false
        }
    }

    func refuse(_ name: String, _ what: String) async -> ExitCode {
        process.world.noteModelled("\(name) \(what)")
        await process.complain("\(name): \(what): not modelled by the embedded engine")
        return 126
    }

    /// The value of an option in the forms `-h value`, `-hvalue` and `--host=value`.
    func value(_ letter: String, _ long: String) -> String? {
        for (index, word) in words.enumerated() {
            if word == "--\(long)" || word == "-\(letter)" {
                return index + 1 < words.count ? words[index + 1] : nil
            }
            if word.hasPrefix("--\(long)=") { return String(word.dropFirst(long.count + 3)) }
            if word.hasPrefix("-\(letter)"), !word.hasPrefix("--") { return String(word.dropFirst(2)) }
        }
        return nil
    }
}

/// `mysqladmin`, as far as `ping` goes.
struct MySQLAdminProgram: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let ping = ServerPing(process)
        guard ping.words.contains("ping") else {
            return await ping.refuse("mysqladmin", ping.words.last ?? "")
        }
        let host = ping.value("h", "host") ?? "localhost"
        let port = ping.value("P", "port").flatMap { Int($0) } ?? 3306
        if await ping.answers(on: host, port) {
            await process.print("mysqld is alive")
            return 0
        }
        let socket = "/var/run/mysqld/mysqld.sock"
        if host == "localhost" {
            await process.complain(
                "mysqladmin: connect to server at 'localhost' failed\n"
                    + "error: 'Can't connect to local MySQL server through socket '\(socket)' (2)'\n"
                    + "Check that mysqld is running and that the socket: '\(socket)' exists!"
            )
        } else {
            await process.complain(
                "mysqladmin: connect to server at '\(host)' failed\n"
                    + "error: 'Can't connect to MySQL server on '\(host):\(port)' (111)'\n"
                    + "Check that mysqld is running on \(host) and that the port is \(port).\n"
                    + "You can check this by doing 'telnet \(host) \(port)'"
            )
        }
        return 1
    }
}

/// `mongosh`, as far as the command `ping` goes, by `--eval` or on the standard input.
struct MongoShellProgram: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let ping = ServerPing(process)
        if ping.words.contains("--version") {
            await process.print("2.5.0")
            return 0
        }
        var script = ""
        if let text = evaluated(ping.words) {
            script = text
        } else if !process.streams.isTerminal {
            var reader = ByteReader(process.streams.input)
            script = await reader.toEnd(limit: 1 << 16).text
        }
        guard let shows = Self.answer(to: script) else { return await ping.refuse("mongosh", "statements") }
        let (host, port) = place(ping)
        if await ping.answers(on: host, port) {
            await process.print(shows)
            return 0
        }
        let address = await process.world.network.resolve(host).first ?? host
        await process.complain("MongoNetworkError: connect ECONNREFUSED \(address):\(port)")
        return 1
    }

    private func evaluated(_ words: [String]) -> String? {
        if let word = words.first(where: { $0.hasPrefix("--eval=") }) { return String(word.dropFirst(7)) }
        return words.firstIndex(of: "--eval").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
    }

    /// What a script shows that does nothing but ping; nil for any other.
    private static func answer(to script: String) -> String? {
        let bare = script.filter { !" \t\n;\"'".contains($0) }
        let pings = ["adminCommand", "runCommand"].flatMap { call in
            ["ping", "{ping:1}"].map { "db.\(call)(\($0))" }
        }
        guard let call = pings.first(where: bare.hasPrefix) else { return nil }
        switch bare.dropFirst(call.count) {
        case "": return "{ ok: 1 }"
        case ".ok": return "1"
        default: return nil
        }
    }

    /// The server: options, or an address such as `localhost:27017/test`.
    private func place(_ ping: ServerPing) -> (host: String, port: Int) {
        var host = ping.words.firstIndex(of: "--host").flatMap { at in
            at + 1 < ping.words.count ? ping.words[at + 1] : nil
        }
        var port = ping.words.firstIndex(of: "--port").flatMap { at in
            at + 1 < ping.words.count ? Int(ping.words[at + 1]) : nil
        }
        if let first = ping.words.first, !first.hasPrefix("-") {
            var address = first[...]
            if let scheme = first.range(of: "://") { address = first[scheme.upperBound...] }
            address = address.prefix { $0 != "/" && $0 != "?" }
            if let at = address.lastIndex(of: "@") { address = address[address.index(after: at)...] }
            let parts = address.split(separator: ":")
            if first.contains(":") || first.contains("/") || first.contains("."), let name = parts.first {
                host = String(name)
                if parts.count > 1 { port = Int(parts[1]) }
            }
        }
        return (host ?? "127.0.0.1", port ?? 27_017)
    }
}

/// `rabbitmq-diagnostics` and `rabbitmqctl`, as far as their checks go that only ask whether the broker is there.
struct RabbitDiagnosticsProgram: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let ping = ServerPing(process)
        let command = ping.words.first { !$0.hasPrefix("-") } ?? ""
        let isQuiet = ping.words.contains("-q") || ping.words.contains("--quiet")
        let node = "rabbit@\(process.world.hostName)"
        let lines: (head: String, answer: String)
        switch command {
        case "ping":
            lines = (
                "Will ping \(node). This only checks if the OS process is running and registered with epmd. "
                    + "Timeout: 60000 ms.",
                "Ping succeeded"
            )
        case "check_running":
            lines = (
                "Checking if RabbitMQ is running on node \(node) ...",
                "RabbitMQ on node \(node) is fully booted and running"
            )
        case "check_port_connectivity":
            lines = (
                "Testing TCP connections to all active listeners on node \(node) ...",
                "Successfully connected to ports 5672 on node \(node)."
            )
        default:
            let name = process.arguments.first?.split(separator: "/").last.map(String.init)
            return await ping.refuse(name ?? "rabbitmq-diagnostics", command)
        }
        if !isQuiet { await process.print(lines.head) }
        guard await ping.answers(on: "localhost", 5672) else {
            await process.complain(
                "Error: unable to perform an operation on node '\(node)'. "
                    + "Please see diagnostics information and suggestions below."
            )
            return 69
        }
        await process.print(lines.answer)
        return 0
    }
}
