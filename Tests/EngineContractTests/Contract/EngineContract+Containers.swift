import EngineAPI
import Testing

extension EngineContract {
    func life() async throws {
        try await withContainer(["sleep", "300"], starts: false) { id in
            #expect(try await engine.inspectContainer(id, size: false).state.status == "created")
            #expect(try await engine.startContainer(id) == .done)
            #expect(try await engine.startContainer(id) == .unchanged)
            #expect(try await engine.inspectContainer(id, size: false).state.running)
            try await engine.pauseContainer(id)
            #expect(try await engine.inspectContainer(id, size: false).state.paused)
            try await engine.unpauseContainer(id)
            try await engine.restartContainer(id, StopOptions(timeout: 0))
            #expect(try await engine.inspectContainer(id, size: false).state.running)
            #expect(await failure { try await engine.removeContainer(id, RemoveOptions()) } != nil)
            #expect(try await engine.stopContainer(id, StopOptions(timeout: 0)) == .done)
            #expect(try await engine.stopContainer(id, StopOptions(timeout: 0)) == .unchanged)
            #expect(try await engine.inspectContainer(id, size: false).state.status == "exited")
            #expect(await failure { try await engine.killContainer(id, signal: nil) } == .conflict)
        }
    }

    func exitCodes() async throws {
        try await withContainer(["sh", "-c", "exit 3"], starts: false) { id in
            let wait = try await engine.waitContainer(id, .nextExit)
            _ = try await engine.startContainer(id)
            #expect(try await wait.next()?.statusCode == 3)
            #expect(try await engine.inspectContainer(id, size: false).state.exitCode == 3)
        }
        try await withContainer(["sleep", "300"]) { id in
            let wait = try await engine.waitContainer(id, .notRunning)
            try await engine.killContainer(id, signal: "KILL")
            #expect(try await wait.next()?.statusCode == 137)
        }
    }

    func attach() async throws {
        try await withContainer(
            ["cat"],
            starts: false,
            {
                $0.config.openStdin = true
                $0.config.stdinOnce = true
                $0.config.attachStdin = true
            },
            { id in
                var options = AttachOptions()
                options.stream = true
                options.stdin = true
                options.stdout = true
                options.stderr = true
                let process = try await engine.attach(id, options)
                _ = try await engine.startContainer(id)
                try await process.send(Array("hello\n".utf8))
                try await process.finishInput()
                #expect(!process.isTTY)
                #expect(try await text(process.isTTY, process.output) == "hello\n")
            }
        )
    }

    func exec() async throws {
        try await withContainer(["sleep", "300"]) { id in
            let creation = ExecCreation().with {
                $0.attachStdout = true
                $0.attachStderr = true
                $0.attachStdin = true
                $0.env = ["A=b"]
                $0.cmd = ["sh", "-c", "echo $A; cat; echo err >&2; exit 4"]
            }
            let exec = try await engine.createExec(id, creation).id
            let process = try await engine.startExec(exec, ExecStart())
            try await process.send(Array("in\n".utf8))
            try await process.finishInput()
            let output = try await text(process.isTTY, process.output)
            #expect(["b\n", "in\n", "err\n"].allSatisfy { output.contains($0) })
            let details = try await engine.inspectExec(exec)
            #expect(details.exitCode == 4 && !details.running && details.containerID == id)
        }
    }

    func logs() async throws {
        try await withContainer(["sh", "-c", "echo one; echo two >&2; echo three"]) { id in
            _ = try await engine.waitContainer(id, .notRunning).next()
            var query = LogQuery()
            query.stdout = true
            query.stderr = true
            let all = try await engine.logs(id, query)
            let output = try await text(all.isTTY, all.bytes)
            #expect(["one\n", "two\n", "three\n"].allSatisfy { output.contains($0) })
        }
        // A tail counts the lines of both streams together, and their order is the engine's: so one stream here.
        try await withContainer(["sh", "-c", "echo one; echo two"]) { id in
            _ = try await engine.waitContainer(id, .notRunning).next()
            var query = LogQuery()
            query.stdout = true
            query.tail = "1"
            let last = try await engine.logs(id, query)
            #expect(try await text(last.isTTY, last.bytes) == "two\n")
        }
    }

