import SimShell

/// `pg_isready`.
struct PgIsReadyProgram: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let options: Options
        do throws(Options.Problem) {
            options = try Options(
                process.arguments.dropFirst(),
                flags: ["q", "V"],
                valued: ["h", "p", "U", "d", "t"],
                aliases: [
                    "host": "h", "port": "p", "username": "U", "dbname": "d", "timeout": "t", "quiet": "q",
                    "version": "V",
                ]
            )
        } catch {
            if case .unknown(let word) = error {
                await process.complain("pg_isready: unrecognized option '\(word)'")
            }
            await process.complain("pg_isready: hint: Try \"pg_isready --help\" for more information.")
            return 3
        }
        if options.has("V") {
            await process.print("pg_isready (PostgreSQL) \(PostgresProgram.version(process))")
            return 0
        }
        let host = options.value("h") ?? process.variable("PGHOST")
        let port = (options.value("p") ?? process.variable("PGPORT")).flatMap { Int($0) } ?? 5432
        let place = "\(host ?? "/var/run/postgresql"):\(port)"
        let say: @Sendable (String) async -> Void = { words in
            if !options.has("q") { await process.print("\(place) - \(words)") }
        }
        do throws(NetworkError) {
            let connection = try await process.world.network.connect(to: host ?? "localhost", port: port)
            // A server says something to whoever starts a session, be it no.
            var writer = PgWriter()
            writer.add(int32: 3 << 16)
            writer.add(text: "user")
            writer.add(text: options.value("U") ?? "postgres")
            writer.add(byte: 0)
            await connection.say(PgWriter.int32(writer.bytes.count + 4) + writer.bytes)
            var reader = ByteReader(connection)
            let answer = await reader.message()
            connection.close()
            guard answer != nil else {
                await say("no response")
                return 2
            }
            await say("accepting connections")
            return 0
        } catch {
            await say("no response")
            return 2
        }
    }
}

/// `createdb` and `dropdb`.
struct PgDatabaseProgram: Program {
    let verb: String

    func run(_ process: ProcessContext) async -> ExitCode {
        let name = process.arguments.first ?? "createdb"
        do throws(Options.Problem) {
            let options = try PsqlOptions(process)
            var target = options.target
            let database = target.database
            target.database = "postgres"
            let client: PgClient
            do throws(PgClient.Failure) { client = try await PgClient.connect(target, process) } catch {
                await process.complain("\(name): error: \(error.words)")
                return 1
            }
            var session = client
            let answers = await session.query("\(verb) DATABASE \(PgTranslator.quoted(database))") ?? []
            await session.close()
            for case .failure(let error) in answers {
                let what = verb == "CREATE" ? "creation" : "removal"
                await process.complain("\(name): error: database \(what) failed: ERROR:  \(error.message)")
                return 1
            }
            return 0
        } catch {
            await process.complain("\(name): hint: Try \"\(name) --help\" for more information.")
            return 1
        }
    }
}
