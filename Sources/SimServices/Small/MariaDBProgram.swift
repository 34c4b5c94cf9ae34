import SimShell

/// `mariadbd` and its entrypoint: as MySQL's, in MariaDB's words; statements aren't modelled.
struct MariaDBProgram: Program {
    let isEntrypoint: Bool

    func run(_ process: ProcessContext) async -> ExitCode {
        var words = Array(process.arguments.dropFirst())
        let version = process.variable("MARIADB_VERSION") ?? "11.7.2"
        if isEntrypoint {
            if let first = words.first, first.hasPrefix("-") { words.insert("mariadbd", at: 0) }
            guard words.first == "mariadbd" || words.first == "mysqld" else {
                return await Handover.run(words, for: process)
            }
            let code = await prepare(version, process)
            guard code == 0 else { return code }
        }
        let say: @Sendable (String) async -> Void = { words in
            let now = Calendar(process.world.now)
            await process.complain("\(now.date) \(now.clock) 0 [Note] \(words)")
        }
        await say("Starting MariaDB \(version)-MariaDB-ubu2404 as process \(process.id)")
        let server = ModelledServer(process: process, port: 3306, greeting: { MySQLProgram.refusal })
        let signal = await server.run {
            await say("Server socket created on IP: '0.0.0.0'.")
            await say(
                "mariadbd: ready for connections.\nVersion: '\(version)-MariaDB-ubu2404'  "
                    + "socket: '/run/mysqld/mysqld.sock'  port: 3306  mariadb.org binary distribution"
            )
        }
        guard signal != nil else { return Task.isCancelled ? 137 : 1 }
        await say("mariadbd: Shutdown complete")
        return 0
    }

    private func prepare(_ version: String, _ process: ProcessContext) async -> ExitCode {
        let say: @Sendable (String) -> String = { words in
            let now = Calendar(process.world.now)
            return "\(now.date) \(now.clock)+00:00 \(words)"
        }
        await process.print(
            say(
                "[Note] [Entrypoint]: Entrypoint script for MariaDB Server 1:\(version)+maria~ubu2404 started."
            )
        )
        if process.files.exists("/var/lib/mysql/mysql") { return 0 }
        let names = [
            "ROOT_PASSWORD", "ROOT_PASSWORD_HASH", "ALLOW_EMPTY_ROOT_PASSWORD", "RANDOM_ROOT_PASSWORD",
        ]
        let given =
            (["MARIADB_", "MYSQL_"].flatMap { prefix in names.map { prefix + $0 } })
            + ["MYSQL_ALLOW_EMPTY_PASSWORD"]
        guard given.contains(where: { process.variable($0) != nil || process.variable($0 + "_FILE") != nil })
        else {
            await process.complain(
                say("[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified")
                    + "\n\tYou need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, "
                    + "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD"
            )
            return 1
        }
        await process.print(say("[Note] [Entrypoint]: Initializing database files"))
        _ = try? process.files.makeDirectory("/var/lib/mysql/mysql", intermediate: true)
        await process.print(say("[Note] [Entrypoint]: Database files initialized"))
        if let name = process.variable("MARIADB_DATABASE") ?? process.variable("MYSQL_DATABASE") {
            await process.print(say("[Note] [Entrypoint]: Creating database \(name)"))
        }
        await process.print(
            "\n" + say("[Note] [Entrypoint]: MariaDB init process done. Ready for start up.") + "\n"
        )
        return 0
    }
}

/// The image's `healthcheck.sh`: all of its questions come to whether the server is there.
struct MariaDBHealthCheck: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        await ServerPing(process).answers(on: "localhost", 3306) ? 0 : 1
    }
}
