import SimShell

/// `postgres`: the server's main process.
///
/// It finds its data in `PGDATA` (or `-D`), which ``PostgresEntrypoint`` makes. `PG_VERSION` in the environment is the
/// version that it says it is.
struct PostgresProgram: Program {
    static func version(_ process: ProcessContext) -> String {
        let text = process.variable("PG_VERSION") ?? "17.6"
        return String(text.prefix { $0.isNumber || $0 == "." })
    }

    static func folder(_ process: ProcessContext) -> String {
        process.variable("PGDATA") ?? "/var/lib/postgresql/data"
    }

    func run(_ process: ProcessContext) async -> ExitCode {
        let version = Self.version(process)
        if process.arguments.contains("--version") || process.arguments.contains("-V") {
            await process.print("postgres (PostgreSQL) \(version)")
            return 0
        }
        var folder = Self.folder(process)
        var port = 5432
        var words = process.arguments.dropFirst()
        while let word = words.popFirst() {
            switch word {
            case "-D": folder = words.popFirst() ?? folder
            case "-p": port = words.popFirst().flatMap { Int($0) } ?? port
            case "-c":
                let parts = (words.popFirst() ?? "").split(separator: "=", maxSplits: 1).map(String.init)
                if parts.first == "port", parts.count == 2 { port = Int(parts[1]) ?? port }
            default: continue
            }
        }
        guard (1...65_535).contains(port) else {
            await process.complain(
                "FATAL:  \(port) is outside the valid range for parameter \"port\" (1 .. 65535)"
            )
            return 1
        }
        let cluster = PgCluster(
            files: process.files,
            folder: folder,
            version: version,
            locale: process.variable("LANG") ?? "en_US.utf8"
        )
        guard cluster.isInitialised else {
            await process.complain(
                "postgres: could not access directory \"\(folder)\": No such file or directory\n"
                    + "Run initdb or pg_basebackup to initialize a PostgreSQL data directory."
            )
            return 2
        }
        do throws(PgError) { try await cluster.load() } catch {
            await process.complain("\(error.severity):  \(error.message)")
            return 1
        }
        let server = PgServer(process: process, cluster: cluster, method: Self.method(folder, process))
        return await Self.serve(server, port: port)
    }

    /// The last word of the image's last line in pg_hba.conf.
    private static func method(_ folder: String, _ process: ProcessContext) -> String {
        let text = (try? process.files.read(folder + "/pg_hba.conf"))?.text ?? ""
        let line = text.split(separator: "\n").last { $0.hasPrefix("host all all all") }
        return line?.split(separator: " ").last.map(String.init) ?? "scram-sha-256"
    }

    static func serve(_ server: PgServer, port: Int) async -> ExitCode {
        let process = server.process
        await server.log("starting \(server.cluster.banner)")
        let listener: any NetworkListener
        do throws(NetworkError) { listener = try process.world.network.listen(on: port) } catch {
            await server.log("could not bind IPv4 address \"0.0.0.0\": Address already in use")
            await server.log("could not create any TCP/IP sockets", level: "FATAL")
            return 1
        }
        await server.log("listening on IPv4 address \"0.0.0.0\", port \(port)")
        await server.log("listening on Unix socket \"/var/run/postgresql/.s.PGSQL.\(port)\"")
        await server.log(
            "database system was shut down at \(Calendar(process.world.now).date) \(Calendar(process.world.now).clock) UTC",
            id: 29
        )
        await server.log("database system is ready to accept connections")
        let serving = Serving(
            process: process,
            ports: [.init(listener: listener, serve: { await PgConnection.serve($0, server) })]
        )
        // TERM waits for the clients to go, in the real server; here as INT, the image's stop signal, it doesn't.
        guard let signal = await serving.run(until: [.terminate, .interrupt, .quit]) else { return 137 }
        await server.log(
            "received \(signal == .terminate ? "smart" : signal == .interrupt ? "fast" : "immediate") shutdown request"
        )
        if signal == .interrupt { await server.log("aborting any active transactions") }
        await server.log("shutting down", id: 27)
        await server.log("database system is shut down")
        return 0
    }
}
