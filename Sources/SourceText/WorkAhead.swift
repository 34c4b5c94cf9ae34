import Glibc
import Synchronization

/// Work on elements that come one after the other: other threads do it while the next elements are found.
///
/// The threads are gone when ``finish()`` returns: those that Swift shares would wake once a second ever after, and a talk
/// that waits in the terminal shall cost nothing. Few elements are worked on by the thread that asks for the results.
public final class WorkAhead<Element: Sendable, Result: Sendable> {
    private let batches: Batches<Element, Result>
    private var batch: [Element] = []
    private var helpers: [Helper] = []

    /// Elements are handed over by so many.
    private static var batchSize: Int { 8 }

    /// - Parameter transform: Makes the result of one element; it is called on several threads at once.
    public init(_ transform: @escaping @Sendable (Element) -> Result) {
        batches = Batches(transform)
    }

    deinit { end() }

    /// Adds an element.
    public func add(_ element: Element) {
        batch.append(element)
        guard batch.count == Self.batchSize else { return }
        // One batch alone isn't worth a thread.
        if batches.put(batch) == 2 { startHelpers() }
        batch.removeAll(keepingCapacity: true)
    }

    /// Returns the results of all elements, in their order; nothing may be added afterwards.
    public func finish() -> [Result] {
        _ = batches.put(batch)
        batch = []
        batches.work()
        end()
        return batches.results
    }

    private func startHelpers() {
        let cores = min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 4)
        helpers = (1..<max(cores, 1)).compactMap { _ in Helper { [batches] in batches.workAsTheyCome() } }
    }

    private func end() {
        batches.close(for: helpers.count)
        for helper in helpers { helper.join() }
        helpers = []
    }
}

/// Batches of elements on their way to the threads that take them.
private final class Batches<Element: Sendable, Result: Sendable>: Sendable {
    private struct State {
        var waiting: [[Element]] = []
        /// How many were taken.
        var taken = 0
        var results: [Int: [Result]] = [:]
    }

    private let state = Mutex(State())
    private let arrivals = Arrivals()
    private let transform: @Sendable (Element) -> Result

    init(_ transform: @escaping @Sendable (Element) -> Result) { self.transform = transform }

    /// Puts a batch behind the others; returns how many there were so far.
    func put(_ batch: [Element]) -> Int {
        let count = state.withLock { state in
            state.waiting.append(batch)
            return state.waiting.count
        }
        arrivals.signal()
        return count
    }

    /// Works until no batch is left.
    func work() { while workOnNext() {} }

    /// Works on each batch that comes, until there are no more to come.
    func workAsTheyCome() {
        repeat { arrivals.wait() } while workOnNext()
    }

    /// Wakes threads that wait for a batch, once no more will come.
    func close(for threads: Int) {
        for _ in 0..<threads { arrivals.signal() }
    }

    private func workOnNext() -> Bool {
        let next: (index: Int, batch: [Element])? = state.withLock { state in
            guard state.taken < state.waiting.count else { return nil }
            state.taken += 1
            return (state.taken - 1, state.waiting[state.taken - 1])
        }
        guard let next else { return false }
        let results = next.batch.map(transform)
        state.withLock { $0.results[next.index] = results }
        return true
    }

    /// The results in order, once all threads have come back.
    var results: [Result] {
        let (count, results) = state.withLock { ($0.waiting.count, $0.results) }
        return (0..<count).flatMap { results[$0] ?? [] }
    }
}

/// A count of what has come and was not waited for yet.
private final class Arrivals: Sendable {
    private nonisolated(unsafe) let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() { sem_init(semaphore, 0, 0) }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func signal() { sem_post(semaphore) }

    func wait() {
        // A signal handler may interrupt it.
        while sem_wait(semaphore) != 0 {}
    }
}

/// A thread that does one thing and ends.
private struct Helper {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private var thread = pthread_t()

    /// Starts the thread; nil where there can be no more of them.
    init?(_ run: @escaping @Sendable () -> Void) {
        let body = Unmanaged.passRetained(Body(run))
        let status = pthread_create(
            &thread,
            nil,
            { argument in
                if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            },
            body.toOpaque()
        )
        guard status == 0 else {
            body.release()
            return nil
        }
    }

    /// Waits for the thread's end.
    func join() { pthread_join(thread, nil) }
}
