import EngineAPI
import EngineSim
import SimShell
import TarStream
import TestKit
import Testing

/// Images: fetching, naming, removing, building, and their ways in and out.
struct ImageTests {
    private func pull(
        _ test: TestEngine,
        _ name: String,
        _ tag: String = ""
    ) async throws -> [ProgressMessage] {
        var options = PullOptions()
        (options.image, options.tag) = (name, tag)
        return try await test.engine.pullImage(options).collect()
    }

    @Test func pullsAsTheHubDoes() async throws {
        let test = try TestEngine()
        let messages = try await pull(test, "docker.io/library/busybox", "latest")
        #expect(messages.first?.status == "Pulling from library/busybox" && messages.first?.id == "latest")
        let states = messages.compactMap { $0.id == "latest" ? nil : $0.status }
        #expect(
            states.prefix(6) == [
                "Pulling fs layer", "Downloading", "Verifying Checksum", "Download complete", "Extracting",
                "Pull complete",
            ]
        )
        #expect(messages.last?.status == "Status: Downloaded newer image for busybox:latest")
        #expect(
            try await pull(test, "busybox").last?.status == "Status: Image is up to date for busybox:latest"
        )
        let summary = try #require(try await test.engine.listImages(ImageListQuery()).first)
        #expect(summary.repoTags == ["busybox:latest"] && summary.size == 4_280_000)
        #expect(summary.repoDigests?.first?.hasPrefix("busybox@sha256:") == true)
        #expect(
            try await test.engine.inspectImage(String(summary.id.dropFirst(7).prefix(5))).id == summary.id
        )
        let digest = try #require(summary.repoDigests?.first?.split(separator: "@").last.map(String.init))
        #expect(
            try await pull(test, "busybox", digest).last?.status?.hasPrefix("Status: Image is up to date")
                == true
        )
    }

    @Test func refusesInTheHubsWords() async throws {
        let test = try TestEngine { $0.faults.refusedPulls = ["debian": EngineFaults.tooManyRequests] }
        #expect(
            await refusal { _ = try await pull(test, "nosuch") }?.message
                == "pull access denied for nosuch, repository does not exist or may require 'docker login': denied: requested access to the resource is denied"
        )
        #expect(
            await refusal { _ = try await pull(test, "busybox", "9.9") }?.message
                == "manifest for busybox:9.9 not found: manifest unknown: manifest unknown"
        )
        #expect(
            await refusal { _ = try await pull(test, "127.0.0.1:5999/x") }?.message
                == "Get \"http://127.0.0.1:5999/v2/\": dial tcp 127.0.0.1:5999: connect: connection refused"
        )
        #expect(
            await refusal { _ = try await pull(test, "debian") }?.message.hasPrefix("toomanyrequests") == true
        )
        #expect(
            await refusal { _ = try await test.engine.inspectImage("nosuch") }?.message
                == "No such image: nosuch:latest"
        )
    }

    /// A client that isn't on a terminal leaves out lines with a bar, and prints all others whole.
    @Test func saysNoProgressOfWhatIsEmpty() async throws {
        let messages = try await pull(try TestEngine(), "docker.io/library/redis", "7-alpine")
        let empty = messages.filter { $0.status == "Downloading" && $0.progress == nil }
        #expect(!empty.isEmpty && empty.allSatisfy { $0.progressDetail?.total == nil })
        #expect(!messages.contains { $0.progress?.contains("0B/0B") ?? false })
    }

    @Test func removesWhatNothingUses() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.engine.inspectImage("busybox").id
        try await test.engine.tagImage("busybox", repo: "mine", tag: "1")
        let user = try await test.create("busybox", ["true"])
        #expect(
            try await test.engine.removeImage("mine:1", force: false, noPrune: false).compactMap(\.untagged)
                == ["mine:1"]
        )
        #expect(
            await refusal { _ = try await test.engine.removeImage("busybox", force: false, noPrune: false) }?
                .message
                == "conflict: unable to remove repository reference \"busybox\" (must force) - container \(user.prefix(12)) is using its referenced image \(id.dropFirst(7).prefix(12))"
        )
        try await test.engine.removeContainer(user, RemoveOptions())
        let removals = try await test.engine.removeImage("busybox", force: false, noPrune: false)
        #expect(removals.first?.untagged == "busybox:latest" && removals.compactMap(\.deleted).first == id)
        #expect(try await test.engine.listImages(ImageListQuery()).isEmpty)
    }

    @Test func savesAndLoads() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.run("put /mark kept")
        _ = try await test.end(of: id)
        var options = CommitOptions()
        (options.container, options.repo, options.changes) = (
            id, "mine", ["CMD [\"cat\", \"/mark\"]", "ENV A=b"]
        )
        let made = try await test.engine.commit(options).id
        let archive = try await test.engine.saveImages(["mine"]).bytes(atMost: 1 << 24)
        let other = try TestEngine()
        let messages = try await other.engine.loadImages(quiet: true, EngineStream([archive])).collect()
        #expect(messages.map(\.stream) == ["Loaded image: mine:latest\n"])
        // The same content is the same image, wherever it is.
        #expect(try await other.engine.inspectImage("mine").id == made)
        let run = try await other.engine.createContainer(
            ContainerCreation().with { $0.config.image = "mine" }
        ).id
        _ = try await other.engine.startContainer(run)
        #expect(try await other.end(of: run) == 0)
        #expect(try await other.logs(run) == "kept\n")
        let garbage = try await other.engine.loadImages(quiet: true, EngineStream([Array("bad\n".utf8)]))
            .collect()
        #expect(garbage.last?.error == "unexpected EOF")
    }

    @Test func tellsOfTheCommandInTheHistoryOfACommit() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.create("busybox", ["hi"]) { $0.config.entrypoint = ["echo"] }
        var options = CommitOptions()
        (options.container, options.repo) = (id, "mine")
        _ = try await test.engine.commit(options)
        #expect(try await test.engine.imageHistory("mine").first?.createdBy == "hi")
    }

    @Test func pushesWhereItMay() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        try await test.engine.tagImage("busybox", repo: "student/app", tag: "1")
        let refused = try await test.engine.pushImage("student/app", PushOptions(tag: "1")).collect()
        #expect(refused.first?.status == "The push refers to repository [docker.io/student/app]")
        #expect(refused.last?.error == "denied: requested access to the resource is denied")
        let credentials = RegistryCredentials().with { ($0.username, $0.password) = ("student", "student") }
        #expect(try await test.engine.login(credentials).status == "Login Succeeded")
        let wrong = RegistryCredentials().with { ($0.username, $0.password) = ("student", "wrong") }
        #expect(
            await refusal { _ = try await test.engine.login(wrong) }?.message
                == "Get \"https://registry-1.docker.io/v2/\": unauthorized: incorrect username or password"
        )
        let pushed = try await test.engine.pushImage(
            "student/app",
            PushOptions(tag: "1", credentials: credentials)
        ).collect()
        #expect(pushed.contains { $0.status?.hasPrefix("1: digest: sha256:") == true })
        _ = try await test.engine.removeImage("student/app:1", force: false, noPrune: false)
        _ = try await pull(test, "student/app", "1")
        #expect(
            try await test.engine.pushImage("nothere", PushOptions(tag: nil)).collect().last?.error
                == "An image does not exist locally with the tag: nothere"
        )
    }

    @Test func slowPullsTakeTheirTime() async throws {
        let test = try TestEngine { $0.faults.slowPull = .seconds(20) }
        async let messages = pull(test, "busybox")
        try await test.time.pass { try await !test.engine.listImages(ImageListQuery()).isEmpty }
        #expect(try await messages.filter { $0.status == "Downloading" }.count == 10)
        #expect(test.time.now.offset == .seconds(20))
    }

    @Test func containersWithTooLittleMemoryDie() async throws {
        let test = try TestEngine { $0.faults.outOfMemory = ["busybox": .seconds(3)] }
        try await test.pull("busybox")
        let id = try await test.run("sleep 1000")
        try await test.time.pass { try await test.state(id).oomKilled }
        #expect(try await test.state(id).exitCode == 137)
    }

    // MARK: Builds

    private func build(
        _ test: TestEngine,
        _ dockerfile: String,
        _ files: [(String, String)] = [],
        _ change: (inout BuildOptions) -> Void = { _ in }
    ) async throws -> [ProgressMessage] {
        let context = try TarWriter.archive(
            [(path: "Dockerfile", contents: Array(dockerfile.utf8))]
                + files.map { (path: $0.0, contents: Array($0.1.utf8)) }
        )
        var options = BuildOptions()
        options.tags = ["made:1"]
        change(&options)
        return try await test.engine.build(options, EngineStream([context])).collect()
    }

    private func said(_ messages: [ProgressMessage]) -> String { messages.compactMap(\.stream).joined() }

    @Test func buildsStepByStep() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let text =
            "FROM busybox\nENV A=1 \\\n  B=2\nCOPY f /dir/\nRUN say $A; put /made yes; model cc\nCMD [\"cat\", \"/dir/f\"]\n"
        let first = said(try await build(test, text, [("f", "context\n")]))
        #expect(first.hasPrefix("Step 1/5 : FROM busybox\n ---> "))
        #expect(first.contains("Step 2/5 : ENV A=1   B=2\n ---> Running in "))
        #expect(first.contains("\n ---> Removed intermediate container "))
        #expect(first.hasSuffix("Successfully tagged made:1\n"))
        let again = said(try await build(test, text, [("f", "context\n")]))
        #expect(again.ranges(of: " ---> Using cache\n").count == 4)
        let changed = said(try await build(test, text, [("f", "other\n")]))
        #expect(changed.ranges(of: " ---> Using cache\n").count == 1)
        let fresh = said(try await build(test, text, [("f", "other\n")]) { $0.noCache = true })
        #expect(!fresh.contains("Using cache"))
        #expect(await test.engine.modelled("made:1") == ["cc"])
        let id = try await test.engine.createContainer(
            ContainerCreation().with { $0.config.image = "made:1" }
        ).id
        _ = try await test.engine.startContainer(id)
        #expect(try await test.end(of: id) == 0)
        #expect(try await test.logs(id) == "other\n")
        let config = try await test.engine.inspectImage("made:1").config
        #expect(config?.env?.suffix(2) == ["A=1", "B=2"])
        #expect(
            try await test.engine.imageHistory("made:1").first?.createdBy
                == "/bin/sh -c #(nop)  CMD [\"cat\" \"/dir/f\"]"
        )
    }

    @Test func stagesArgumentsAndPlatforms() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let text = """
            ARG TAG=none
            FROM busybox:${TAG} AS build
            ARG WHO=nobody
            ARG TARGETARCH
            WORKDIR /src
            RUN put /src/out $WHO; say built for $TARGETARCH
            FROM busybox
            COPY --from=build /src/out /app/
            COPY --from=0 --chown=nobody /src /copied/
            LABEL who="${WHO}x"
            """
        let messages = try await build(test, text) {
            $0.buildArgs = ["TAG": "latest", "WHO": "gophers", "SPARE": "1"]
        }
        #expect(messages.compactMap(\.error).isEmpty)
        #expect(said(messages).contains("[Warning] One or more build-args [SPARE] were not consumed\n"))
        #expect(said(messages).contains("Step 1/10 : ARG TAG=none\n"))
        #expect(try await test.engine.inspectImage("made:1").config?.labels == ["who": "x"])
        let id = try await test.create("made:1", ["cat", "/app/out", "/copied/out"])
        let (stat, _) = try await test.engine.readArchive(id, path: "/copied/out")
        #expect(stat.size > 0)
        let one = said(
            try await build(test, text) { ($0.target, $0.buildArgs) = ("build", ["TAG": "latest"]) }
        )
        #expect(one.contains("Step 6/6 : RUN"))
        #expect(
            await refusal { _ = try await build(test, text) { $0.target = "nosuch" } }?.message
                == "target stage \"nosuch\" could not be found"
        )
    }

    @Test(arguments: [
        ("FROM busybox\nRUN exit 3\n", "The command '/bin/sh -c exit 3' returned a non-zero code: 3"),
        (
            "FROM busybox\nCOPY nofile /x\n",
            "COPY failed: file not found in build context or excluded by .dockerignore: stat nofile: file does not exist"
        ),
        ("FROM busybox\nCOPY ../f /x\n", "COPY failed: forbidden path outside the build context: ../f ()"),
        ("FROM busybox\nCOPY --from=busybox /nofile /x\n", "COPY failed: stat nofile: file does not exist"),
        (
            "FROM nosuch\n",
            "pull access denied for nosuch, repository does not exist or may require 'docker login': denied: requested access to the resource is denied"
        ),
    ])
    func saysWhichStepFailed(_ text: String, _ message: String) async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let messages = try await build(test, text)
        #expect(messages.last?.error == message)
        #expect(messages.last?.errorDetail?.code == (text.contains("RUN") ? 3 : nil))
    }

    @Test(arguments: [
        (
            "FROM busybox\nRUNN true\n",
            "dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)"
        ),
        ("", "the Dockerfile (Dockerfile) cannot be empty"),
    ])
    func refusesWhatItCantRead(_ text: String, _ message: String) async throws {
        let test = try TestEngine()
        #expect(await refusal { _ = try await build(test, text) }?.message == message)
    }

    /// What the list names stays out of what clients send; of what they do send only the list and the Dockerfile go.
    @Test func leavesIgnoringToTheClient() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let messages = try await build(
            test,
            "FROM busybox\nWORKDIR /ctx\nCOPY . .\n",
            [
                (".dockerignore", "*.secret\nsub\n!sub/c.txt\n.dockerignore\n"), ("a.txt", "a"),
                ("b.secret", "b"),
                ("sub/c.txt", "c"), ("sub/d.txt", "d"),
            ]
        )
        #expect(messages.compactMap(\.error).isEmpty)
        let id = try await test.create("made:1", ["true"])
        for path in ["/ctx/a.txt", "/ctx/sub/c.txt", "/ctx/b.secret"] {
            _ = try await test.engine.statPath(id, path: path)
        }
        #expect(
            await refusal { _ = try await test.engine.statPath(id, path: "/ctx/.dockerignore") }?.kind
                == .notFound
        )
    }

    @Test func documentsAndTriggers() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        _ = try await build(test, "FROM busybox\nONBUILD ENV ON=yes\nONBUILD COPY f /f\n") {
            $0.tags = ["base:1"]
        }
        let messages = try await build(
            test,
            "FROM base:1\nCOPY <<EOF /doc\nhello $ON\nEOF\nRUN <<EOF\nsay one;put /two 2\nEOF\n",
            [("f", "trigger")]
        )
        #expect(messages.compactMap(\.error).isEmpty)
        #expect(said(messages).contains("# Executing 2 build triggers\n"))
        let id = try await test.create("made:1", ["cat", "/doc", "/f", "/two"])
        _ = try await test.engine.startContainer(id)
        _ = try await test.end(of: id)
        #expect(try await test.logs(id) == "hello yes\ntrigger2\n\n")
        #expect(try await test.engine.inspectImage("made:1").config?.onBuild == nil)
    }
}
