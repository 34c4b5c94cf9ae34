import Foundation
import Glibc
import SimShell
import Testing

/// postgres and psql, against the real ones.
struct PostgresTests {
    static let bin = "/usr/lib/postgresql/15/bin"
    static let server = RealProgram.find("postgres", in: [bin])
    static let client = RealProgram.find("psql", in: [bin, "/usr/bin"])

    /// The real server in a scratch folder; it doesn't run as root.
    static func withServer<Value: Sendable>(
        _ body: @Sendable (_ port: Int) async throws -> Value
    ) async throws -> Value {
        let folder = "/tmp/services-\(UUID().uuidString)"
        let port = try Sockets.freePort()
        func prefixed(_ words: [String]) -> [String] {
            (getuid() == 0 ? ["/usr/sbin/runuser", "-u", "postgres", "--"] : []) + words
        }
        let made = try await RealProgram.run(
            prefixed([
                "\(bin)/initdb", "-D", folder, "-U", "postgres", "-A", "trust", "--locale=C", "-E", "UTF8",
                "--no-sync",
            ])
        )
        guard made.code == 0 else { throw RigError.system(made.error) }
        let words = prefixed([
            "\(bin)/postgres", "-D", folder, "-p", "\(port)", "-k", folder, "-c",
            "listen_addresses=127.0.0.1", "-c",
            "timezone=UTC", "-c", "fsync=off",
        ])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await withRealServer({ _ in words }, port: port) { _ in
            // The port answers before the server does.
            for _ in 0..<200 {
                let ready = try await RealProgram.run([
                    "\(bin)/pg_isready", "-h", "127.0.0.1", "-p", "\(port)",
                ])
                if ready.code == 0 { break }
                try await Task.sleep(for: .milliseconds(20))
            }
            let result: Result<Value, any Error>
            do { result = .success(try await body(port)) } catch { result = .failure(error) }
            let stop = ["\(bin)/pg_ctl", "-D", folder, "-m", "immediate", "-w", "stop"]
            _ = try await RealProgram.run(
                getuid() == 0 ? ["/usr/sbin/runuser", "-u", "postgres", "--"] + stop : stop
            )
            return try result.get()
        }
    }

    static func start(
        _ rig: Rig,
        environment: [String: String] = ["POSTGRES_HOST_AUTH_METHOD": "trust"]
    ) async throws -> (Container, Container.Running) {
        let postgres = rig.container("db")
        let running = try await postgres.start(
            ["postgres-entrypoint", "postgres"],
            environment: environment.merging(["PG_VERSION": "15.18-1.pgdg12+1"]) { $1 }.merging(["LANG": "C"])
            { $1 }
        )
        try await postgres.listens(on: 5432)
        return (postgres, running)
    }

    /// Both outputs, by lines.
    static func normal(_ outcome: Rig.Outcome) -> [String] {
        (outcome.output + "\n-- errors\n" + outcome.error).components(separatedBy: "\n")
    }

    @Test(
        .enabled(
            if: server != nil && client != nil,
            "needs postgres 15 and psql (packages postgresql-15, postgresql-client-15)"
        )
    )
    func runsScriptsAsTheRealOneDoes() async throws {
        let rig = Rig()
        let (postgres, _) = try await Self.start(rig)
        let bridge = try Bridge(to: postgres, from: rig.container("client"), port: 5432)
        let psql = try #require(Self.client)
        try await Self.withServer { port in
            for script in PostgresTable.scripts {
                let words = [psql, "-h", "127.0.0.1", "-U", "postgres", "-X", "-a", "-d", "postgres"]
                let theirs = Self.normal(try await RealProgram.run(words + ["-p", "\(port)"], input: script))
                let ours = Self.normal(
                    try await RealProgram.run(words + ["-p", "\(bridge.port)"], input: script)
                )
                Self.compare(ours, theirs, "real psql")
                let model = Self.normal(
                    try await postgres.run(["psql", "-U", "postgres", "-a", "-d", "postgres"], input: script)
                )
                Self.compare(model, theirs, "model psql")
            }
        }
    }

