import Foundation
import SimShell
import Testing

/// Servers that need no state.
struct SmallServerTests {
    @Test func apacheServesItsFilesAndStopsGracefully() async throws {
        let rig = Rig()
        let web = rig.container(
            "web",
            files: [
                "/usr/local/apache2/conf/httpd.conf":
                    "Listen 80\nLoadModule x y\n<Directory />\n Require all denied\n</Directory>\n",
                "/usr/local/apache2/htdocs/index.html": "<html><body><h1>It works!</h1></body></html>\n",
            ]
        )
        let running = try await web.start(["apache-httpd", "-D", "FOREGROUND"])
        try await web.listens(on: 80)
        let client = rig.container("client")
        #expect(
            try await client.run(["curl", "-s", "http://web/"]).output
                == "<html><body><h1>It works!</h1></body></html>\n"
        )
        #expect(
            try await client.run(["curl", "-s", "http://web/none"]).output.contains("<h1>Not Found</h1>")
        )
        #expect(web.world.signal(.windowChange, to: 1))
        let outcome = await running.wait()
        #expect(outcome.code == 0)
        #expect(
            outcome.output == """
                172.18.0.3 - - [29/Nov/2026:08:25:51 +0000] "GET / HTTP/1.1" 200 45
                172.18.0.3 - - [29/Nov/2026:08:25:51 +0000] "GET /none HTTP/1.1" 404 196

                """
        )
        #expect(outcome.error.contains("resuming normal operations"))
        #expect(outcome.error.contains("AH00492: caught SIGWINCH, shutting down gracefully"))
    }

    @Test func apacheNamesAnUnknownCommand() async throws {
        let web = Rig().container(
            "web",
            files: ["/usr/local/apache2/conf/httpd.conf": "Listen 80\nListne 90\n"]
        )
        let outcome = try await web.run(["apache-httpd", "-t"])
        #expect(outcome.code == 1)
        #expect(
            outcome.error == """
                AH00526: Syntax error on line 2 of /usr/local/apache2/conf/httpd.conf:
                Invalid command 'Listne', perhaps misspelled or defined by a module not included in the server configuration

                """
        )
    }

    @Test func aMainProcessWithoutHandlersIgnoresTerm() async throws {
        let rig = Rig()
        let app = rig.container("app")
        let running = try await app.start(["kubernetes-bootcamp-v1"])
        try await app.listens(on: 8080)
        _ = app.world.signal(.terminate, to: 1)
        #expect(app.world.signalFromOutside(.kill, to: 1))
        #expect(await running.wait().code == 137)
    }

    @Test func agnhostSaysWhoAnswersAndFallsIll() async throws {
        let rig = Rig()
        let web = rig.container("web")
        let running = try await web.start(["agnhost", "netexec", "--http-port=8080"])
        try await web.listens(on: 8080)
        let client = rig.container("client")
        let page = try await client.run(["curl", "-s", "web:8080"]).output
        #expect(
            page.wholeMatch(of: /NOW: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6} \+0000 UTC m=\+\d+\.\d+/) != nil
        )
        #expect(try await client.run(["curl", "-s", "web:8080/hostname"]).output == "web")
        #expect(try await client.run(["curl", "-s", "web:8080/shell"]).output.contains("not modelled"))
        try await running.error.contains("Started HTTP server on port 8080\n")
        let ill = rig.container("ill")
        _ = try await ill.start(["agnhost", "liveness"])
        try await ill.listens(on: 8080)
        #expect(try await client.run(["curl", "-s", "ill:8080/healthz"]).output == "ok")
        #expect(try await rig.container("x").run(["agnhost", "dns-suffix"]).code == 1)
    }

    @Test func theTutorialsNodeRunsNothingElse() async throws {
        let outcome = try await Rig().container("app").run(["kubernetes-bootcamp-v1", "--version"])
        #expect(outcome.code != 0 && outcome.error.contains("is not modelled"))
    }

    @Test func theRegistryAnswersItsRoot() async throws {
        let rig = Rig()
        let registry = rig.container("registry")
        _ = try await registry.start(["registry", "serve", "/etc/docker/registry/config.yml"])
        try await registry.listens(on: 5000)
        let client = rig.container("client")
        #expect(try await client.run(["curl", "-s", "registry:5000/v2/"]).output == "{}")
        #expect(
            try await client.run(["curl", "-sf", "-X", "POST", "registry:5000/v2/a/blobs/uploads/"]).code
                == 22
        )
        #expect(
            try await client.run(["curl", "-s", "registry:5000/v2/_catalog"]).output
                == "{\"repositories\":[]}\n"
        )
    }

    @Test func mysqlRefusesToStartWithoutAPassword() async throws {
        let rig = Rig()
        let outcome = try await rig.container("db").run(["mysql-entrypoint", "mysqld"])
        #expect(outcome.code == 1)
        #expect(outcome.error.contains("Database is uninitialized and password option is not specified\n"))
        #expect(outcome.error.contains("- MYSQL_ROOT_PASSWORD\n"))
        let second = rig.container("second")
        let running = try await second.start(
            ["mysql-entrypoint", "mysqld"],
            environment: ["MYSQL_ROOT_PASSWORD": "x"]
        )
        try await running.error.contains("ready for connections")
        let connection = try await rig.container("client").host.connect(to: "second", port: 3306)
        let packet = try #require(await connection.read(atMost: 1000))
        #expect(packet[4] == 0xFF)
        #expect(String(decoding: packet, as: UTF8.self).contains("not modelled"))
        #expect(second.world.signal(.terminate, to: 1))
        #expect(await running.wait().code == 0)
    }

    @Test func othersSayWhenTheyAreReady() async throws {
        let rig = Rig()
        let mongo = try await rig.container("mongo").start(["mongo-entrypoint", "mongod"])
        try await mongo.output.contains("\"msg\":\"Waiting for connections\"")
        let rabbit = try await rig.container("rabbit").start(["rabbitmq-entrypoint", "rabbitmq-server"])
        try await rabbit.output.contains("Server startup complete")
        let half = try await rig.container("half").run(
            ["mongo-entrypoint", "mongod"],
            environment: ["MONGO_INITDB_ROOT_USERNAME": "a"]
        )
        #expect(half.code == 1)
    }

    @Test func ryukAcknowledgesFilters() async throws {
        let rig = Rig()
        let ryuk = rig.container("ryuk")
        let running = try await ryuk.start(["ryuk"])
        try await running.error.contains("Started!")
        let connection = try await rig.container("client").host.connect(to: "ryuk", port: 8080)
        try await connection.write(Array("label=org.testcontainers.session-id%3Dabc\n".utf8))
        #expect(await connection.read(atMost: 10) == Array("ACK\n".utf8))
    }
}
