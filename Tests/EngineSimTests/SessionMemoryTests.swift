import EngineAPI
import EngineSim
import SimShell
import Synchronization
import TestKit
import Testing

/// All that a session keeps in the host's memory has one bound.
struct SessionMemoryTests {
    private let mebibyte = 1 << 20

    @Test func containersShareTheRoomForFiles() async throws {
        let test = try TestEngine { $0.limits.sessionBytes = mebibyte }
        try await test.pull("busybox")
        let first = try await test.run("fill /f 600000; sleep 1000")
        while try await test.engine.changes(first)?.isEmpty ?? true { await Task.yield() }
        let second = try await test.run("fill /f 600000")
        #expect(try await test.end(of: second) == 1, "the disk is full for all of them")
        #expect(try await test.state(first).status == "running")
        try await test.engine.removeContainer(first, RemoveOptions(force: true))
        let third = try await test.run("fill /f 600000")
        #expect(try await test.end(of: third) == 0)
    }

    @Test func tellsWhenNoContainerWasStartedForAWhile() async throws {
        let told = Told()
        let test = try TestEngine { $0.onQuiet = { told.count.withLock { $0 += 1 } } }
        try await test.pull("busybox")
        for _ in 0..<3 { _ = try await test.run("sleep 1000") }
        let start = test.time.now
        try await test.time.pass { told.count.withLock { $0 } > 0 }
        #expect(start.duration(to: test.time.now) >= .seconds(5))
        #expect(told.count.withLock { $0 } == 1, "once for all of them")
    }

    private final class Told: Sendable { let count = Mutex(0) }

    @Test func logsGiveWayTheOldestFirst() async throws {
        let test = try TestEngine { $0.limits.sessionBytes = 100_000 }
        try await test.pull("busybox")
        let id = try await test.run("spam 5000")
        #expect(try await test.end(of: id) == 0)
        let lines = try await test.logs(id).split(separator: "\n")
        #expect(lines.count < 2000 && lines.last == "line 5000")
    }

    @Test func imagesCountAsLongAsTheyAreThere() async throws {
        let test = try TestEngine { $0.limits.sessionBytes = 2 * mebibyte }
        try await test.pull("busybox")
        let id = try await test.run("fill /f 900000")
        #expect(try await test.end(of: id) == 0)
        var options = CommitOptions()
        (options.container, options.repo) = (id, "big")
        _ = try await test.engine.commit(options)
        options.repo = "again"
        options.comment = "another image"
        let again = options
        let full = await refusal { _ = try await test.engine.commit(again) }
        #expect(full?.message == "failed to register layer: no space left on device")
        _ = try await test.engine.removeImage("big", force: false, noPrune: false)
        _ = try await test.engine.commit(again)
    }

    @Test func whoNeedsMoreMemoryThanItsLimitIsKilled() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let small = try await test.run("keep 20000000") { $0.hostConfig.resources.memory = 8 << 20 }
        #expect(try await test.end(of: small) == 137)
        #expect(try await test.state(small).oomKilled)
        let large = try await test.run("keep 20000000") { $0.hostConfig.resources.memory = 64 << 20 }
        let greedy = try await test.run("keep 900000000")
        #expect(try await test.end(of: greedy) == 137, "the session's bound is the machine's")
        #expect(try await test.state(large).status == "running")
    }
}
