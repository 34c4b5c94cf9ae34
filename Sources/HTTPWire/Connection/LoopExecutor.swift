import NIOCore

/// Runs tasks on the loop of a connection: passing bytes on needs no other thread, and waking one costs more than the bytes do.
///
/// For tasks that only wait and pass on; what computes would keep the loop's other connections waiting.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
