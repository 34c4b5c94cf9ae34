import Glibc
import Synchronization

extension Array where Element: Sendable {
    /// Maps stretches of neighbours on all cores; few elements are one stretch, on this thread.
    ///
    /// The threads are gone when it returns: those that Swift shares would wake once a second ever after, and a talk
    /// that waits in the terminal shall cost nothing.
    ///
    /// - Parameters:
    ///   - fewest: How many elements are worth a thread.
    ///   - transform: Makes the results of one stretch; it is called on several threads at once.
    /// - Returns: The results in the order of the elements.
    public func mappingChunks<Result: Sendable>(
        ofAtLeast fewest: Int,
        _ transform: @escaping @Sendable (ArraySlice<Element>) -> [Result]
    ) -> [Result] {
        let cores = Swift.min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 4)
        // Several stretches a core: one core may be busy with something else.
        let size = Swift.max(fewest, count / (4 * Swift.max(cores, 1)) + 1)
        guard count > size, cores > 1 else { return transform(self[...]) }
        let stretches = stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
        let work = SharedWork(count: stretches.count) { transform(stretches[$0]) }
        let helpers = (1..<cores).compactMap { _ in Helper { work.run() } }
        work.run()
        for helper in helpers { helper.join() }
        return work.results
    }
}

/// Pieces of work that threads take one after the other.
private final class SharedWork<Result: Sendable>: Sendable {
    private let count: Int
    private let piece: @Sendable (Int) -> [Result]
    private let next = Atomic(0)
    private let done = Mutex<[Int: [Result]]>([:])

    init(count: Int, _ piece: @escaping @Sendable (Int) -> [Result]) {
        self.count = count
        self.piece = piece
    }

    /// Works until no piece is left.
    func run() {
        while case let index = next.add(1, ordering: .relaxed).oldValue, index < count {
            let result = piece(index)
            done.withLock { $0[index] = result }
        }
    }

    /// The results in order, once all threads have come back.
    var results: [Result] {
        let parts = done.withLock { $0 }
        return (0..<count).flatMap { parts[$0] ?? [] }
    }
}

/// A thread that does one thing and ends.
struct Helper {
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
