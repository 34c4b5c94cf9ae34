import Foundation
import SimShell
import Testing

/// nginx, against the real one.
struct NginxTests {
    static let server = RealProgram.find("nginx")

    /// The servers of both, below a folder.
    static func conf(root: String, port: Int) -> String {
        """
        http {
            types { text/html html htm; text/css css; application/json json; }
            default_type application/octet-stream;
            access_log off;
            server {
                listen \(port);
                server_name localhost;
                root \(root)/html;
                index index.html index.htm;
                location /api/ { return 200 "api $request_method $uri $args $http_x_name\\n"; }
                location = /exact { return 204; }
                location /old { return 301 /new?a=1; }
                location /away { return 302 http://example.org/$uri; }
                location /teapot { return 418; }
                location /denied { deny all; }
                location /spa/ { try_files $uri $uri/ /spa/index.html; }
                location /missing { try_files $uri =404; }
                location /files/ { alias \(root)/html/sub/; }
                location /json { default_type application/json; return 200 '{"a":1}'; }
                location /header { add_header X-One "1 $host"; add_header X-Two 2 always; return 404; }
                location /small { client_max_body_size 5; }
                error_page 403 /sorry.html;
                location /list/ { autoindex off; }
            }
            server {
                listen \(port);
                server_name other *.wild.org;
                server_tokens off;
                location / { return 200 "other\\n"; }
            }
        }

        """
    }

    static let files = [
        "index.html": "<h1>Welcome</h1>\n", "page.css": "body {}\n", "data.json": "{}", "noending": "x",
        "sub/index.htm": "sub\n", "spa/index.html": "spa\n", "spa/app.css": "a {}\n", "sorry.html": "sorry\n",
        "list/a.txt": "a", "with space.html": "space\n", "empty": "",
    ]

    static let requests = [
        "GET /", "HEAD /", "GET /index.html", "GET /page.css", "GET /data.json", "GET /noending",
        "GET /nothing",
        "POST /", "GET /sub", "GET /sub/", "GET /list/", "GET /api/x?y=1|X-Name: Ann", "GET /exact",
        "GET /old",
        "GET /away", "GET /teapot", "GET /denied", "GET /spa/", "GET /spa/app.css", "GET /spa/deep/link",
        "GET /missing/x", "GET /files/", "GET /files/index.htm", "GET /json", "GET /header",
        "GET /../etc/passwd",
        "GET /sub/../index.html", "GET //index.html", "GET /with%20space.html", "GET /%zz", "GET /empty",
        "GET /|Host: other", "GET /|Host: a.wild.org", "GET /|Host: unknown", "POST /small|Content-Length: 9",
        "GET /|Range: bytes=0-3", "GET /|Range: bytes=-4", "GET /|Range: bytes=90-", "DELETE /x",
        "GET /spa/deep?q=1",
        "GET /nothing|Host: other", "BAD", "GET / HTTP/3.0", "GET /./sub/./", "HEAD /nothing", "HEAD /api/",
    ]

    static func bytes(_ request: String, port: Int) -> [UInt8] {
        let parts = request.split(separator: "|").map(String.init)
        guard parts[0].contains(" ") else { return Array("\(parts[0])\r\n\r\n".utf8) }
        let fields = parts.dropFirst()
        var text = parts[0] + (parts[0].contains(" HTTP/") ? "" : " HTTP/1.1") + "\r\n"
        if !fields.contains(where: { $0.hasPrefix("Host") }) { text += "Host: localhost:\(port)\r\n" }
        for field in fields { text += "\(field)\r\n" }
        text += "Connection: close\r\n\r\n"
        if fields.contains(where: { $0.hasPrefix("Content-Length") }) { text += "123456789" }
        return Array(text.utf8)
    }

    /// An answer without what differs from run to run.
    static func normal(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
            .map {
                $0.hasPrefix("Date: ")
                    ? "Date: <Now>" : $0.hasPrefix("Last-Modified: ") ? "Last-Modified: <Now>" : $0
            }
            .map { $0.hasPrefix("ETag: ") ? "ETag: <Tag>" : $0 }
            .joined(separator: "\r\n")
    }

