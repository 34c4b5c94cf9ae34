// Whose module the system's structures are of depends on what else is loaded: both are named.
import CoreFoundation
import DeckTerm
import Glibc

/// The clocks of this machine, as a talk needs them.
struct TalkClock: Sendable {
    /// The time now.
    var now: TalkTime {
        var seconds = time(nil)
        var parts = tm()
        localtime_r(&seconds, &parts)
        var running = timespec()
        clock_gettime(CLOCK_MONOTONIC, &running)
        return TalkTime(hour: Int(parts.tm_hour), minute: Int(parts.tm_min), seconds: running.tv_sec)
    }

    /// When the next second begins on the clock that `now` counts seconds by.
    var nextSecond: ContinuousClock.Instant {
        var running = timespec()
        clock_gettime(CLOCK_MONOTONIC, &running)
        return ContinuousClock.now + .nanoseconds(1_000_000_000 - running.tv_nsec)
    }
}
