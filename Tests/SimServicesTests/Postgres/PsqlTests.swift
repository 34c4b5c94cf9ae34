import SimShell
import Testing

/// What psql does on its own side of the connection.
struct PsqlTests {
    @Test func takesItsUserForTheRole() async throws {
        let (postgres, _) = try await PostgresTests.start(Rig())
        let accounts = "root:x:0:0::/root:/bin/sh\npostgres:x:70:70::/:/bin/sh\n"
        try postgres.world.files.makeDirectory("/etc", intermediate: true)
        try postgres.world.files.write("/etc/passwd", Array(accounts.utf8))
        let words = ["psql", "-Atc", "SELECT current_user"]
        let own = try await postgres.run(words, user: ProcessUser(id: 70, group: 70))
        #expect(own.output == "postgres\n")
        #expect(try await postgres.run(["createdb", "shop"], user: ProcessUser(id: 70, group: 70)).code == 0)
        let root = try await postgres.run(words)
        #expect(root.error.contains("role \"root\" does not exist"))
        // As libpq of PostgreSQL 15 says it.
        let nobody = try await postgres.run(words, user: ProcessUser(id: 1234, group: 1234))
        #expect(nobody.error == "psql: error: local user with ID 1234 does not exist\n")
        #expect(nobody.code == 2)
        let named = try await postgres.run(
            words + ["-U", "postgres"],
            user: ProcessUser(id: 1234, group: 1234)
        )
        #expect(named.output == "postgres\n")
    }

    @Test func timesStatements() async throws {
        let (postgres, _) = try await PostgresTests.start(Rig())
        let script = "\\timing\nSELECT 1 AS a;\nSELECT nothing;\n\\timing off\nSELECT 2 AS a;\n"
        let outcome = try await postgres.run(["psql", "-U", "postgres", "-At"], input: script)
        #expect(
            outcome.output == "Timing is on.\n1\nTime: 0.000 ms\nTime: 0.000 ms\nTiming is off.\n2\n"
        )
    }
}
