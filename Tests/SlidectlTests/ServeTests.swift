import Glibc
import SystemPackage
import TestKit
import Testing

/// How `slidectl serve` starts, answers and stops.
struct ServeTests {
    @Test(arguments: [SIGINT, SIGTERM])
    func printsItsAddressAnswersAndStops(_ signal: Int32) async throws {
        try await withScratch { scratch in
            try scratch.write("slidectl.yaml", "")
            try scratch.write("decks/my deck.slide", "# The title\n\n## A slide\n\nText.\n")
            let server = try Server(["decks/my deck.slide"], in: scratch.path)
            #expect(server.path == "/decks/my%20deck.slide")
            let answer = try server.get(server.path)
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
            #expect(answer.contains("The title"))
            #expect(server.running.error == "Press Ctrl-C to stop.\n")
            server.running.signal(signal)
            #expect(try server.running.waitForExit(within: .seconds(1)) == 0)
        }
    }

    @Test func servesACourseThatNewMade() async throws {
        try await withScratch { scratch in
            #expect(try Program.run(["new", "course"], in: scratch.path).code == 0)
            let server = try Server(["course"], in: scratch.path)
            #expect(server.path == "/")
            #expect(try server.get("/").contains("lectures/"))
            #expect(try server.get("/lectures/01-first.slide").hasPrefix("HTTP/1.1 200 "))
            #expect(try server.get("/assets/picture.svg").contains("image/svg+xml"))
            #expect(try server.get("/slidectl.yml").hasPrefix("HTTP/1.1 404 "))
            #expect(try server.get("/../outside").hasPrefix("HTTP/1.1 4"))
        }
    }

    @Test func namesTheFilesOfProblemsFromTheCoursesRoot() async throws {
        try await withScratch { scratch in
            try scratch.write("course/slidectl.yaml", "")
            try scratch.write("course/decks/a.slide", "# T\n\n## A\n\n.code nope.go\n\n.code b.go /x/\n")
            try scratch.write("course/decks/b.go", "package b\n")
            try scratch.write("elsewhere/x", "")
            let server = try Server(["../course/decks/a.slide"], in: scratch.path.appending("elsewhere"))
            let page = try server.get("/decks/a.slide")
            #expect(page.contains("decks/a.slide:5:7"))
            #expect(page.contains("decks/nope.go"))
            #expect(!page.contains(scratch.path.string))
        }
    }

    @Test func stopsWhileAPageListensForChanges() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n")
            let server = try Server(["a.slide"], in: scratch.path)
            let socket = try LoopbackSocket(port: server.port)
            defer { socket.close() }
            try socket.send(
                Array(
                    "GET /.slidectl/events?deck=a.slide HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n"
                        .utf8
                )
            )
            #expect(try server.get("/a.slide").hasPrefix("HTTP/1.1 200 "))
            server.running.signal(SIGINT)
            #expect(try server.running.waitForExit(within: .seconds(1)) == 0)
        }
    }

    @Test func saysThatAPortIsTaken() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n")
            let first = try Server(["a.slide"], in: scratch.path)
            let second = try Program.run(["serve", "a.slide", "--port", "\(first.port)"], in: scratch.path)
            #expect(second.code == 2)
            #expect(second.output == "")
            #expect(second.error.hasPrefix("slidectl: port \(first.port) on 127.0.0.1 is in use: "))
        }
    }

    @Test func takesFlagsBeforeEnvironmentBeforeFile() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n")
            let taken = try Server(["a.slide"], in: scratch.path)
            // Whoever takes the taken port says so: that shows whose word counts.
            let busy = "port \(taken.port) on 127.0.0.1 is in use"
            try scratch.write("slidectl.yaml", "serve:\n  port: \(taken.port)\n")
            #expect(try Program.run(["serve", "a.slide"], in: scratch.path).error.contains(busy))
            _ = try Server(
                ["a.slide"],
                flags: [],
                in: scratch.path,
                environment: ["SLIDECTL_SERVE_PORT": "0"]
            )
            try scratch.write("slidectl.yaml", "serve:\n  port: 0\n")
            let environment = ["SLIDECTL_SERVE_PORT": "\(taken.port)"]
            let second = try Program.run(["serve", "a.slide"], in: scratch.path, environment: environment)
            #expect(second.error.contains(busy))
            _ = try Server(["a.slide"], flags: ["--port", "0"], in: scratch.path, environment: environment)
        }
    }

    @Test(arguments: ["192.0.2.1", "", "127.0.0.1:99", "host.invalid"])
    func saysThatAnAddressIsNotOurs(_ host: String) async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n")
            let result = try Program.run(
                ["serve", "a.slide", "--host", host, "--port", "0"],
                in: scratch.path
            )
            #expect(result.code == 2)
            #expect(result.error.hasPrefix("slidectl: '\(host)' isn't an address of this machine: choose "))
        }
    }

    @Test func takesUpSettingsWhileItRuns() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n")
            try scratch.write("slidectl.yaml", "course: Before\n")
            let server = try Server(["."], in: scratch.path)
            #expect(try server.get("/").contains("Before"))
            #expect(try !server.get("/a.slide").contains("#12ab34"))
            try scratch.write("slidectl.yaml", "course: Afterwards\ntheme:\n  accent: \"#12ab34\"\n")
            #expect(try server.get("/").contains("Afterwards"))
            #expect(try server.get("/a.slide").contains("#12ab34"))
        }
    }

    @Test func goesOnWithoutSettingsThatAreWrong() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n")
            try scratch.write("slidectl.yaml", "theme:\n  accent: red\n")
            let server = try Server(["a.slide"], in: scratch.path)
            #expect(try server.get("/a.slide").hasPrefix("HTTP/1.1 200 "))
            #expect(server.running.error.hasPrefix("slidectl.yaml:2:11: error: theme.accent is a colour"))
        }
    }
}

/// A `slidectl serve` that listens; it is gone when the value is.
struct Server {
    let running: Running
    let port: UInt16
    let path: String

    init(
        _ paths: [String],
        flags: [String] = ["--port", "0"],
        in folder: FilePath,
        environment: [String: String] = [:]
    ) throws {
        let running = try Running(["serve"] + paths + flags, in: folder, environment: environment)
        try running.wait(for: "address") { running.output.hasSuffix("\n") }
        let match = try #require(running.output.wholeMatch(of: /http:\/\/127\.0\.0\.1:(\d+)(\/.*)\n/))
        self.running = running
        port = try #require(UInt16(match.1))
        path = String(match.2)
    }

    /// Asks for a page; returns the whole answer.
    func get(_ path: String) throws -> String {
        let socket = try LoopbackSocket(port: port)
        defer { socket.close() }
        try socket.send(
            Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n".utf8)
        )
        return String(decoding: try socket.receiveAll(), as: UTF8.self)
    }
}
