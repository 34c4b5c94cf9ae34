import Dispatch

/// Runs tasks on a queue of their own.
///
/// Swift's shared threads look once a second whether more of them are needed, for ever after their first use. A program
/// that has nothing to do most of the time keeps away from them.
package final class QueueExecutor: TaskExecutor {
    private let queue: DispatchQueue

    package init(_ label: String) { queue = DispatchQueue(label: label, qos: .userInitiated) }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
