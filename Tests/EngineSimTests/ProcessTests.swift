import EngineAPI
import EngineSim
import SimShell
import TestKit
import Testing

/// Attaching, further processes, logs.
struct ProcessTests {
    @Test func attachesBeforeTheStart() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.create("busybox", ["cat"]) {
            ($0.config.openStdin, $0.config.stdinOnce) = (true, true)
        }
        var options = AttachOptions()
        (options.stream, options.stdin, options.stdout, options.stderr) = (true, true, true, true)
        let process = try await test.engine.attach(id, options)
        // The input may end before the process begins, as with `echo x | docker run -i`.
        try await process.send(Array("early\n".utf8))
        try await process.finishInput()
        let wait = try await test.engine.waitContainer(id, .nextExit)
        _ = try await test.engine.startContainer(id)
        #expect(try await TestEngine.text(process.output) == "early\n")
        #expect(try await wait.next()?.statusCode == 0)
    }

    @Test func aTerminalIsRaw() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.run("say one;err two") { $0.config.tty = true }
        _ = try await test.end(of: id)
        #expect(try await test.logs(id) == "one\r\ntwo\r\n")
    }

    @Test func runsFurtherProcesses() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.run("sleep 1000") { $0.config.env = ["A=main"] }
        let exec = try await test.engine.createExec(
            id,
            ExecCreation().with {
                ($0.cmd, $0.env, $0.user) = (["env"], ["B=own"], "nobody")
                ($0.attachStdout, $0.attachStderr) = (true, true)
            }
        ).id
        let output = try await TestEngine.text(try await test.engine.startExec(exec, ExecStart()).output)
        #expect(output.contains("A=main\n") && output.contains("B=own\n") && output.contains("HOME=/home\n"))
        let details = try await test.engine.inspectExec(exec)
        #expect(details.exitCode == 0 && !details.running && details.processConfig.entrypoint == "env")
        #expect(await refusal { _ = try await test.engine.startExec(exec, ExecStart()) }?.kind == .conflict)
        let missing = try await test.engine.createExec(
            id,
            ExecCreation().with { ($0.cmd, $0.attachStdout) = (["bash"], true) }
        ).id
        let said = try await TestEngine.text(try await test.engine.startExec(missing, ExecStart()).output)
        #expect(
            said
                == "OCI runtime exec failed: exec failed: unable to start container process: exec: \"bash\": executable file not found in $PATH\r\n"
        )
        #expect(try await test.engine.inspectExec(missing).exitCode == 127)
        try await test.engine.killContainer(id, signal: nil)
        #expect(
            await refusal {
                _ = try await test.engine.createExec(id, ExecCreation().with { $0.cmd = ["env"] })
            }?.message
                == "container \(id) is not running"
        )
    }

    @Test func readsLogsByTheirQuery() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.run("say one;err two;say three")
        _ = try await test.end(of: id)
        #expect(try await test.logs(id) { $0.stderr = false } == "one\nthree\n")
        #expect(try await test.logs(id) { $0.stdout = false } == "two\n")
        #expect(try await test.logs(id) { $0.tail = "2" } == "two\nthree\n")
        #expect(
            try await test.logs(id) { $0.timestamps = true }.hasPrefix("2027-01-15T08:00:00.000000000Z one\n")
        )
        #expect(try await test.logs(id) { $0.since = "1900000000" }.isEmpty)
        #expect(try await test.logs(id) { $0.until = "1700000000" }.isEmpty)
        #expect(await refusal { _ = try await test.logs(id) { $0.since = "soon" } }?.kind == .badRequest)
    }

    @Test func followsLogsToTheEnd() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.run("say one;sleep 5;say two")
        async let all = test.logs(id) { $0.follow = true }
        try await test.time.pass { try await test.state(id).status == "exited" }
        #expect(try await all == "one\ntwo\n")
    }

    @Test func keepsTheNewestOfTheLog() async throws {
        let test = try TestEngine { $0.limits.logBytes = 1000 }
        try await test.pull("busybox")
        let id = try await test.run((0..<200).map { "say line \($0)" }.joined(separator: ";"))
        _ = try await test.end(of: id)
        let lines = try await test.logs(id).split(separator: "\n")
        #expect(lines.last == "line 199" && lines.count < 120 && lines.count > 50)
    }

    @Test func showsWhatChanged() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.run("put /new text;put /etc/motd hi;drop /etc/shadow")
        _ = try await test.end(of: id)
        let changes = try await test.engine.changes(id) ?? []
        #expect(
            changes.map { "\($0.kind) \($0.path)" } == ["0 /etc", "1 /etc/motd", "2 /etc/shadow", "1 /new"]
        )
        let untouched = try await test.run("true")
        _ = try await test.end(of: untouched)
        #expect(try await test.engine.changes(untouched) == nil)
    }
}

extension ProcessTests {
    @Test func leavesATerminalByItsKeys() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.create("busybox", ["cat"]) {
            ($0.config.tty, $0.config.openStdin) = (true, true)
        }
        var options = AttachOptions()
        (options.stream, options.stdin, options.stdout) = (true, true, true)
        let process = try await test.engine.attach(id, options)
        _ = try await test.engine.startContainer(id)
        try await process.send([0x61, 0x10, 0x62, 0x0A, 0x10])
        try await process.send([0x11])
        // The output so far has come, then the stream ends; the container goes on.
        _ = try await TestEngine.text(process.output, isTTY: true)
        #expect(try await test.state(id).status == "running")
        try await test.time.pass { try await test.logs(id) == "a^Pb\r\na\u{10}b\r\n" }
        options.detachKeys = "ctrl-x,"
        let refused = options
        #expect(await refusal { _ = try await test.engine.attach(id, refused) }?.kind == .badRequest)
        options.detachKeys = "ctrl-x,q"
        let other = try await test.engine.attach(id, options)
        try await other.send([0x18, 0x71])
        _ = try await TestEngine.text(other.output, isTTY: true)
        #expect(try await test.state(id).status == "running")
    }

    @Test func furtherProcessesHaveTheirTime() async throws {
        let test = try TestEngine { $0.limits.execTime = .seconds(60) }
        try await test.pull("busybox")
        let id = try await test.run("sleep 1000")
        let exec = try await test.engine.createExec(id, ExecCreation().with { $0.cmd = ["sleep", "500"] }).id
        let process = try await test.engine.startExec(exec, ExecStart())
        async let output = TestEngine.text(process.output)
        try await test.time.pass { try await test.engine.inspectExec(exec).exitCode == 137 }
        #expect(try await output.isEmpty)
        #expect(try await test.state(id).status == "running")
    }
}
