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
        ("alpine", ["adduser", "-S", "-G", "users", "app"], "100"),
        ("debian", ["useradd", "-r", "app"], "999"),
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

    /// A group is numbered among groups and a user among users, as busybox does it.
    @Test func systemAccountsTakeTheFirstFreeNumberOfTheirKind() async throws {
        let (test, messages) = try await build(
            "alpine",
            [["addgroup", "-S", "app"], ["adduser", "-S", "app", "-G", "app"]]
        )
        #expect(messages.compactMap(\.error).isEmpty)
        let id = try await test.create("made", ["cat", "/etc/passwd"])
        _ = try await test.engine.startContainer(id)
        #expect(try await test.end(of: id) == 0)
        #expect(try await test.logs(id).contains("\napp:x:100:101::/home/app:"))
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

    /// apt asks where it would install more than was named; nobody answers it in a build.
    @Test(arguments: [("figlet", true), ("curl", false)])
    func packagesAreAskedForWhereTheyBringOthers(_ name: String, _ isAlone: Bool) async throws {
        let steps = [["apt-get", "update"], ["apt-get", "install", name]]
        let (_, messages) = try await build("debian", steps)
        let said = messages.compactMap(\.stream).joined()
        #expect(said.contains("Setting up \(name) ...") == isAlone)
        #expect(said.contains("Do you want to continue? [Y/n] Abort.") == !isAlone)
        #expect(messages.last?.errorDetail?.code == (isAlone ? nil : 1))
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

    @Test func goFilesNeedNoModule() async throws {
        let files = [("main.go", "package main\n")]
        let steps = [["go", "build", "-o", "/bin/hello", "./main.go"], ["go", "build", "main.go"]]
        let (test, messages) = try await build("golang:1.25", steps, files)
        #expect(messages.compactMap(\.error).isEmpty)
        let id = try await test.create("made", ["true"])
        #expect(try await test.engine.statPath(id, path: "/bin/hello").size > 0)
        #expect(try await test.engine.statPath(id, path: "/src/main").size > 0)
        for arguments in [[], ["."], ["other.go"]] {
            let (_, broken) = try await build("golang:1.25", [["go", "build"] + arguments], files)
            #expect(
                broken.compactMap(\.stream).joined().contains("go.mod file not found in current directory")
            )
        }
    }
}

extension ToolTests {
    /// What asks nothing of an interpreter but who it is, or to make its own folders, does what it says.
    @Test(arguments: [
        (
            "python:3.13-slim",
            [
                ["python", "--version"], ["pip", "--version"], ["python", "-m", "venv", "/venv"],
                ["/venv/bin/pip", "cache", "purge"],
            ],
            "Python 3.13.3\npip 25.0.1 from /usr/local/lib/python3.13/site-packages/pip (python 3.13)\nFiles removed: 0\n"
        ),
        (
            "node:22-alpine",
            [
                ["node", "--version"], ["npm", "--version"], ["npm", "config", "set", "fund", "false"],
                ["npm", "cache", "clean", "--force"],
            ],
            // The builder paints what is said on the standard error.
            "v22.15.1\n10.9.2\n\u{1B}[91mnpm warn using --force Recommended protections disabled.\n\u{1B}[0m"
        ),
    ])
    func interpretersSayWhoTheyAre(_ base: String, _ steps: [[String]], _ output: String) async throws {
        let (test, messages) = try await build(base, steps)
        #expect(messages.compactMap(\.error).isEmpty)
        let said = messages.compactMap(\.stream).filter { text in
            ![" --->", "Step ", "Removed ", "Success"].contains { text.hasPrefix($0) } && text != "\n"
        }
        #expect(said.joined() == output)
        #expect(await test.engine.modelled("made").isEmpty)
    }

    @Test func packagesOfAVirtualEnvironmentAreModelled() async throws {
        let steps = [
            ["python", "-m", "venv", "/venv"], ["/venv/bin/python", "-m", "pip", "install", "-r", "list"],
            ["npm", "install", "-g", "nodemon"],
        ]
        let (test, messages) = try await build(
            "python:3.13-slim",
            Array(steps[..<2]),
            [("list", "flask==3.0\n")]
        )
        #expect(messages.compactMap(\.error).isEmpty)
        #expect(await test.engine.modelled("made") == ["pip"])
        let id = try await test.create("made", ["/venv/bin/flask", "run"])
        _ = try await test.engine.startContainer(id)
        #expect(try await test.end(of: id) == 126)
        #expect(try await test.logs(id) == "flask: not modelled by the embedded engine\n")
        let (other, global) = try await build("node:22-alpine", [steps[2]])
        #expect(global.compactMap(\.error).isEmpty)
        #expect(await other.engine.modelled("made") == ["npm"])
        let (_, refused) = try await build("python:3.13-slim", [["python", "app.py"]])
        #expect(refused.last?.errorDetail?.code == 126)
    }

    /// The program of a package stands where `CMD` finds it; what it does isn't modelled.
    @Test(arguments: [
        ("python:3.13-slim", [["pip", "install", "Flask==3.0", "gunicorn"]], "/usr/local/bin/flask"),
        (
            "python:3.13-slim", [["pip", "install", "--user", "uvicorn[standard]"]],
            "/root/.local/bin/uvicorn"
        ),
        (
            "python:3.13-slim", [["pip", "install", "--prefix=/install", "django"]],
            "/install/bin/django-admin"
        ),
        ("debian", [["apt-get", "update"], ["apt-get", "install", "-y", "cowsay"]], "/usr/games/cowsay"),
        (
            "debian", [["apt-get", "update"], ["apt-get", "install", "-y", "fortune-mod"]],
            "/usr/games/fortune"
        ),
        ("alpine", [["apk", "add", "cowsay"]], "/usr/bin/cowsay"),
    ])
    func packagesBringTheirPrograms(_ base: String, _ steps: [[String]], _ path: String) async throws {
        let (test, messages) = try await build(base, steps)
        #expect(messages.compactMap(\.error).isEmpty)
        let id = try await test.create("made", ["true"])
        #expect(try await test.engine.statPath(id, path: path).size > 0)
    }

    /// The users that the images' own pages tell people to run as.
    @Test(arguments: [
        ("node:22", "node", "1000"), ("node:22-alpine", "node", "1000"), ("mongo", "mongodb", "999"),
        ("httpd:alpine", "www-data", "82"), ("php:8.4-fpm-alpine", "www-data", "82"),
        ("httpd", "www-data", "33"), ("rabbitmq", "rabbitmq", "999"),
        ("postgres:17-alpine", "postgres", "70"),
        ("redis", "redis", "999"), ("mysql", "mysql", "999"), ("mariadb", "mysql", "999"),
        ("nginx", "nginx", "101"), ("adminer", "adminer", "100"), ("curlimages/curl", "curl_user", "100"),
    ])
    func imagesHaveTheirUsers(_ image: String, _ user: String, _ number: String) async throws {
        let test = try TestEngine()
        try await test.pull(image)
        let id = try await test.create(image, ["-c", "id"]) {
            ($0.config.entrypoint, $0.config.user) = (Words(["sh"]), user)
        }
        _ = try await test.engine.startContainer(id)
        #expect(try await test.end(of: id) == 0)
        #expect(try await test.logs(id) == "\(number)\n")
    }
}
