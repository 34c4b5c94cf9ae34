import SimShell
import Synchronization
import Testing

@Suite struct WatchedStateTests {
    @Test func aWaitEndsWithTheChangeThatItIsFor() async {
        let count = WatchedState(0)
        async let seen = Self.wait(for: 3, count)
        for _ in 0..<3 {
            await Task.yield()
            count.change { $0 += 1 }
        }
        #expect(await seen == 3)
    }

    @Test func allWhoWaitAreWoken() async {
        let isOpen = WatchedState(false)
        let woken = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    await isOpen.wait { $0 }
                    return isOpen.read { $0 }
                }
            }
            await Task.yield()
            isOpen.change { $0 = true }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(woken == 20)
    }

    @Test func anAttemptThatFailsLeavesTheStateAndItsWaitersAlone() async {
        let looks = Mutex(0)
        let numbers = WatchedState([Int]())
        let waiter = Task {
            await numbers.wait { state in
                looks.withLock { $0 += 1 }
                return !state.isEmpty
            }
        }
        while looks.withLock({ $0 }) < 2 { await Task.yield() }
        #expect(numbers.attempt { $0.isEmpty ? nil : $0.removeFirst() } == nil)
        for _ in 0..<50 { await Task.yield() }
        #expect(looks.withLock { $0 } == 2)
        numbers.change { $0.append(7) }
        await waiter.value
        #expect(numbers.attempt { $0.isEmpty ? nil : $0.removeFirst() } == 7)
    }

    @Test func aCancelledTaskWaitsForNothing() async {
        let never = WatchedState(false)
        let waiter = Task { await never.wait { $0 } }
        await Task.yield()
        waiter.cancel()
        await waiter.value
        let late = Task {
            while !Task.isCancelled { await Task.yield() }
            await never.wait { $0 }
        }
        late.cancel()
        await late.value
    }

    private static func wait(for least: Int, _ count: WatchedState<Int>) async -> Int {
        await count.wait { $0 >= least }
        return count.read { $0 }
    }
}
