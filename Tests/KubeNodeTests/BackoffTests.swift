import KubeAPI
import Testing

@testable import KubeNode

/// How long is waited before what failed is done again.
struct BackoffTests {
    private func seconds(_ number: Int) -> KubeTime { KubeTime(nanoseconds: number * 1_000_000_000) }

    @Test func doublesUpToFiveMinutes() {
        var backoff = Backoff()
        var moment = 0
        var pauses: [Int] = []
        for _ in 0..<8 {
            let pause = backoff.pause(afterFailureAt: seconds(moment))
            pauses.append(Int(pause.components.seconds))
            moment += pauses[pauses.count - 1]
            backoff.tries(at: seconds(moment))
            moment += 1
        }
        #expect(pauses == [0, 10, 20, 40, 80, 160, 300, 300])
    }

    @Test func beginsAnewAfterALongRun() {
        var backoff = Backoff()
        for moment in [0, 10, 40] { backoff.tries(at: seconds(moment)) }
        #expect(backoff.pause(afterFailureAt: seconds(640)) == .seconds(40))
        #expect(backoff.pause(afterFailureAt: seconds(641)) == .zero)
        backoff.tries(at: seconds(641))
        #expect(backoff.pause(afterFailureAt: seconds(642)) == .seconds(10))
    }
}
