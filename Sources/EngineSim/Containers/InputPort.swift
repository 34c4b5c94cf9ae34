import SimShell
import Synchronization

/// Where attached clients write a container's standard input; each run of the main process has a pipe of its own.
final class InputPort: Sendable {
    private let pipe = Mutex(BytePipe())

    /// What the main process reads.
    var source: any ByteSource { pipe.withLock { $0 } }

    /// Sends bytes to the run that is, or the next one.
    func send(_ bytes: [UInt8]) async {
        let pipe = pipe.withLock { $0 }
        try? await pipe.write(bytes)
    }

    /// Ends the input.
    func finish() { pipe.withLock { $0 }.closeWriting() }

    /// Makes a pipe for the next run.
    func renew() {
        let old = pipe.withLock { pipe in
            defer { pipe = BytePipe() }
            return pipe
        }
        old.closeReading()
        old.closeWriting()
    }
}
