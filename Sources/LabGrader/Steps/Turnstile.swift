import Synchronization

/// Opens once, and lets everybody through who waits before it.
final class Turnstile: Sendable {
    private let state = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    var isOpen: Bool { state.withLock { $0.isOpen } }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }
}

/// Lets everybody through who waits before it when so many things have happened.
final class Countdown: Sendable {
    private let left: Mutex<Int>
    private let gate = Turnstile()

    init(_ count: Int) {
        left = Mutex(count)
        if count == 0 { gate.open() }
    }

    /// Notes that one of them has.
    func count() {
        let isLast = left.withLock { left in
            left -= 1
            return left == 0
        }
        if isLast { gate.open() }
    }

    func wait() async { await gate.wait() }
}
