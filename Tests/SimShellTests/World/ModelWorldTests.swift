import SimShell
import Testing

struct ModelWorldTests {
    private static func image(_ files: [String: FileContent]) -> FileImage {
        var layer = FileLayer()
        for (path, content) in files { layer[path] = .file(content, FileAttributes(mode: 0o755)) }
        return FileImage(layers: [layer])
    }

    private let programs = ProgramTable([
        "say": TestProgram { process in
            try? await process.streams.output.write(Array(process.arguments.joined(separator: " ").utf8))
            return 3
        },
        "wait": TestProgram { process in
            try? await process.world.sleep(for: .seconds(1))
            _ = await process.streams.input.read(atMost: 1)
            return 0
        },
        "polite": TestProgram { process in
            process.signals.ask(for: [.terminate])
            try? await process.streams.output.write([1])
            let signal = await process.signals.next()
            return signal == .terminate ? 7 : 8
        },
        "breed": TestProgram { process in
            let launch = ProcessLaunch(
                arguments: ["/bin/say"],
                environment: [:],
                workingDirectory: "/",
                user: .root,
                streams: process.streams
            )
            while let child = try? process.world.start(launch, parent: process.id) { _ = await child.wait() }
            try? await process.streams.error.write(Array("no room".utf8))
            return 2
        },
    ])

    private func sandbox(_ processes: Int = 128) -> Sandbox {
        Sandbox(
            programs,
            image: Self.image([
                "/bin/say": .program(name: "say", size: 1), "/bin/wait": .program(name: "wait", size: 1),
                "/bin/breed": .program(name: "breed", size: 1),
                "/bin/polite": .program(name: "polite", size: 1), "/bin/other": .program(name: "x", size: 1),
                "/bin/script": .text("#!/bin/say -x y\n"), "/bin/loop": .text("#!/bin/loop\n"),
                "/bin/lost": .text("#!/no/such\n"),
            ]),
            processes: processes
        )
    }

    private func output(_ words: [String]) async throws -> (String, ExitCode) {
        let box = sandbox()
        let pipe = BytePipe()
        let process = try box.world.start(box.launch(words, output: pipe, error: pipe), parent: 0)
        let text = String(decoding: await drain(pipe), as: UTF8.self)
        return (text, await process.wait())
    }

    private func failure(_ words: [String], path: String = "/bin") -> LaunchError? {
        let box = sandbox()
        do throws(LaunchError) {
            _ = try box.world.start(box.launch(words, environment: ["PATH": path]), parent: 0)
            return nil
        } catch { return error }
    }

    @Test func findsProgramsByPathAndFirstLine() async throws {
        #expect(try await output(["say", "a"]) == ("say a", 3))
        #expect(try await output(["/bin/say"]) == ("/bin/say", 3))
        #expect(try await output(["script", "z"]) == ("/bin/say -x y /bin/script z", 3))
        #expect(try await output(["other"]) == ("x: not modelled by the embedded engine\n", 126))
    }

    @Test func refusesWhatCantBeRun() throws {
        #expect(failure(["none"]) == .notFound("none"))
        #expect(failure(["say"], path: "/usr/bin") == .notFound("say"))
        #expect(failure(["/bin"]) == .notExecutable("/bin"))
        #expect(failure(["/bin/loop"]) == .notExecutable("/bin/loop"))
        #expect(failure(["/bin/lost"]) == .notFound("/bin/lost"))
    }

    @Test func aKilledProcessEndsByTheSignalWhateverItDoesMeanwhile() async throws {
        for _ in 0..<200 {
            let box = sandbox()
            let said = BytePipe()
            let main = try box.world.start(box.launch(["breed"], error: said), parent: 0)
            await Task.yield()
            #expect(box.world.signalFromOutside(.kill, to: 1))
            #expect(await main.wait() == 137)
            #expect(await drain(said) == [])
            #expect(box.world.processes().isEmpty)
        }
    }