    @Test(.enabled(if: server != nil, "needs nginx (package nginx-light)"))
    func answersAsTheRealOneDoes() async throws {
        let server = try #require(Self.server)
        let port = try Sockets.freePort()
        let rig = Rig()
        let web = rig.container(
            "web",
            files: Dictionary(uniqueKeysWithValues: Self.files.map { ("/site/html/\($0.key)", $0.value) })
                .merging(["/etc/nginx/nginx.conf": "events {}\n" + Self.conf(root: "/site", port: port)]) {
                    $1
                }
        )
        let running = try await web.start(
            ["nginx", "-g", "daemon off;"],
            environment: ["NGINX_VERSION": "1.22.1"]
        )
        try await web.listens(on: port)
        let client = rig.container("client")
        try await withRealServer(
            { folder in
                for (name, text) in Self.files {
                    let path = "\(folder)/html/\(name)"
                    try FileManager.default.createDirectory(
                        atPath: (path as NSString).deletingLastPathComponent,
                        withIntermediateDirectories: true
                    )
                    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
                }
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
                let conf =
                    "daemon off; master_process off; pid \(folder)/pid; error_log \(folder)/error.log; events {}\n"
                    + Self.conf(root: folder, port: port)
                try Data(conf.utf8).write(to: URL(fileURLWithPath: "\(folder)/nginx.conf"))
                return [server, "-p", folder, "-c", "\(folder)/nginx.conf"]
            },
            port: port
        ) { _ in
            for request in Self.requests {
                let theirs = try await Sockets.exchange(port: port, Self.bytes(request, port: port))
                let connection = try await client.host.connect(to: "web", port: port)
                try await connection.write(Self.bytes(request, port: port))
                var ours: [UInt8] = []
                while let piece = await connection.read(atMost: 65_536) { ours += piece }
                #expect(Self.normal(ours) == Self.normal(theirs), "\(request)")
            }
        }
        #expect(web.world.signal(.quit, to: 1))
        #expect(await running.wait().code == 0)
    }

    static let broken = [
        "events {}\nhttp { server { listne 80; } }\n", "events {}\nhttp { server { listen 80 } }\n",
        "events {}\nhttp {\n server {\n listen 80;\n", "events {}\nlisten 80;\n", "}\n",
        "http { root; }\nevents {}\n",
        "events {}\nhttp { server { listen 99999; } }\n", "events {}\nhttp { server { return abc; } }\n",
        "events {}\nhttp { server { location / { proxy_pass foo; } } }\n",
        "events {}\nhttp { upstream a { } }\n",
        "events {}\nhttp { server { location x y z { } } }\n",
        "events {}\nhttp { server { error_page abc /x; } }\n",
        "events {}\nhttp {\n upstream a { server localhost:1; }\n upstream a { server localhost:2; }\n}\n",
        "events {}\nhttp { server { location / { proxy_pass http://nosuchhost.invalid; } } }\n",
        "events {}\n{\n",
        "events {}\nhttp { server { client_max_body_size x; } }\n",
        "events {}\nhttp { include /no/such.conf; }\n",
    ]

