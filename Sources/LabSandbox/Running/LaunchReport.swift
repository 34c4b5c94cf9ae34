import Dispatch
import EngineAPI
import Glibc
import Synchronization

/// What bubblewrap says when it has made a command's namespaces: which process is the command's first.
///
/// It says so on a pipe; asking again and again whether a file has it would be most of what starting a command costs us.
final class LaunchReport: Sendable {
    private struct State {
        var text: [UInt8] = []
        var process: Int32?
        /// Whether nothing more is read.
        var isOver = false
        var callers = 0
        var waiting: [Int: CheckedContinuation<Int32?, Never>] = [:]
    }

    /// The pipe, which bubblewrap opens by its path.
    let path: String
    private let descriptor: Int32
    private let state = Mutex(State())
    // Unsafe: it is set up in `init`, and cancelled under the lock of `state`.
    private nonisolated(unsafe) let source: any DispatchSourceRead

    /// Makes the pipe.
    ///
    /// - Throws: ``SandboxError`` where it can't be made.
    init(at path: String) throws(SandboxError) {
        self.path = path
        // There before the other side, and without waiting for it: whoever opens the other end waits for this one.
        guard mkfifo(path, 0o600) == 0, case let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC),
            descriptor >= 0
        else { throw SandboxError("\(path) can't be made: \(String(cString: strerror(errno)))") }
        self.descriptor = descriptor
        source = DispatchSource.makeReadSource(fileDescriptor: descriptor)
        source.setEventHandler { [weak self] in _ = self?.known }
        source.setCancelHandler { close(descriptor) }
        source.activate()
    }

    deinit { state.withLock { stop(&$0) } }

    /// The command's first process; nil as long as it isn't known.
    var known: Int32? {
        let (process, waiting) = state.withLock { state in
            if !state.isOver { take(&state) }
            defer { if state.process != nil { state.waiting = [:] } }
            return (state.process, state.waiting.values)
        }
        if let process { for continuation in waiting { continuation.resume(returning: process) } }
        return process
    }

    /// Listens no longer, and takes the pipe away.
    func end() {
        state.withLock { stop(&$0) }
        unlink(path)
    }

    private func stop(_ state: inout State) {
        state.isOver = true
        source.cancel()
    }

    /// Takes what there is, to the end of the pipe or to the process.
    private func take(_ state: inout State) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor, &buffer, buffer.count)
        if count < 0, errno == EAGAIN || errno == EINTR { return }
        state.text += buffer[..<max(count, 0)]
        state.process = (try? JSON(state.text))?["child-pid"]?.integer.flatMap(Int32.init(exactly:))
        if count <= 0 || state.process != nil { stop(&state) }
    }

    /// The command's first process, as soon as it is known.
    ///
    /// - Throws: ``CancellationError`` where the task is cancelled before.
    func process() async throws -> Int32 {
        let caller = state.withLock { state in
            state.callers += 1
            return state.callers
        }
        let process = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (known, isOver) = state.withLock { state in
                    let isOver = state.process != nil || Task.isCancelled
                    if !isOver { state.waiting[caller] = continuation }
                    return (state.process, isOver)
                }
                if isOver { continuation.resume(returning: known) }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: caller) }?.resume(returning: nil)
        }
        guard let process else { throw CancellationError() }
        return process
    }
}
