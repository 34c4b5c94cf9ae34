import SimShell
import Testing

@testable import SimServices

/// Servers that go on in the background.
struct DaemonTests {
    private static let httpdConf = "/usr/local/apache2/conf/httpd.conf"
    private static let webFiles = [
        "/etc/nginx/nginx.conf":
            "events {}\nhttp { access_log off; server { listen 80; location / { return 200 hi; } } }\n",
        "/run/x": "",
        httpdConf: "Listen 80\nServerName a\n",
        "/usr/local/apache2/htdocs/index.html": "hi",
        "/usr/local/apache2/logs/x": "",
    ]

    /// Whether a container's port 80 says so.
    private static func answers(_ web: Container, port: Int = 80) async throws -> Bool {
        try await web.run(["curl", "-s", "http://127.0.0.1:\(port)/"]).output == "hi"
    }

    /// How a program ends beside a main process; what it left in the background still holds its outputs.
    private static func code(_ words: [String], in web: Container) async throws -> ExitCode {
        if web.world.processes().isEmpty { _ = try await web.start(["pause"]) }
        return try await web.start(words).process.wait()
    }

    private static func gone(_ name: String, from web: Container) async throws {
        for _ in 0..<400 where web.world.processes().contains(where: { $0.shown.contains(name) }) {
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    @Test(arguments: [["nginx"], ["apache-httpd"], ["apache-httpd", "-k", "start"]])
    func aWebServerReturnsAndServes(_ words: [String]) async throws {
        let web = Rig().container("web", files: Self.webFiles)
        #expect(try await Self.code(words, in: web) == 0)
        #expect(try await Self.answers(web))
    }

    @Test(arguments: [["nginx"], ["apache-httpd"], ["redis-server", "--daemonize", "yes"]])
    func asMainProcessItEndsTheContainer(_ words: [String]) async throws {
        let web = Rig().container("web", files: Self.webFiles)
        #expect(try await web.start(words).wait().code == 0)
        #expect(web.world.processes().isEmpty)
    }

    @Test(arguments: [["nginx"], ["apache-httpd"]])
    func aTakenPortIsSaid(_ words: [String]) async throws {
        let web = Rig().container("web", files: Self.webFiles)
        _ = try await web.start(["traefik-whoami"])
        try await web.listens(on: 80)
        #expect(try await web.run(words).code == 1)
    }

    @Test func nginxIsStoppedByItsNumber() async throws {
        let web = Rig().container("web", files: Self.webFiles)
        #expect(try await Self.code(["nginx"], in: web) == 0)
        #expect(try await web.run(["nginx", "-s", "stop"]).code == 0)
        try await Self.gone("nginx: master", from: web)
        #expect(try await !Self.answers(web))
        #expect(try await Self.code(["nginx"], in: web) == 0)
        #expect(try await Self.answers(web))
    }

    @Test func apacheObeysItsVerbs() async throws {
        let web = Rig().container("web", files: Self.webFiles)
        #expect(
            try await web.run(["apache-httpd", "-k", "stop"])
                == Rig.Outcome(output: "httpd (no pid file) not running\n", error: "", code: 0)
        )
        #expect(try await Self.code(["apache-httpd"], in: web) == 0)
        #expect(try await web.run(["apache-httpd"]).output.hasSuffix(") already running\n"))
        try web.world.files.write(Self.httpdConf, Array("Listen 81\nServerName a\n".utf8))
        #expect(try await web.run(["apache-httpd", "-k", "graceful"]).code == 0)
        try await web.listens(on: 81)
        #expect(try await Self.answers(web, port: 81))
        #expect(try await web.run(["apache-httpd", "-k", "stop"]).code == 0)
        try await Self.gone("httpd", from: web)
        #expect(try await !Self.answers(web, port: 81))
    }

    @Test func apachesNamesSayWhatIsMeant() {
        #expect(HttpdWords(["httpd-foreground"]).isForeground)
        #expect(HttpdWords(["/usr/local/bin/httpd-foreground"]).shown == "httpd -D FOREGROUND")
        #expect(HttpdWords(["httpd", "-DFOREGROUND"]).isForeground)
        #expect(!HttpdWords(["httpd"]).isForeground)
        #expect(HttpdWords(["apachectl", "graceful"]).verb == "graceful")
        #expect(HttpdWords(["apachectl", "configtest"]).isTest)
        #expect(HttpdWords(["apachectl", "-t"]).isTest)
    }

    @Test func redisReturnsAndAnswers() async throws {
        let redis = Rig().container("redis", files: ["/data/x": ""])
        let outcome = try await redis.run(["redis-server", "--daemonize", "yes"])
        #expect(outcome == Rig.Outcome(output: "", error: "", code: 0))
        #expect(try await redis.run(["redis-cli", "ping"]).output == "PONG\n")
        #expect(try await redis.run(["redis-cli", "shutdown", "nosave"]).code == 0)
    }

    @Test func redisWritesItsLogFile() async throws {
        let redis = Rig().container("redis", files: ["/data/x": ""])
        let words = ["redis-server", "--daemonize", "yes", "--logfile", "/data/log"]
        #expect(try await redis.run(words) == Rig.Outcome(output: "", error: "", code: 0))
        let log = String(decoding: try redis.world.files.read("/data/log"), as: UTF8.self)
        #expect(log.contains("Redis is starting"))
        #expect(log.contains("Ready to accept connections tcp\n"))
    }

    @Test(arguments: ["POST / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: redis:6379\r\n"])
    func redisDropsWhoSpeaksHTTP(_ request: String) async throws {
        let rig = Rig()
        let redis = rig.container("redis", files: ["/data/x": ""])
        let running = try await redis.start(["redis-server"])
        try await redis.listens(on: 6379)
        let connection = try await rig.container("client").host.connect(to: "redis", port: 6379)
        try await connection.write(Array(request.utf8))
        while await connection.read(atMost: 4096) != nil {}
        try await running.output.contains("Possible SECURITY ATTACK detected.")
    }
}
