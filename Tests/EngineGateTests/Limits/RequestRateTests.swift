import Testing

@testable import EngineServer

/// Clients in a hurry are slowed down, and refused only where they would wait for too long.
struct RequestRateTests {
    @Test func letsABurstThroughAndThenSlowsDown() {
        var bucket = RequestBucket(RequestRate(perSecond: 10, burst: 5))
        let now = ContinuousClock.now
        let waits = (0..<8).compactMap { _ in bucket.take(at: now) }
        #expect(waits.prefix(5).allSatisfy { $0 == .zero })
        #expect(waits.suffix(3) == [.milliseconds(100), .milliseconds(200), .milliseconds(300)])
    }

    @Test func refusesWhatWouldWaitForTooLong() {
        var bucket = RequestBucket(RequestRate(perSecond: 1, burst: 1))
        let now = ContinuousClock.now
        let waits = (0..<20).map { _ in bucket.take(at: now) }
        #expect(waits.count { $0 == nil } == 9)
    }

    @Test func forgetsWithTime() {
        var bucket = RequestBucket(RequestRate(perSecond: 10, burst: 2))
        let now = ContinuousClock.now
        for _ in 0..<6 { _ = bucket.take(at: now) }
        #expect(bucket.take(at: now + .seconds(60)) == .zero)
    }
}