    func names() async throws {
        let name = "contract-\(UInt32.random(in: 0 ... .max))"
        try await withContainer(["sleep", "300"], name: name, starts: false) { id in
            #expect(try await engine.inspectContainer(name, size: false).id == id)
            #expect(try await engine.inspectContainer(String(id.prefix(16)), size: false).id == id)
            let again = ContainerCreation().with {
                $0.name = name
                $0.config.image = image
            }
            #expect(await failure { _ = try await engine.createContainer(again) } == .conflict)
            try await engine.renameContainer(id, to: name + "-b")
            #expect(try await engine.inspectContainer(name + "-b", size: false).name == "/\(name)-b")
            #expect(await failure { _ = try await engine.inspectContainer(name, size: false) } == .notFound)
        }
    }

    func filters() async throws {
        let mark = "contract.\(UInt32.random(in: 0 ... .max))"
        try await withContainer(["sleep", "300"], { $0.config.labels = [mark: "x", "other": "y"] }) { id in
            func found(_ values: [String: Set<String>], all: Bool = true) async throws -> [String] {
                var query = ContainerListQuery()
                query.all = all
                query.filters = Filters(values)
                return try await engine.listContainers(query).map(\.id)
            }
            #expect(try await found(["label": [mark]]) == [id])
            #expect(try await found(["label": ["\(mark)=x"]]) == [id])
            #expect(try await found(["label": ["\(mark)=z"]]).isEmpty)
            #expect(try await found(["label": [mark], "status": ["running"]]) == [id])
            #expect(try await found(["label": [mark], "status": ["exited"]]).isEmpty)
            #expect(try await found(["id": [id]]) == [id])
            _ = try await engine.stopContainer(id, StopOptions(timeout: 0))
            #expect(try await found(["label": [mark]], all: false).isEmpty)
            let labels = try await engine.inspectContainer(id, size: false).config.labels
            #expect(labels?[mark] == "x" && labels?["other"] == "y")
        }
    }

    func limits() async throws {
        try await withContainer(["sleep", "300"], { $0.hostConfig.resources.memory = 64 << 20 }) { id in
            let details = try await engine.inspectContainer(id, size: false)
            #expect(details.hostConfig.resources.memory == 64 << 20)
        }
    }

    func reports() async throws {
        try await withContainer(["sh", "-c", "touch /made; sleep 300"]) { id in
            #expect(try await engine.top(id, psArguments: nil).processes.isEmpty == false)
            let stats = try await engine.stats(id, StatsOptions(stream: false))
            #expect(try await stats.next()?["memory_stats"] != nil)
            stats.cancel()
            let info = try await engine.info()
            #expect(info.containersRunning >= 1 && info.osType == "linux")
            #expect(try await engine.version().apiVersion.isEmpty == false)
        }
    }

    func missing() async throws {
        #expect(
            await failure { _ = try await engine.inspectContainer("nope-nope", size: false) } == .notFound
        )
        #expect(await failure { _ = try await engine.startContainer("nope-nope") } == .notFound)
        #expect(await failure { try await engine.removeContainer("nope-nope", RemoveOptions()) } == .notFound)
        #expect(await failure { _ = try await engine.waitContainer("nope-nope", .notRunning) } == .notFound)
        #expect(await failure { _ = try await engine.inspectImage("nope-nope") } == .notFound)
        #expect(await failure { _ = try await engine.inspectNetwork("nope-nope") } == .notFound)
        #expect(await failure { _ = try await engine.inspectVolume("nope-nope") } == .notFound)
        #expect(
            await failure { _ = try await engine.inspectExec(String(repeating: "0", count: 64)) } == .notFound
        )
        let creation = ContainerCreation().with { $0.config.image = "nope-nope" }
        #expect(await failure { _ = try await engine.createContainer(creation) } == .notFound)
    }
}
