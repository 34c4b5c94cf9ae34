import SimShell

/// A queue between tasks: whoever writes goes on unless the queue is full, whoever reads waits.
///
/// A wait ends at once when the queue is closed or the waiting task cancelled.
final class Mailbox<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var weight = 0
        var isClosed = false
        var isAbandoned = false

        /// Whether writing still makes sense.
        var isOpen: Bool { !isClosed && !isAbandoned }
    }

    private let state = WatchedState(State())
    private let capacity: Int
    private let weigh: @Sendable (Element) -> Int

    /// A queue that holds elements of a weight of `capacity` before its writers wait.
    init(capacity: Int = 4096, weigh: @escaping @Sendable (Element) -> Int = { _ in 1 }) {
        self.capacity = capacity
        self.weigh = weigh
    }

    /// Puts an element in at once, full or not; what comes too late is dropped.
    func post(_ element: Element) {
        state.change { state in
            guard state.isOpen else { return }
            state.elements.append(element)
            state.weight += weigh(element)
        }
    }

    /// Puts an element in where there is none: for those who only want to know that something changed.
    func ring(_ element: Element) {
        state.change { state in
            guard state.elements.isEmpty, state.isOpen else { return }
            state.elements.append(element)
            state.weight += weigh(element)
        }
    }

    /// Puts an element in when there is room; false when nobody reads any more, or the task was cancelled.
    func send(_ element: Element) async -> Bool {
        while true {
            let isDone = state.read { state -> Bool? in
                if !state.isOpen || Task.isCancelled { return false }
                return state.weight < capacity || state.elements.isEmpty ? true : nil
            }
            if isDone == false { return false }
            if isDone == true {
                post(element)
                return true
            }
            await state.wait { $0.weight < capacity || !$0.isOpen }
        }
    }

    /// The next element; nil when the queue is closed and empty, or the task is cancelled.
    func next() async -> Element? {
        while !Task.isCancelled {
            // (Asked first: nothing more comes into a queue that isn't open.)
            let isOver = state.read { !$0.isOpen }
            let taken = state.attempt { state -> Element? in
                guard !state.elements.isEmpty else { return nil }
                let element = state.elements.removeFirst()
                state.weight -= weigh(element)
                return element
            }
            if let taken { return taken }
            if isOver { return nil }
            await state.wait { !$0.elements.isEmpty || !$0.isOpen }
        }
        return nil
    }

    /// Says that nothing more comes; what is there can still be read.
    func close() { state.change { $0.isClosed = true } }

    /// Says that nobody reads any more.
    func abandon() {
        state.change {
            $0.isAbandoned = true
            $0.elements = []
            $0.weight = 0
        }
    }

    /// Whether writing still makes sense.
    var isOpen: Bool { state.read(\.isOpen) }
}
