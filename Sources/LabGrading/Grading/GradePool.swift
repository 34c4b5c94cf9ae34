/// Runs pieces of work, a bounded number at a time; what a verdict is missing of goes behind the others once more.
public struct GradePool: Sendable {
    /// What came of a run.
    public enum End: Hashable, Sendable {
        case done
        /// It is to be run again, after the others.
        case again
    }

    /// How many are run at a time, from 1.
    public let jobs: Int

    public init(jobs: Int) { self.jobs = max(jobs, 1) }

    /// Runs all of the work; returns when nothing is to be run again.
    ///
    /// - Throws: The first error, after everything that was running has been cancelled and has ended.
    public func run<Work: Sendable>(
        _ work: [Work],
        _ body: @Sendable @escaping (Work) async throws -> End
    ) async throws {
        var queue = work[...]
        try await withThrowingTaskGroup(of: Work?.self) { group in
            var running = 0
            while running > 0 || !queue.isEmpty {
                while running < jobs, let next = queue.popFirst() {
                    running += 1
                    group.addTask { try await body(next) == .again ? next : nil }
                }
                guard let again = try await group.next() else { break }
                running -= 1
                if let again { queue.append(again) }
            }
        }
    }
}
