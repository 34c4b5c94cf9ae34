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

    private let pipe: LaunchPipe
    private let state = Mutex(State())
    // Unsafe: it is set up in `init`, and cancelled under the lock of `state`.
    private nonisolated(unsafe) let source: any DispatchSourceRead

    /// Makes the pipe.
    ///
    /// - Throws: ``SandboxError`` where it can't be made.
    init() throws(SandboxError) {
        let pipe = try LaunchPipe()
        self.pipe = pipe
        source = DispatchSource.makeReadSource(fileDescriptor: pipe.output)
        source.setEventHandler { [weak self] in _ = self?.known }
        // It stays open as long as it is looked at.
        source.setCancelHandler { withExtendedLifetime(pipe) {} }
        source.activate()
    }

    deinit { end() }

    /// Where bubblewrap opens it.
    var path: String { pipe.path }

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

    /// Listens no longer.
    func end() { state.withLock { stop(&$0) } }

    private func stop(_ state: inout State) {
        state.isOver = true
        source.cancel()
    }

    /// Takes what there is.
    private func take(_ state: inout State) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(pipe.output, &buffer, buffer.count)
        if count < 0, errno == EAGAIN || errno == EINTR { return }
        state.text += buffer[..<max(count, 0)]
        state.process = (try? JSON(state.text))?["child-pid"]?.integer.flatMap(Int32.init(exactly:))
        if count < 0 || state.process != nil { stop(&state) }
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