    @Test func tellsOfAnEndOnceBeforeAndAfterIt() async throws {
        let box = sandbox()
        let (codes, told) = AsyncStream.makeStream(of: ExitCode.self)
        let process = try box.world.start(box.launch(["wait"], input: BytePipe()), parent: 0)
        process.whenOver { told.yield($0) }
        #expect(box.world.signalFromOutside(.kill, to: 1))
        #expect(await process.wait() == 137)
        process.whenOver { told.yield($0 - 1) }
        var code = codes.makeAsyncIterator()
        #expect(await [code.next(), code.next()] == [137, 136])
        told.finish()
        #expect(await code.next() == nil)
    }

    /// As pid_namespaces(7) has it: what can't be caught reaches process 1 only from outside.
    @Test func killsTheMainProcessOnlyFromOutside() async throws {
        let result = try await Container.sh("kill -9 1; kill -KILL $$; kill -STOP 1; echo $?")
        #expect(result == ScriptResult(output: "0\n", error: "", code: 0))
        let box = sandbox()
        let main = try box.world.start(box.launch(["wait"], input: BytePipe()), parent: 0)
        let other = try box.world.start(box.launch(["wait"], input: BytePipe()), parent: 1)
        #expect(box.world.signal(.kill, to: 1))
        #expect(box.world.signal(.kill, to: 2))
        #expect(await other.wait() == 137)
        #expect(box.world.processes().map(\.id) == [1])
        #expect(box.world.signalFromOutside(.kill, to: 1))
        #expect(await main.wait() == 137)
    }

    @Test func givesTheMainProcessNoDefaultSignals() async throws {
        let box = sandbox()
        // Each waits for input of its own: what one leaves closed would end the other.
        let main = try box.world.start(box.launch(["wait"], input: BytePipe()), parent: 0)
        let other = try box.world.start(box.launch(["wait"], input: BytePipe()), parent: 1)
        #expect(box.world.processes().map(\.id) == [1, 2])
        #expect(box.world.signal(.terminate, to: 1))
        #expect(box.world.signal(.terminate, to: 2))
        #expect(await other.wait() == 143)
        #expect(!box.world.signal(.terminate, to: 2))
        #expect(box.world.signalFromOutside(.kill, to: 1))
        #expect(await main.wait() == 137)
        #expect(box.world.processes().isEmpty)
    }

    @Test func tellsTheProgramThatAsked() async throws {
        let box = sandbox()
        let pipe = BytePipe()
        let main = try box.world.start(box.launch(["polite"], output: pipe), parent: 0)
        _ = await pipe.read(atMost: 1)
        #expect(box.world.signal(.terminate, to: 1))
        #expect(await main.wait() == 7)
    }

    @Test func endsAllWithTheMainProcess() async throws {
        let box = sandbox()
        let input = BytePipe()
        let main = try box.world.start(box.launch(["wait"], input: input), parent: 0)
        let pipe = BytePipe()
        let other = try box.world.start(box.launch(["wait"], input: BytePipe(), output: pipe), parent: 1)
        input.closeWriting()
        #expect(await main.wait() == 0)
        #expect(await other.wait() == 137)
        #expect(await drain(pipe).isEmpty, "its streams are closed")
        #expect(throws: LaunchError.tooManyProcesses) {
            try box.world.start(box.launch(["say"]), parent: 0)
        }
    }

    @Test func holdsTheNumberOfProcesses() throws {
        let box = sandbox(3)
        for _ in 0..<3 { _ = try box.world.start(box.launch(["wait"], input: BytePipe()), parent: 0) }
        #expect(throws: LaunchError.tooManyProcesses) {
            try box.world.start(box.launch(["say"]), parent: 0)
        }
        box.world.stop()
    }

    @Test func keepsASharedStreamOpenUntilTheLastLetsGo() async throws {
        let pipe = BytePipe()
        let one = SharedSink(pipe)
        let other = one.duplicated()
        one.closeWriting()
        one.closeWriting()
        try await other.write([5])
        await #expect(throws: BrokenPipe.self) { try await one.write([6]) }
        other.closeWriting()
        #expect(await drain(pipe) == [5])
    }
}