    @Test func refusesToStartWithoutAPassword() async throws {
        let outcome = try await Rig().container("db").run(["postgres-entrypoint", "postgres"])
        #expect(outcome.code == 1)
        #expect(
            outcome.error.hasPrefix(
                "Error: Database is uninitialized and superuser password is not specified.\n       You must specify POSTGRES_PASSWORD"
            )
        )
        #expect(outcome.error.hasSuffix("https://www.postgresql.org/docs/current/auth-trust.html\n"))
    }

    @Test(.enabled(if: client != nil, "needs psql (package postgresql-client)"))
    func asksOthersForThePassword() async throws {
        let rig = Rig()
        let (postgres, _) = try await Self.start(
            rig,
            environment: ["POSTGRES_PASSWORD": "secret", "POSTGRES_USER": "ann", "POSTGRES_DB": "shop"]
        )
        let bridge = try Bridge(to: postgres, from: rig.container("client"), port: 5432)
        let words = [
            try #require(Self.client), "-h", "127.0.0.1", "-p", "\(bridge.port)", "-U", "ann", "-X", "-w",
            "-d", "shop", "-Atc", "SELECT current_user",
        ]
        let right = try await RealProgram.run(words, environment: ["PGPASSWORD": "secret"])
        #expect(right == Rig.Outcome(output: "ann\n", error: "", code: 0))
        let wrong = try await RealProgram.run(words, environment: ["PGPASSWORD": "other"])
        #expect(wrong.code == 2)
        #expect(wrong.error.contains("FATAL:  password authentication failed for user \"ann\""))
        let other = rig.container("other")
        let model = ["psql", "-h", "db", "-U", "ann", "-d", "shop", "-Atc", "SELECT 1"]
        #expect(try await other.run(model, environment: ["PGPASSWORD": "secret"]).output == "1\n")
        let none = try await other.run(model)
        #expect(none.code == 2)
        #expect(
            none.error
                == "psql: error: connection to server at \"db\" (172.18.0.2), port 5432 failed: fe_sendauth: no password supplied\n"
        )
        #expect(
            try await postgres.run(["psql", "-U", "ann", "-d", "shop", "-Atc", "SELECT 2"]).output == "2\n"
        )
        let nobody = try await postgres.run(["psql", "-U", "bob", "-d", "shop", "-c", "SELECT 2"])
        #expect(nobody.error.hasSuffix("FATAL:  role \"bob\" does not exist\n"))
        #expect(
            try await other.run(["pg_isready", "-h", "db"])
                == Rig.Outcome(output: "db:5432 - accepting connections\n", error: "", code: 0)
        )
        #expect(try await other.run(["pg_isready"]).output == "/var/run/postgresql:5432 - no response\n")
    }

    @Test func keepsItsDataInAVolumeAndRunsScriptsOnce() async throws {
        let rig = Rig()
        let folder = "/var/lib/postgresql/data"
        let scripts = [
            "/docker-entrypoint-initdb.d/1.sql": "CREATE TABLE t (x int);\nINSERT INTO t VALUES (1);\n",
            "/docker-entrypoint-initdb.d/readme.txt": "",
        ]
        let first = rig.container("one", files: scripts, mounting: folder)
        let running = try await first.start(
            ["postgres-entrypoint", "postgres"],
            environment: ["POSTGRES_PASSWORD": "a"]
        )
        try await first.listens(on: 5432)
        try await running.output.contains(
            "running /docker-entrypoint-initdb.d/1.sql\nCREATE TABLE\nINSERT 0 1\n"
        )
        try await running.output.contains("ignoring /docker-entrypoint-initdb.d/readme.txt")
        try await running.output.contains("PostgreSQL init process complete; ready for start up.\n\n")
        _ = try await first.run(["psql", "-U", "postgres", "-c", "INSERT INTO t VALUES (2)"])
        // Killed, not stopped: what was committed is there.
        _ = first.world.signalFromOutside(.kill, to: 1)
        #expect(await running.wait().code == 137)
        let second = rig.container("two", files: scripts, mounting: folder)
        let again = try await second.start(["postgres-entrypoint"] + ["postgres"])
        try await second.listens(on: 5432)
        try await again.output.contains(
            "Database directory appears to contain a database; Skipping initialization"
        )
        let sum = try await second.run(["psql", "-U", "postgres", "-Atc", "SELECT sum(x) FROM t"])
        #expect(sum == Rig.Outcome(output: "3\n", error: "", code: 0))
        #expect(second.world.signal(.interrupt, to: 1))
        let outcome = await again.wait()
        #expect(outcome.code == 0)
        #expect(outcome.error.contains("LOG:  received fast shutdown request"))
    }

    @Test func readersSeeWhatIsCommittedAndWritersWait() async throws {
        let rig = Rig()
        let (postgres, _) = try await Self.start(rig)
        let psql = ["psql", "-U", "postgres", "-At"]
        _ = try await postgres.run(psql + ["-c", "CREATE TABLE t (x int)"])
        let writer = try await postgres.start(psql)
        try await writer.input.write(Array("BEGIN;\nINSERT INTO t VALUES (1);\n".utf8))
        try await writer.output.contains("INSERT 0 1")
        let count = try await postgres.run(psql + ["-c", "SELECT count(*) FROM t"])
        #expect(count == Rig.Outcome(output: "0\n", error: "", code: 0))
        let second = try await postgres.start(psql + ["-c", "UPDATE t SET x = x + 1"])
        try await writer.input.write(Array("COMMIT;\n".utf8))
        #expect(await second.wait().output == "UPDATE 1\n")
        writer.input.closeWriting()
        #expect(await writer.wait().code == 0)
        #expect(try await postgres.run(psql + ["-c", "SELECT x FROM t"]).output == "2\n")
    }

    @Test(
        .enabled(if: RealProgram.find("pgbench", in: [bin]) != nil, "needs pgbench (package postgresql-15)"),
        arguments: ["extended", "prepared"]
    )
    func speaksTheExtendedProtocol(_ mode: String) async throws {
        let rig = Rig()
        let (postgres, _) = try await Self.start(rig)
        _ = try await postgres.run([
            "psql", "-U", "postgres", "-c", "CREATE TABLE t (id serial, x int, s text)",
        ])
        let bridge = try Bridge(to: postgres, from: rig.container("client"), port: 5432)
        let script = "/tmp/services-\(UUID().uuidString).sql"
        try Data(
            "\\set v random(1, 9)\nINSERT INTO t (x, s) VALUES (:v, 'a');\nSELECT count(*) FROM t WHERE x = :v AND id > 0;\n"
                .utf8
        )
        .write(to: URL(fileURLWithPath: script))
        defer { try? FileManager.default.removeItem(atPath: script) }
        let outcome = try await RealProgram.run([
            "\(Self.bin)/pgbench", "-h", "127.0.0.1", "-p", "\(bridge.port)", "-U", "postgres", "-n", "-M",
            mode, "-c", "2", "-t", "5", "-f", script, "postgres",
        ])
        #expect(outcome.code == 0, "\(outcome.error)")
        #expect(
            try await postgres.run(["psql", "-U", "postgres", "-Atc", "SELECT count(*) FROM t"]).output
                == "10\n"
        )
    }

    @Test func refusesWhatItDoesNotModel() async throws {
        let (postgres, _) = try await Self.start(Rig())
        for statement in [
            "COPY t FROM STDIN", "SELECT ARRAY[1]", "CREATE FUNCTION f() RETURNS int AS '' LANGUAGE sql",
            "SELECT interval '1 day'", "EXPLAIN SELECT 1", "SELECT jsonb_set('{}', '{a}', '1')",
            "SELECT regexp_count('a', 'b')", "SELECT array_agg(DISTINCT x) FROM (VALUES (1)) AS v(x)",
            "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FROM (VALUES (1)) AS v(x)",
            "SELECT '{}'::jsonb #>> '{a}'", "SELECT '{}'::jsonb ? 'a'", "SELECT '{}'::jsonb || '{}'",
            "SELECT '{}'::jsonb - 'a'", "SELECT 1 << 2", "SELECT |/ 4", "SELECT U&'\\0041'",
            "SELECT E'\\x41'", "SELECT 'NaN'::float8", "SELECT 'nan'::numeric", "SHOW wal_level",
            "SELECT current_setting('wal_level')", "SELECT * FROM unnest('{1}')",
            "SELECT substring('foo' from 'o+')", "SELECT n, generate_series(1, n) FROM (VALUES (1)) AS v(n)",
        ] {
            let outcome = try await postgres.run(["psql", "-U", "postgres", "-c", statement])
            #expect(outcome.error.hasPrefix("ERROR:  not modelled: "), "\(statement): \(outcome.error)")
            #expect(outcome.code == 1)
        }
    }

    @Test func tellsItsSettingsToFunctions() async throws {
        let (postgres, _) = try await Self.start(Rig())
        let script =
            "SELECT current_setting('port'); SET work_mem = '8MB'; SELECT current_setting('WORK_MEM')"
        let outcome = try await postgres.run(["psql", "-U", "postgres", "-Atc", script])
        #expect(outcome.output == "5432\nSET\n8MB\n")
    }

    @Test func boundsWhatAStatementMayTake() async throws {
        let (postgres, _) = try await Self.start(Rig())
        let psql = ["psql", "-U", "postgres", "-Atc"]
        let endless = try await postgres.run(
            psql + ["SELECT count(*) FROM generate_series(1, 100000000000) a"]
        )
        #expect(endless.error.contains("not modelled: a statement that takes so long"))
        let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
        #expect(
            try await postgres.run(psql + ["SELECT \(deep)"]).error.contains("stack depth limit exceeded")
        )
        #expect(try await postgres.run(psql + ["SELECT repeat('x', 100000000)"]).code == 1)
        for text in [
            "SELECT load_extension('x')", "ATTACH DATABASE 'x' AS y", "PRAGMA user_version",
            "SELECT readfile('/etc/passwd')",
        ] {
            #expect(try await postgres.run(psql + [text]).code == 1)
        }
        #expect(try await postgres.run(psql + ["SELECT 1"]).output == "1\n")
    }

    @Test func survivesEveryPrefixAndEveryDeletion() async throws {
        let (postgres, _) = try await Self.start(Rig())
        let text =
            "WITH q AS (SELECT a.x, count(*) c FROM (VALUES (1,'a''b'),(2,$$z$$)) AS a(x, y) GROUP BY a.x) SELECT CASE WHEN x>1 THEN -x::numeric(4,2) END FROM q ORDER BY 1 DESC LIMIT 3;"
        var script = ""
        for count in 0..<text.count {
            script += String(text.prefix(count)).filter { $0 != "'" && $0 != "$" } + ";\n"
            var without = text
            without.remove(at: text.index(text.startIndex, offsetBy: count))
            if without.filter({ $0 == "'" }).count.isMultiple(of: 2), without.filter({ $0 == "$" }).count == 4
            {
                script += without + ";\n"
            }
        }
        _ = try await postgres.run(["psql", "-U", "postgres"], input: script)
        #expect(try await postgres.run(["psql", "-U", "postgres", "-Atc", "SELECT 1"]).output == "1\n")
    }

    static func compare(_ ours: [String], _ theirs: [String], _ what: String) {
        for difference in ours.difference(from: theirs) {
            switch difference {
            case .insert(let offset, let line, _): Issue.record("\(what): ours has at \(offset): \(line)")
            case .remove(let offset, let line, _): Issue.record("\(what): theirs has at \(offset): \(line)")
            }
        }
    }
}
