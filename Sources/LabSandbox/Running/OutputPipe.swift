import Dispatch
import Glibc
import Synchronization

/// Takes what a command prints on two pipes, and counts it.
final class OutputPipe: Sendable {
    let nothing: Int32
    let outputEnd: Int32
    let errorEnd: Int32
    private let sources: [(stream: CommandStream, descriptor: Int32)]
    private let limit: Int
    private let take: @Sendable (CommandStream, ArraySlice<UInt8>) -> Void
    private let state = Mutex<(count: Int, open: Int, waiting: CheckedContinuation<Void, Never>?)>(
        (0, 2, nil)
    )

    init(
        limit: Int,
        _ take: @escaping @Sendable (CommandStream, ArraySlice<UInt8>) -> Void
    ) throws(SandboxError) {
        var ends: [Int32] = []
        for _ in 0..<2 {
            var pair: [Int32] = [-1, -1]
            guard pipe(&pair) == 0 else { throw SandboxError("there are no descriptors left") }
            for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            ends += pair
        }
        nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        (outputEnd, errorEnd) = (ends[1], ends[3])
        sources = [(.output, ends[0]), (.error, ends[2])]
        (self.limit, self.take) = (limit, take)
    }

    /// Begins to read; `onExcess` is called once when there is more than allowed, and the rest isn't passed on.
    func start(onExcess: @escaping @Sendable (Int) -> Void) {
        for end in [nothing, outputEnd, errorEnd] { close(end) }
        for (stream, descriptor) in sources {
            DispatchQueue(label: "slidectl.output").async { [self] in
                read(stream, descriptor, onExcess)
                close(descriptor)
                let waiting = state.withLock { state in
                    state.open -= 1
                    return state.open == 0 ? state.waiting : nil
                }
                waiting?.resume()
            }
        }
    }

    /// Waits until both pipes have ended.
    func drained() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.open > 0 { state.waiting = continuation }
                return state.open == 0
            }
            if isOver { continuation.resume() }
        }
    }

    func closeAll() { for end in [nothing, outputEnd, errorEnd] + sources.map(\.descriptor) { close(end) } }

    private func read(_ stream: CommandStream, _ descriptor: Int32, _ onExcess: (Int) -> Void) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            let before = state.withLock { state in
                defer { state.count += count }
                return state.count
            }
            let room = max(limit - before, 0)
            if room > 0 { take(stream, buffer[..<min(count, room)]) }
            if before <= limit, before + count > limit { onExcess(limit) }
        }
    }
}
