import SimShell
import Synchronization
import Testing

/// Lines that don't fit into the memory.
struct LongLineTests {
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [["tail", "/dev/zero"], ["grep", "x", "/dev/zero"], ["cut", "-c1", "/dev/zero"]]
    )
    func aLineWithoutEndTakesAllTheMemory(_ words: [String]) async throws {
        let deaths = Deaths()
        let container = try Container(heap: MemoryBudget(bytes: 3 << 20), outOfMemory: { deaths.add() })
        let result = try await container.run(words)
        #expect(result.code == 137)
        #expect(deaths.count == 1)
    }

    @Test func tailKeepsOnlyWhatItShows() async throws {
        let container = try Container(heap: MemoryBudget(bytes: 3 << 20))
        let script = "yes 0123456789012345678901234567890123456789 | head -n 90000 | tail -n 1"
        #expect(
            try await container.run(["sh", "-c", script])
                == ScriptResult(output: "0123456789012345678901234567890123456789\n", error: "", code: 0)
        )
    }

    @Test func headPassesOnWhatHasNoEnd() async throws {
        let script = "head -n 1 /dev/zero | head -c 100000 | wc -c"
        #expect(try await Container.sh(script).output == "100000\n")
    }

    private final class Deaths: Sendable {
        private let number = Mutex(0)
        var count: Int { number.withLock { $0 } }
        func add() { number.withLock { $0 += 1 } }
    }
}
