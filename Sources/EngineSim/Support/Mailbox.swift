import Synchronization

/// A queue between tasks: whoever writes goes on unless the queue is full, whoever reads waits.
///
/// A wait ends at once when the queue is closed or the waiting task cancelled.
final class Mailbox<Element: Sendable>: Sendable {
    private struct Waiter {
        let id: Int
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var elements: [Element] = []
        var weight = 0
        var isClosed = false
        var isAbandoned = false
        var waiters: [Waiter] = []
        var lastWaiter = 0
    }

    private let state = Mutex(State())
    private let capacity: Int
    private let weigh: @Sendable (Element) -> Int

    /// A queue that holds elements of a weight of `capacity` before its writers wait.
    init(capacity: Int = 4096, weigh: @escaping @Sendable (Element) -> Int = { _ in 1 }) {
        self.capacity = capacity
        self.weigh = weigh
    }

    /// Puts an element in at once, full or not; what comes too late is dropped.
    func post(_ element: Element) {
        change { state in
            guard !state.isClosed, !state.isAbandoned else { return }
            state.elements.append(element)
            state.weight += weigh(element)
        }
    }

    /// Puts an element in where there is none: for those who only want to know that something changed.
    func ring(_ element: Element) {
        change { state in
            guard state.elements.isEmpty, !state.isClosed, !state.isAbandoned else { return }
            state.elements.append(element)
            state.weight += weigh(element)
        }
    }

    /// Puts an element in when there is room; false when nobody reads any more, or the task was cancelled.
    func send(_ element: Element) async -> Bool {
        while true {
            let isDone = state.withLock { state -> Bool? in
                if state.isClosed || state.isAbandoned || Task.isCancelled { return false }
                return state.weight < capacity || state.elements.isEmpty ? true : nil
            }
            if isDone == false { return false }
            if isDone == true {
                post(element)
                return true
            }
            await waitUntil { [capacity] in $0.weight < capacity || $0.isClosed || $0.isAbandoned }
        }
    }

    /// The next element; nil when the queue is closed and empty, or the task is cancelled.
    func next() async -> Element? {
        while !Task.isCancelled {
            let (element, isOver, toWake) = state.withLock { state -> (Element?, Bool, [Waiter]) in
                guard !state.elements.isEmpty else { return (nil, state.isClosed || state.isAbandoned, []) }
                let element = state.elements.removeFirst()
                state.weight -= weigh(element)
                return (element, false, Self.takeWaiters(&state))
            }
            for waiter in toWake { waiter.continuation.resume() }
            if let element { return element }
            if isOver { return nil }
            await waitUntil { !$0.elements.isEmpty || $0.isClosed || $0.isAbandoned }
        }
        return nil
    }

    /// Says that nothing more comes; what is there can still be read.
    func close() { change { $0.isClosed = true } }

    /// Says that nobody reads any more.
    func abandon() {
        change {
            $0.isAbandoned = true
            $0.elements = []
            $0.weight = 0
        }
    }

    /// Whether writing still makes sense.
    var isOpen: Bool { state.withLock { !$0.isClosed && !$0.isAbandoned } }

    private func change(_ body: (inout State) -> Void) {
        let toWake = state.withLock { state in
            body(&state)
            return Self.takeWaiters(&state)
        }
        for waiter in toWake { waiter.continuation.resume() }
    }

    private static func takeWaiters(_ state: inout State) -> [Waiter] {
        defer { state.waiters = [] }
        return state.waiters
    }

    private func waitUntil(_ isMet: @Sendable (State) -> Bool) async {
        let id = state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = state.withLock { state in
                    guard !isMet(state), !Task.isCancelled else { return false }
                    state.waiters.append(Waiter(id: id, continuation: continuation))
                    return true
                }
                if !waits { continuation.resume() }
            }
        } onCancel: {
            let mine = state.withLock { state -> Waiter? in
                guard let at = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
                return state.waiters.remove(at: at)
            }
            mine?.continuation.resume()
        }
    }
}
