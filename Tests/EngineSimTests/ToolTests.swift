import EngineAPI
import EngineSim
import SimShell
import TarStream
import Testing

/// Makers of users, package managers and compilers, as Dockerfiles use them.
struct ToolTests {
    /// Builds an image whose steps are in exec form: no shell is needed.
    private func build(
        _ base: String,
        _ steps: [[String]],
        _ files: [(String, String)] = [],
        end: String = ""
    ) async throws -> (TestEngine, [ProgressMessage]) {
        let test = try TestEngine()
        try await test.pull(base)
        let runs = steps.map { words in
            "RUN [" + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]\n"
        }
        let text = "FROM \(base)\nWORKDIR /src\nCOPY . .\n" + runs.joined() + end
        let context = try TarWriter.archive(
            [(path: "Dockerfile", contents: Array(text.utf8))]
                + files.map { (path: $0.0, contents: Array($0.1.utf8)) }
        )
        var options = BuildOptions()
        options.tags = ["made"]
        return (test, try await test.engine.build(options, EngineStream([context])).collect())
    }

    @Test(arguments: [
        ("alpine", ["adduser", "-D", "-u", "1234", "app"], "1234"),
        ("debian", ["useradd", "-m", "--uid", "1234", "app"], "1234"),
        ("debian", ["adduser", "--system", "--group", "--no-create-home", "app"], "101"),
        ("alpine", ["adduser", "-S", "-G", "users", "app"], "101"),
    ])
    func usersAreReal(_ base: String, _ words: [String], _ number: String) async throws {
        let (test, messages) = try await build(base, [words], end: "USER app\n")
        #expect(messages.compactMap(\.error).isEmpty)
        let id = try await test.create("made", ["sh", "-c", "id"])
        _ = try await test.engine.startContainer(id)
        #expect(try await test.end(of: id) == 0)
        #expect(try await test.logs(id) == "\(number)\n")
        #expect(await test.engine.modelled("made").isEmpty)
    }

    @Test func packagesComeAfterTheirLists() async throws {
        let (_, without) = try await build("debian", [["apt-get", "install", "-y", "curl"]])
        #expect(without.compactMap(\.stream).joined().contains("E: Unable to locate package curl"))
        #expect(without.last?.errorDetail?.code == 100)
        let (test, with) = try await build(
            "debian",
            [["apt-get", "update"], ["apt-get", "install", "-y", "curl"]]
        )
        #expect(with.compactMap(\.error).isEmpty)
        #expect(await test.engine.modelled("made") == ["apt-get"])
        let id = try await test.create("made", ["true"])
        #expect(try await test.engine.statPath(id, path: "/usr/bin/curl").size > 0)
    }

    @Test func binariesOnlyLookLikeOnes() async throws {
        let files = [("go.mod", "module example.com/greeter\n\ngo 1.25\n"), ("main.go", "package main\n")]
        let (test, messages) = try await build(
            "golang:1.25-alpine",
            [["go", "mod", "download"], ["go", "build", "-o", "/out/greeter", "."]],
            files,
            end: "FROM scratch\nCOPY --from=0 /out/greeter /greeter\nENTRYPOINT [\"/greeter\"]\n"
        )
        #expect(messages.compactMap(\.error).isEmpty)
        // What is modelled stays so on its way through the stages.
        #expect(await test.engine.modelled("made") == ["go"])
        #expect(try await test.engine.inspectImage("made").size == 7_600_000)
        let id = try await test.engine.createContainer(ContainerCreation().with { $0.config.image = "made" })
            .id
        _ = try await test.engine.startContainer(id)
        #expect(try await test.end(of: id) == 126)
        #expect(try await test.logs(id).contains("not modelled by the embedded engine"))
        let (_, broken) = try await build(
            "golang:1.25-alpine",
            [["go", "build", "."]],
            [("go.mod", "module x\n")]
        )
        #expect(broken.compactMap(\.stream).joined().contains("no Go files in /src"))
    }
}
