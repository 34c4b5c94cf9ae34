import SimShell

/// The `docker-entrypoint.sh` of postgres' image: makes the data folder at the first start, and runs the server.
///
/// It reads `POSTGRES_PASSWORD`, `POSTGRES_USER`, `POSTGRES_DB`, `POSTGRES_HOST_AUTH_METHOD`, each also from a file by
/// `…_FILE`, and runs `*.sql` and `*.sh` of `/docker-entrypoint-initdb.d`.
struct PostgresEntrypoint: Program {
    /// Where scripts of the first start find the server; nobody else is told of it.
    static let privatePort = 65_432

    func run(_ process: ProcessContext) async -> ExitCode {
        var words = Array(process.arguments.dropFirst())
        if let first = words.first, first.hasPrefix("-") { words.insert("postgres", at: 0) }
        guard words.first == "postgres" else { return await Handover.run(words, for: process) }
        var server = process
        server.arguments = words
        if words.contains("--version") || words.contains("-V") || words.contains("--help") {
            return await PostgresProgram().run(server)
        }
        let folder = PostgresProgram.folder(process)
        let cluster = PgCluster(
            files: process.files,
            folder: folder,
            version: PostgresProgram.version(process),
            locale: process.variable("LANG") ?? "en_US.utf8"
        )
        if cluster.isInitialised {
            await process.print(
                "\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n"
            )
        } else {
            let code = await initialise(cluster, process)
            guard code == 0 else { return code }
        }
        return await PostgresProgram().run(server)
    }

    private func setting(_ name: String, _ process: ProcessContext) async throws(PgError) -> String? {
        let file = process.variable(name + "_FILE")
        guard let file else { return process.variable(name) }
        guard process.variable(name) == nil else {
            throw PgError("", "error: both \(name) and \(name)_FILE are set (but are exclusive)")
        }
        guard let text = try? process.files.read(file) else {
            throw PgError(
                "",
                "/usr/local/bin/docker-entrypoint.sh: line 24: \(file): No such file or directory"
            )
        }
        return text.text.trimmed.isEmpty ? nil : text.text.trimmed
    }

    private func initialise(_ cluster: PgCluster, _ process: ProcessContext) async -> ExitCode {
        let (password, user, database, method): (String?, String, String, String)
        do throws(PgError) {
            password = try await setting("POSTGRES_PASSWORD", process)
            user = try await setting("POSTGRES_USER", process) ?? "postgres"
            database = try await setting("POSTGRES_DB", process) ?? user
            method = process.variable("POSTGRES_HOST_AUTH_METHOD") ?? "scram-sha-256"
        } catch {
            await process.complain(error.message)
            return 1
        }
        guard password != nil || method == "trust" else {
            await process.complain(Self.refusal)
            return 1
        }
        if method == "trust" { await process.complain(Self.warning) }
        if let listing = try? process.files.list(cluster.folder), !listing.isEmpty {
            await process.complain(
                "initdb: error: directory \"\(cluster.folder)\" exists but is not empty\n"
                    + "initdb: hint: If you want to create a new database system, either remove or empty the directory "
                    + "\"\(cluster.folder)\" or run initdb with an argument other than \"\(cluster.folder)\"."
            )
            return 1
        }
        await process.print(Self.opening(cluster.folder))
        do {
            try await cluster.initialise(user: user, password: password)
            let rules =
                "local all all trust\nhost all all 127.0.0.1/32 trust\nhost all all ::1/128 trust\n\nhost all all all \(method)\n"
            try process.files.write(cluster.folder + "/pg_hba.conf", Array(rules.utf8), mode: 0o600)
            await process.complain(
                "initdb: warning: enabling \"trust\" authentication for local connections\n"
                    + "initdb: hint: You can change this by editing pg_hba.conf or using the option -A, or --auth-local and "
                    + "--auth-host, the next time you run initdb."
            )
            let server = PgServer(process: process, cluster: cluster, method: method)
            await process.streams.output.say("waiting for server to start....")
            await server.log("starting \(cluster.banner)", id: 48)
            await server.log("listening on Unix socket \"/var/run/postgresql/.s.PGSQL.5432\"", id: 48)
            await server.log("database system is ready to accept connections", id: 48)
            await process.print(" done\nserver started")
            if database != "postgres" {
                try await cluster.create(database, owner: user)
                await process.print("CREATE DATABASE\n")
            }
            let code = await runScripts(server, user: user, database: database)
            guard code == 0 else { return code }
            await process.streams.output.say("waiting for server to shut down....")
            await server.log("received fast shutdown request", id: 48)
            await server.log("database system is shut down", id: 48)
            await process.print(
                " done\nserver stopped\n\nPostgreSQL init process complete; ready for start up.\n"
            )
            return 0
        } catch {
            await process.complain("initdb: error: \((error as? PgError)?.message ?? "\(error)")")
            return 1
        }
    }

