import EngineAPI
import EngineGate
import EngineServer
import HTTPWire
import SystemPackage
import TestKit
import Testing

/// Raw requests that try to slip past the gate: each is refused with a reason, and nothing of it reaches the engine.
@Suite(.serialized)
struct RawRequestTests {
    struct Attack: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let text: String
        var status = 400

        init(_ name: String, _ text: String, status: Int = 400) {
            testDescription = name
            self.text = text
            self.status = status
        }
    }

    private static let create = "/v1.51/containers/create?name=web"

    private static func post(
        _ target: String,
        _ body: String,
        _ fields: String = "Content-Type: application/json"
    ) -> String {
        "POST \(target) HTTP/1.1\r\nHost: x\r\n\(fields)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
    }

    private static func get(_ target: String, _ fields: String = "A: b") -> String {
        "GET \(target) HTTP/1.1\r\nHost: x\r\n\(fields)\r\nConnection: close\r\n\r\n"
    }

    static let attacks: [Attack] = [
        Attack(
            "duplicate key",
            post(create, #"{"Image":"busybox","HostConfig":{},"HostConfig":{"Privileged":true}}"#)
        ),
        Attack("key in lower case", post(create, #"{"Image":"busybox","hostconfig":{"Binds":["/:/x"]}}"#)),
        Attack("key in mixed case", post(create, #"{"Image":"busybox","HostConfig":{"bInDs":["/:/x"]}}"#)),
        Attack("escaped key", post(create, #"{"Image":"busybox","\u0068ostConfig":{"Privileged":true}}"#)),
        Attack(
            "escaped duplicate",
            post(create, #"{"HostConfig":{},"\u0048ostConfig":{"Privileged":true}}"#)
        ),
        Attack("two documents", post(create, #"{"Image":"busybox"}{"HostConfig":{"Privileged":true}}"#)),
        Attack("no JSON", post(create, "Image=busybox")),
        Attack(
            "a form",
            post(create, #"{"Image":"busybox"}"#, "Content-Type: application/x-www-form-urlencoded")
        ),
        Attack(
            "two types",
            post(
                create,
                #"{"Image":"busybox"}"#,
                "Content-Type: application/json\r\nContent-Type: text/plain"
            )
        ),
        Attack("no type", post(create, #"{"Image":"busybox"}"#, "A: b")),
        Attack("empty body", post(create, "")),
        Attack("no body at all", "POST \(create) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
        Attack(
            "oversize body",
            post(create, #"{"Image":""# + String(repeating: "a", count: 2 << 20) + #""}"#),
            status: 413
        ),
        Attack(
            "oversize chunked body",
            "POST \(create) HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + String(repeating: "40000\r\n" + String(repeating: " ", count: 0x40000) + "\r\n", count: 8)
                + "0\r\n\r\n",
            status: 413
        ),
        Attack("deep body", post(create, String(repeating: #"{"HostConfig":"#, count: 500))),
        Attack(
            "form over a prune",
            post("/containers/prune", "filters=%7B%7D", "Content-Type: application/x-www-form-urlencoded")
        ),
        Attack(
            "form over a rename",
            post("/containers/web/rename?name=a", "name=b", "Content-Type: application/x-www-form-urlencoded")
        ),
        Attack(
            "form over a tag",
            post("/images/busybox/tag?repo=a", "repo=b", "Content-Type: application/x-www-form-urlencoded")
        ),
        Attack(
            "form over a pull",
            post(
                "/images/create?fromImage=busybox&tag=1",
                "fromImage=evil",
                "Content-Type: application/x-www-form-urlencoded"
            )
        ),
        Attack("host config at a start", post("/v1.41/containers/web/start", #"{"Binds":["/:/x"]}"#)),
        Attack("old version", post("/v1.23/containers/web/start", "", "A: b")),
        Attack("oldest version", get("/v1.12/containers/json")),
        Attack("future version", get("/v1.99/containers/json")),
        Attack("odd version", get("/v1.041/containers/json")),
        Attack("encoded letter", get("/v1.41/%63ontainers/json")),
        Attack("encoded slash", get("/v1.41/containers%2fjson")),
        Attack("double slash", get("//containers/json"), status: 404),
        Attack("dot segment", get("/v1.41/./containers/json")),
        Attack("climbing segment", get("/v1.41/images/../containers/json")),
        Attack("encoded climbing", get("/containers/%2e%2e/json")),
        Attack("trailing slash", get("/containers/json/"), status: 404),
        Attack("capital path", get("/v1.41/Containers/json"), status: 404),
        Attack("absolute target", get("http://x/containers/json")),
        Attack("target without a slash", get("containers/json")),
        Attack("upgrade on a ping", get("/_ping", "Connection: Upgrade\r\nUpgrade: tcp")),
        Attack("upgrade on a list", get("/containers/json", "Connection: Upgrade\r\nUpgrade: tcp")),
        Attack(
            "upgrade on a create",
            post(
                create,
                #"{"Image":"busybox"}"#,
                "Content-Type: application/json\r\nUpgrade: tcp\r\nConnection: upgrade"
            )
        ),
        Attack(
            "upgrade to h2c",
            post("/containers/web/attach?stream=1", "", "Connection: Upgrade\r\nUpgrade: h2c")
        ),
        Attack("BuildKit", post("/grpc", "", "Connection: Upgrade\r\nUpgrade: h2c"), status: 404),
        Attack("BuildKit session", post("/session", "", "Connection: Upgrade\r\nUpgrade: h2c"), status: 404),
        Attack(
            "both framings",
            "POST \(create) HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        Attack(
            "two lengths",
            "POST \(create) HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}"
        ),
        Attack(
            "unknown coding",
            "POST \(create) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"
        ),
        Attack(
            "chunk extension",
            "POST \(create) HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\n\r\n"
        ),
        Attack(
            "trailer",
            "POST \(create) HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nA: b\r\n\r\n"
        ),
        Attack("bare line feeds", "GET /containers/json HTTP/1.1\nHost: x\n\n"),
        Attack("folded field", "GET /containers/json HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n"),
        Attack(
            "space before a colon",
            "GET /containers/json HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\n"
        ),
        Attack("no host", "GET /containers/json HTTP/1.1\r\n\r\n"),
        Attack("HTTP/0.9", "GET /containers/json\r\n\r\n"),
        Attack("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        Attack("CONNECT", "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n"),
        Attack("TRACE", "TRACE /containers/json HTTP/1.1\r\nHost: x\r\n\r\n"),
        Attack("swarm", post("/swarm/init", "{}"), status: 403),
        Attack("services", get("/services"), status: 503),
        Attack("nodes", get("/nodes"), status: 503), Attack("secrets", get("/secrets"), status: 503),
        Attack("configs", get("/configs"), status: 503), Attack("tasks", get("/tasks"), status: 503),
        Attack("plugin", get("/plugins/x/json"), status: 404),
        Attack("plugin pull", post("/plugins/pull?remote=x", "[]"), status: 404),
        Attack("checkpoint", post("/containers/web/checkpoints", "{}"), status: 404),
        Attack("debug", get("/debug/pprof/"), status: 404), Attack("metrics", get("/metrics"), status: 404),
        Attack("web socket attach", get("/containers/web/attach/ws"), status: 404),
        Attack(
            "import from an address",
            post("/images/create?fromSrc=http://169.254.169.254/", "", "A: b"),
            status: 403
        ),
        Attack(
            "build from an address",
            post("/build?remote=http://127.0.0.1/", "", "Content-Type: application/x-tar"),
            status: 403
        ),
        Attack("build with BuildKit", post("/build?version=2", "", "Content-Type: application/x-tar")),
        Attack("odd filters", get("/containers/json?filters=%7B%22label%22%3A1%7D")),
        Attack("unknown filter", get("/containers/json?filters=%7B%22nonsense%22%3A%5B%22a%22%5D%7D")),
        Attack(
            "repeated filter",
            get("/containers/json?filters=%7B%22label%22%3A%5B%5D%2C%22label%22%3A%5B%5D%7D")
        ),
        Attack(
            "credentials that aren't",
            post("/images/create?fromImage=busybox&tag=1", "", "X-Registry-Auth: !!!")
        ),
        Attack(
            "privileged",
            post(create, #"{"Image":"busybox","HostConfig":{"Privileged":true}}"#),
            status: 403
        ),
        Attack(
            "host bind",
            post(create, #"{"Image":"busybox","HostConfig":{"Binds":["/:/x"]}}"#),
            status: 403
        ),
        Attack(
            "host process namespace",
            post(create, #"{"Image":"busybox","HostConfig":{"PidMode":"host"}}"#),
            status: 403
        ),
        Attack(
            "volume by options",
            post("/volumes/create", #"{"Name":"vol","DriverOpts":{"type":"none","o":"bind","device":"/"}}"#),
            status: 403
        ),
    ]

    @Test(arguments: attacks)
    func refuses(_ attack: Attack) async throws {
        let world = try GateWorld()
        try await withScratch { scratch in
            let path = scratch.file("gate.sock").string
            let server = EngineServer(world.gate, at: .unix(path: path))
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (ready, signal) = AsyncStream<Void>.makeStream()
                group.addTask { try await server.run { _ in signal.finish() } }
                for await _ in ready {}
                let answer = try await exchange(path, Array(attack.text.utf8))
                #expect(answer.hasPrefix("HTTP/1.1 \(attack.status) "), "\(answer.prefix(300))")
                #expect(answer.split(separator: "\r\n\r\n", maxSplits: 1).last?.isEmpty == false, "no reason")
                group.cancelAll()
            }
        }
        let reached = world.engine.changes.filter { $0.subject != "slidectl-alice1-bridge" }
        #expect(reached.isEmpty, "\(reached)")
    }
}
