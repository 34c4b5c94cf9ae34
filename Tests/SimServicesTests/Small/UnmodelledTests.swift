import SimServices
import SimShell
import Testing

/// What a service refuses that the real one would do is noted, so that nobody takes it for a student's mistake; what the
/// real one refuses as well isn't.
struct UnmodelledTests {
    @Test func noServiceHasTheNameOfACommand() {
        #expect(Set(Services.programs.names).intersection(Coreutils.programs.names).isEmpty)
    }

    @Test func databasesNote() async throws {
        let (postgres, _) = try await PostgresTests.start(Rig())
        let psql = ["psql", "-U", "postgres", "-c"]
        for mistake in ["SELEC 1", "SELECT nothing", "SELECT 'not modelled: x'::int", "\\nosuch"] {
            #expect(try await postgres.run(psql + [mistake]).code == 1)
        }
        #expect(postgres.notes.all.isEmpty)
        #expect(try await postgres.run(psql + ["SELECT interval '1 day'"]).code == 1)
        #expect(try await postgres.run(psql + ["\\copy t to x"]).code == 1)
        #expect(postgres.notes.all == ["postgres: not modelled: intervals", "psql \\copy"])
    }

    @Test func redisNotes() async throws {
        let redis = Rig().container("redis")
        _ = try await redis.start(["redis-server"])
        try await redis.listens(on: 6379)
        for mistake in [["nosuch"], ["get"], ["incr", "a", "b"], ["echo", "is not modelled"]] {
            _ = try await redis.run(["redis-cli"] + mistake)
        }
        #expect(redis.notes.all.isEmpty)
        for words in [["eval", "return 1", "0"], ["--scan"], ["spop", "s", "2"]] {
            _ = try await redis.run(["redis-cli"] + words)
        }
        #expect(
            redis.notes.all == [
                "redis: eval", "redis-cli --scan", "redis: ERR SPOP with a count is not modelled",
            ]
        )
        let other = Rig().container("other", files: ["/r.conf": "cluster-enabled yes\n"])
        #expect(try await other.run(["redis-server", "/r.conf"]).code == 1)
        #expect(other.notes.all == ["redis: cluster-enabled yes"])
    }

    @Test(arguments: [
        ("rewrite ^/a /b;", true), ("location ~ x { }", true), ("rewrit x;", false),
        ("proxy_redirect default;", true), ("return;", false),
    ])
    func nginxNotes(_ directive: String, _ isNoted: Bool) async throws {
        let conf = "events {}\nhttp { server { location / { } \(directive) } }\n"
        let web = Rig().container("web", files: ["/etc/nginx/nginx.conf": conf])
        #expect(try await web.run(["nginx", "-t"]).code == 1)
        #expect(web.notes.all.isEmpty == !isNoted, "\(web.notes.all)")
    }

    @Test func webProgramsNote() async throws {
        let path = "/usr/local/apache2/conf/httpd.conf"
        let web = Rig().container("web", files: [path: "Listen 80\nRewriteEngine on\n"])
        #expect(try await web.run(["apache-httpd", "-t"]).code == 1)
        #expect(web.notes.all == ["httpd: 'RewriteEngine' is not modelled"])
        let client = Rig().container("client")
        for mistake in [["--nosuch"], ["http://nohost/"], ["ftp://nohost/"]] {
            _ = try await client.run(["curl", "-s"] + mistake)
        }
        #expect(client.notes.all.isEmpty)
        _ = try await client.run(["curl", "-s", "-F", "a=b", "http://nohost/"])
        _ = try await client.run(["curl", "-s", "https://nohost/"])
        #expect(client.notes.all == ["curl: option -F: is not modelled", "curl: TLS"])
    }

    /// Health checks that only ask whether a server is there.
    @Test(arguments: [
        (
            "mysqld", 3306, ["mysqladmin", "ping", "-h", "localhost", "-uroot", "-psecret"],
            "mysqld is alive\n"
        ),
        ("mysqld", 3306, ["mysqladmin", "ping", "--silent"], "mysqld is alive\n"),
        ("mariadbd", 3306, ["mysqladmin", "ping"], "mysqld is alive\n"),
        ("mongod", 27_017, ["mongosh", "--eval", "db.adminCommand('ping')"], "{ ok: 1 }\n"),
        ("mongod", 27_017, ["mongosh", "--quiet", "--eval", "db.runCommand({ ping: 1 }).ok"], "1\n"),
        (
            "mongod", 27_017, ["mongosh", "localhost:27017/test", "--eval", "db.runCommand(\"ping\")"],
            "{ ok: 1 }\n"
        ),
        ("rabbitmq-server", 5672, ["rabbitmq-diagnostics", "-q", "ping"], "Ping succeeded\n"),
        (
            "rabbitmq-server", 5672, ["rabbitmq-diagnostics", "-q", "check_port_connectivity"],
            "Successfully connected to ports 5672 on node rabbit@db.\n"
        ),
    ])
    func healthChecksAnswer(_ server: String, _ port: Int, _ words: [String], _ output: String) async throws {
        let database = Rig().container("db")
        let before = try await database.run(words)
        #expect(before.code != 0 && before.code != 126)
        #expect(database.notes.all.isEmpty)
        _ = try await database.start([server])
        try await database.listens(on: port)
        let outcome = try await database.run(words)
        #expect(outcome.code == 0)
        #expect(outcome.output == output)
        if server == "mariadbd" { #expect(try await database.run(["mariadb-healthcheck"]).code == 0) }
        // The server itself is only modelled, and so is whatever else its client does.
        let noted = database.notes.all.count
        #expect(try await database.run([words[0], "status"]).code == 126)
        #expect(database.notes.all.count == noted + 1)
    }
}