    @Test(.enabled(if: server != nil, "needs nginx (package nginx-light)"), arguments: broken)
    func refusesABrokenConfigurationInTheSameWords(_ conf: String) async throws {
        let server = try #require(Self.server)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "nginx-\(UUID().uuidString)"
        ).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(conf.utf8).write(to: URL(fileURLWithPath: "\(folder)/nginx.conf"))
        let theirs = try await RealProgram.run([
            server, "-t", "-p", folder, "-c", "\(folder)/nginx.conf", "-e", "\(folder)/error.log",
        ])
        let web = Rig().container("web", files: ["/etc/nginx/nginx.conf": conf])
        let ours = try await web.run(["nginx", "-t"])
        let expected = theirs.error.replacingOccurrences(of: "\(folder)/", with: "/etc/nginx/")
            .components(separatedBy: "\n").filter { $0.contains("[emerg]") }
        let actual = ours.error.components(separatedBy: "\n").filter { $0.hasPrefix("nginx: [emerg]") }
        #expect(actual == expected)
        #expect(ours.code == theirs.code)
    }

    @Test func handsRequestsOnToItsUpstreamsInTurn() async throws {
        let rig = Rig()
        let conf = """
            events {}
            http {
              log_format main '$remote_addr - [$time_local] "$request" $status';
              access_log /var/log/access.log main;
              upstream app { least_conn; server one:8080; server two:8080; }
              server {
                listen 80;
                location / { proxy_pass http://app; proxy_redirect off; proxy_set_header X-Real-IP $remote_addr; }
                location /who/ { proxy_pass http://who/; }
                location /down { proxy_pass http://one:9; }
              }
            }
            """
        let front = rig.container("front", files: ["/etc/nginx/nginx.conf": conf])
        try front.world.files.makeDirectory("/var/log", intermediate: true)
        try front.world.files.link("/dev/stdout", at: "/var/log/access.log")
        let one = rig.container("one")
        let two = rig.container("two")
        let who = rig.container("who")
        _ = try await one.start(["kubernetes-bootcamp-v1"])
        _ = try await two.start(["kubernetes-bootcamp-v2"])
        _ = try await who.start(["traefik-whoami"])
        try await one.listens(on: 8080)
        try await two.listens(on: 8080)
        try await who.listens(on: 80)
        let running = try await front.start(["nginx", "-g", "daemon off;"])
        try await front.listens(on: 80)
        let client = rig.container("client")
        let first = try await client.run(["curl", "-s", "http://front/"])
        let second = try await client.run(["curl", "-s", "front"])
        #expect(first.output == "Hello Kubernetes bootcamp! | Running on: one | v=1\n")
        #expect(second.output == "Hello Kubernetes bootcamp! | Running on: two | v=2\n")
        let shown = try await client.run(["curl", "-s", "http://front/who/me?x=1"])
        #expect(shown.output.contains("GET /me?x=1 HTTP/1.1\r\nHost: who\r\n"))
        let down = try await client.run(["curl", "-sf", "http://front/down"])
        #expect(down.code == 22)
        try await running.error.contains(
            "connect() failed (111: Connection refused) while connecting to upstream"
        )
        try await running.output.contains("172.18.0.6 - [29/Nov/2026:08:25:51 +0000] \"GET / HTTP/1.1\" 200")
    }

    @Test func saysWhyAnUpstreamIsNotFound() async throws {
        let conf = "events {}\nhttp { server { location / { proxy_pass http://api:8080; } } }\n"
        let web = Rig().container("web", files: ["/etc/nginx/nginx.conf": conf])
        let outcome = try await web.run(["nginx-entrypoint", "nginx", "-g", "daemon off;"])
        #expect(outcome.code == 1)
        #expect(
            outcome.error.hasSuffix(
                "nginx: [emerg] host not found in upstream \"api\" in /etc/nginx/nginx.conf:2\n"
            )
        )
    }

    @Test(
        "Images before 1.19 begin without an entrypoint's words",
        arguments: [("1.14.2", false), ("1.27.5", true)]
    )
    func entrypointSpeaks(_ version: String, _ speaks: Bool) async throws {
        let web = Rig().container("web", files: ["/etc/nginx/nginx.conf": "nonsense;\n"])
        let outcome = try await web.run(
            ["nginx-entrypoint", "nginx", "-g", "daemon off;"],
            environment: ["NGINX_VERSION": version]
        )
        #expect(outcome.output.contains("/docker-entrypoint.sh") == speaks)
        #expect(outcome.code == 1 && outcome.error.contains("[emerg]"), "\(outcome)")
    }
}
