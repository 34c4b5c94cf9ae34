import Foundation
import SimShell
import Testing

/// curl, against the real one.
struct CurlTests {
    static let program = RealProgram.find("curl")

    static let table: [[String]] = [
        ["-s", "URL/"], ["-s", "-o", "/dev/null", "-w", "%{http_code}\\n", "URL/api"], ["-sI", "URL/"],
        ["-si", "URL/health"], ["-s", "-X", "DELETE", "URL/x"], ["-s", "-d", "a=1", "-d", "b=2", "URL/form"],
        ["-s", "-H", "X-One: 1", "-H", "User-Agent: me", "URL/"], ["-sf", "URL/"],
        ["-s", "-u", "ann:secret", "URL/"],
        ["-sG", "-d", "q=1", "URL/find"], ["-s", "-A", "agent/1", "URL"], ["-s", "--json", "{}", "URL/j"],
        ["http://"], ["-s", "nosuch://127.0.0.1/x"], ["-s"], ["--nosuch", "URL"], [], ["-X"],
        ["-s", "http://nohost.invalid/"],
        ["-sS", "http://127.0.0.1:1/"], ["-s", "-H", "Accept:", "URL/"],
        // A refused connection is tried again only where that is asked for; each try says why it failed.
        ["-sS", "--retry", "3", "http://127.0.0.1:1/"],
        ["-sS", "--retry", "1", "--retry-delay", "1", "--retry-connrefused", "http://127.0.0.1:1/"],
    ]

    @Test(.enabled(if: program != nil, "needs curl"), arguments: table)
    func saysWhatTheRealOneSays(_ words: [String]) async throws {
        let rig = Rig()
        let web = rig.container("web")
        _ = try await web.start(["traefik-whoami", "--port", "8000"])
        try await web.listens(on: 8000)
        let client = rig.container("client")
        let bridge = try Bridge(to: web, from: client, port: 8000)
        let theirs = try await RealProgram.run(
            [try #require(Self.program)]
                + words.map { $0.replacingOccurrences(of: "URL", with: "http://127.0.0.1:\(bridge.port)") }
        )
        let ours = try await client.run(
            ["curl"] + words.map { $0.replacingOccurrences(of: "URL", with: "http://web:8000") }
        )
        func normal(_ text: String) -> String {
            text.replacingOccurrences(of: "127.0.0.1:\(bridge.port)", with: "web:8000")
                .replacingOccurrences(of: "curl/[0-9.]+", with: "curl/N", options: .regularExpression)
                .replacingOccurrences(of: "after [0-9]+ ms", with: "after N ms", options: .regularExpression)
                .replacingOccurrences(of: "Date: [^\r]*", with: "Date: <Now>", options: .regularExpression)
                .replacingOccurrences(
                    of: "Content-Length: 1[0-9][0-9]",
                    with: "Content-Length: N",
                    options: .regularExpression
                )
                .replacingOccurrences(
                    of: "RemoteAddr: [0-9.:]+",
                    with: "RemoteAddr: X",
                    options: .regularExpression
                )
        }
        #expect(normal(ours.output) == normal(theirs.output))
        #expect(ours.code == theirs.code)
        if words.first != "http://" { #expect(normal(ours.error) == normal(theirs.error)) }
    }

    @Test func followsRedirectsAndWritesFiles() async throws {
        let rig = Rig()
        let conf =
            "events {}\nhttp { server { location /a { return 302 /b; } location /b { return 200 hello; } } }\n"
        let web = rig.container("web", files: ["/etc/nginx/nginx.conf": conf])
        _ = try await web.start(["nginx", "-g", "daemon off;"])
        try await web.listens(on: 80)
        let client = rig.container("client")
        #expect(try await client.run(["curl", "-sLo", "out.txt", "web/a"]).code == 0)
        #expect(try client.world.files.read("/tmp/out.txt") == Array("hello".utf8))
    }
}
