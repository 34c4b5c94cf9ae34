import Dispatch
import Glibc
import Host
import Synchronization

/// Takes what a command prints on two pipes, and counts it.
final class OutputPipe: Sendable {
    let nothing: Int32
    let outputEnd: Int32
    let errorEnd: Int32
    private let sources: [(stream: CommandStream, descriptor: Int32)]
    private let limit: Int
    private let take: @Sendable (CommandStream, ArraySlice<UInt8>) -> Void
    private let state = Mutex<(isOver: Bool, waiting: CheckedContinuation<Void, Never>?)>((false, nil))

    init(
        limit: Int,
        _ take: @escaping @Sendable (CommandStream, ArraySlice<UInt8>) -> Void
    ) throws(SandboxError) {
        let (output, error): (PipeEnds, PipeEnds)
        do { (output, error) = try PipeEnds.two() } catch {
            throw SandboxError("no pipe can be made: \(error)")
        }
        nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        (outputEnd, errorEnd) = (output.input, error.input)
        sources = [(.output, output.output), (.error, error.output)]
        (self.limit, self.take) = (limit, take)
    }

    /// Begins to read; `onExcess` is called once when there is more than allowed, and the rest isn't passed on.
    func start(onExcess: @escaping @Sendable (Int) -> Void) {
        for end in [nothing, outputEnd, errorEnd] { close(end) }
        // Both in one thread: there is one for each command.
        DispatchQueue(label: "slidectl.output").async { [self] in
            copy(onExcess)
            for source in sources { close(source.descriptor) }
            let waiting = state.withLock { state in
                state.isOver = true
                return state.waiting
            }
            waiting?.resume()
        }
    }

    /// Waits until both pipes have ended.
    func drained() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if !state.isOver { state.waiting = continuation }
                return state.isOver
            }
            if isOver { continuation.resume() }
        }
    }

    func closeAll() { for end in [nothing, outputEnd, errorEnd] + sources.map(\.descriptor) { close(end) } }

    private func copy(_ onExcess: (Int) -> Void) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var total = 0
        var waiting = sources.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        while waiting.contains(where: { $0.fd >= 0 }) {
            guard poll(&waiting, nfds_t(waiting.count), -1) >= 0 else {
                if errno == EINTR { continue }
                return
            }
            for index in waiting.indices where waiting[index].revents != 0 {
                let count = read(waiting[index].fd, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    // What is negative isn't waited for.
                    waiting[index].fd = -1
                    continue
                }
                let room = max(limit - total, 0)
                if room > 0 { take(sources[index].stream, buffer[..<min(count, room)]) }
                if total <= limit, total + count > limit { onExcess(limit) }
                total += count
            }
        }
    }
}
