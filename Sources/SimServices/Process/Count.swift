import Synchronization

/// How many are inside.
final class Count: Sendable {
    private let number = Mutex(0)

    /// Lets one in, unless there are as many as may be.
    func enter(limit: Int) -> Bool {
        number.withLock { number in
            guard number < limit else { return false }
            number += 1
            return true
        }
    }

    func leave() { number.withLock { $0 -= 1 } }

    var value: Int { number.withLock { $0 } }
}