    private func runScripts(_ server: PgServer, user: String, database: String) async -> ExitCode {
        let process = server.process
        let folder = "/docker-entrypoint-initdb.d"
        let names = ((try? process.files.list(folder)) ?? []).map(\.name).filter { !$0.hasPrefix(".") }
        guard !names.isEmpty else {
            await process.print("\n/usr/local/bin/docker-entrypoint.sh: ignoring \(folder)/*\n")
            return 0
        }
        // The scripts find the server on the loopback address alone.
        guard let listener = try? process.world.network.listen(on: Self.privatePort) else { return 1 }
        return await withTaskGroup(of: ExitCode?.self) { group in
            group.addTask {
                await withDiscardingTaskGroup { callers in
                    while let connection = await listener.accept() {
                        callers.addTask {
                            if connection.peer.hasPrefix("127.") {
                                await PgConnection.serve(connection, server)
                            }
                            connection.close()
                        }
                    }
                }
                return nil
            }
            group.addTask {
                for name in names {
                    let code = await runScript(folder + "/" + name, user: user, database: database, process)
                    if code != 0 { return code }
                }
                return 0
            }
            var result: ExitCode = 1
            for await code in group {
                guard let code else { continue }
                result = code
                listener.close()
                group.cancelAll()
            }
            return result
        }
    }

    private func runScript(
        _ path: String,
        user: String,
        database: String,
        _ process: ProcessContext
    ) async -> ExitCode {
        let entrypoint = "/usr/local/bin/docker-entrypoint.sh"
        var words: [String]
        if path.hasSuffix(".sql") {
            await process.print("\(entrypoint): running \(path)")
            words = [
                "psql", "-v", "ON_ERROR_STOP=1", "--no-password", "--no-psqlrc", "--username", user,
                "--dbname", database, "-f", path,
            ]
        } else if path.hasSuffix(".sh") {
            await process.print("\(entrypoint): running \(path)")
            let mode = (try? process.files.status(path))?.mode ?? 0
            words = mode & 0o111 != 0 ? [path] : ["sh", path]
        } else if path.hasSuffix(".gz") || path.hasSuffix(".xz") || path.hasSuffix(".zst") {
            await process.complain("\(entrypoint): \(path): packed scripts are not modelled")
            return 1
        } else {
            await process.print("\(entrypoint): ignoring \(path)")
            return 0
        }
        let environment = process.environment.merging(
            [
                "PGPORT": String(Self.privatePort), "POSTGRES_USER": user, "POSTGRES_DB": database,
                "PGUSER": user, "PGHOST": "localhost",
            ]) { $1 }
        if words[0] == "psql" {
            var psql = process
            psql.arguments = words
            psql.environment = environment
            return await PsqlProgram().run(psql)
        }
        let launch = ProcessLaunch(
            arguments: words,
            environment: environment,
            workingDirectory: process.workingDirectory,
            user: process.user,
            streams: process.streams
        )
        guard let child = try? process.world.start(launch, parent: process.id) else {
            await process.complain("\(entrypoint): \(words[0]): not found")
            return 127
        }
        return await child.wait()
    }

    private static let refusal = """
        Error: Database is uninitialized and superuser password is not specified.
               You must specify POSTGRES_PASSWORD to a non-empty value for the
               superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

               You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
               connections without a password. This is *not* recommended.

               See PostgreSQL documentation about "trust":
               https://www.postgresql.org/docs/current/auth-trust.html
        """

    private static let warning = """
        ********************************************************************************
        WARNING: POSTGRES_HOST_AUTH_METHOD has been set to "trust". This will allow
                 anyone with access to the Postgres port to access your database without
                 a password, even if POSTGRES_PASSWORD is set. See PostgreSQL
                 documentation about "trust":
                 https://www.postgresql.org/docs/current/auth-trust.html
                 In Docker's default configuration, this is effectively any other
                 container on the same system.

                 It is not recommended to use POSTGRES_HOST_AUTH_METHOD=trust. Replace
                 it with "-e POSTGRES_PASSWORD=password" instead to set a password in
                 "docker run".
        ********************************************************************************
        """

    private static func opening(_ folder: String) -> String {
        """
        The files belonging to this database system will be owned by user "postgres".
        This user must also own the server process.

        The database cluster will be initialized with locale "en_US.utf8".
        The default database encoding has accordingly been set to "UTF8".
        The default text search configuration will be set to "english".

        Data page checksums are disabled.

        fixing permissions on existing directory \(folder) ... ok
        creating subdirectories ... ok
        creating configuration files ... ok
        running bootstrap script ... ok
        performing post-bootstrap initialization ... ok
        syncing data to disk ... ok


        Success. You can now start the database server using:

            pg_ctl -D \(folder) -l logfile start

        """
    }
}
