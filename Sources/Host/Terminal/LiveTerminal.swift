import CTerm
import Glibc
package import Ports
import Synchronization
import SystemPackage

/// The terminal that the process was started in.
package final class LiveTerminal: Terminal {
    private struct State: Sendable {
        var modes: termios?
        var restoring: [UInt8] = []
        var backlog: [UInt8] = []
    }

    /// Open for us alone, so that not to block is nobody else's business.
    private let descriptor: CInt
    private let signals: SelfPipe
    private let wakes: SelfPipe
    private let state = Mutex(State())
    private static let watched = [SIGWINCH, SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT]

    /// Opens the process's terminal.
    ///
    /// - Throws: ``TerminalError/noTerminal`` where standard output isn't one.
    package init() throws(TerminalError) {
        guard isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
        var descriptor = open("/dev/tty", O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        if descriptor < 0, isatty(STDIN_FILENO) == 1, let name = ttyname(STDIN_FILENO) {
            descriptor = open(name, O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        }
        guard descriptor >= 0 else { throw .noTerminal }
        self.descriptor = descriptor
        signals = try SelfPipe()
        wakes = try SelfPipe()
    }

    deinit { close(descriptor) }

    package var windowSize: WindowSize? {
        var (columns, rows, width, height): (UInt16, UInt16, UInt16, UInt16) = (0, 0, 0, 0)
        guard cterm_size(descriptor, &columns, &rows, &width, &height) == 0, columns > 0, rows > 0 else {
            return nil
        }
        return WindowSize(
            columns: Int(columns),
            rows: Int(rows),
            pixelWidth: Int(width),
            pixelHeight: Int(height)
        )
    }

    package var isBusy: Bool { state.withLock { !$0.backlog.isEmpty } }

    package func enter(restoring: [UInt8]) throws(TerminalError) {
        var modes = termios()
        guard tcgetattr(descriptor, &modes) == 0 else { throw .failed("\(Errno(rawValue: errno))") }
        for signal in Self.watched { cterm_watch(signal, signals.input) }
        guard cterm_guard(descriptor, &modes, restoring, restoring.count) == 0 else {
            throw .failed("the crash guard can't be set: \(Errno(rawValue: errno))")
        }
        var raw = modes
        cfmakeraw(&raw)
        guard tcsetattr(descriptor, TCSANOW, &raw) == 0 else { throw .failed("\(Errno(rawValue: errno))") }
        state.withLock {
            $0.modes = modes
            $0.restoring = restoring
        }
    }

    package func leave(droppingInput dropsInput: Bool) {
        guard var modes = state.withLock({ $0.modes }) else { return }
        write(state.withLock { $0.restoring })
        drain(for: .milliseconds(500))
        tcsetattr(descriptor, dropsInput ? TCSAFLUSH : TCSADRAIN, &modes)
        cterm_unguard()
        for signal in Self.watched { cterm_unwatch(signal) }
        state.withLock {
            $0.modes = nil
            $0.backlog = []
        }
    }

    package func stopProcess() throws(TerminalError) {
        let restoring = state.withLock { $0.restoring }
        leave(droppingInput: true)
        cterm_watch(SIGCONT, signals.input)
        _ = signals.take()
        // The whole group, as the terminal does it: whoever waits for a script waits for us, too.
        kill(0, SIGTSTP)
        awaitResumption()
        try enter(restoring: restoring)
    }

    package func write(_ bytes: [UInt8]) {
        state.withLock { $0.backlog += bytes }
        flush()
    }

    package func wake() { wakes.tell() }

    package func wait(until deadline: ContinuousClock.Instant?) -> [TerminalHappening] {
        let wantsOutput = isBusy
        var polls = [
            pollfd(fd: descriptor, events: Int16(POLLIN | (wantsOutput ? POLLOUT : 0)), revents: 0),
            pollfd(fd: signals.output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wakes.output, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&polls, nfds_t(polls.count), milliseconds(until: deadline))
        if count == 0 { return [.timeout] }
        guard count > 0 else { return [] }
        var happenings = polls[1].revents == 0 ? [] : signals.take().compactMap(Self.happening)
        if polls[2].revents != 0 {
            _ = wakes.take()
            happenings.append(.woken)
        }
        let terminal = CInt(polls[0].revents)
        if terminal & POLLOUT != 0 {
            flush()
            if !isBusy { happenings.append(.drained) }
        }
        if terminal & POLLIN != 0 {
            happenings.append(readInput())
        } else if terminal & (POLLHUP | POLLERR | POLLNVAL) != 0 {
            happenings.append(.closed)
        }
        return happenings
    }

    /// The signal may reach another thread first; and it stops nobody where no shell could let it go on.
    private func awaitResumption() {
        let deadline = ContinuousClock.now + .milliseconds(250)
        while !signals.take().contains(UInt8(SIGCONT)), ContinuousClock.now < deadline {
            var waiting = pollfd(fd: signals.output, events: Int16(POLLIN), revents: 0)
            poll(&waiting, 1, milliseconds(until: deadline))
        }
    }

    private func readInput() -> TerminalHappening {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor, &buffer, buffer.count)
        if count > 0 { return .input(Array(buffer[..<count])) }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? .input([]) : .closed
    }

    /// Writes as much as the terminal takes.
    private func flush() {
        state.withLock { state in
            while !state.backlog.isEmpty {
                let count = Glibc.write(descriptor, state.backlog, state.backlog.count)
                if count > 0 {
                    state.backlog.removeFirst(count)
                } else if count < 0, errno == EINTR {
                    continue
                } else {
                    // A terminal that is gone takes nothing ever again.
                    if count < 0, errno != EAGAIN { state.backlog = [] }
                    return
                }
            }
        }
    }

    private func drain(for limit: Duration) {
        let deadline = ContinuousClock.now + limit
        while isBusy, ContinuousClock.now < deadline {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard poll(&waiting, 1, milliseconds(until: deadline)) > 0 else { continue }
            guard CInt(waiting.revents) & (POLLHUP | POLLERR) == 0 else { return }
            flush()
        }
    }

    private func milliseconds(until deadline: ContinuousClock.Instant?) -> CInt {
        guard let deadline else { return -1 }
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { return 0 }
        // Rounded up: to wake before the deadline would be to wake twice.
        return CInt(
            clamping: left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1
        )
    }

    private static func happening(_ signal: UInt8) -> TerminalHappening? {
        switch CInt(signal) {
        case SIGWINCH: .resized
        case SIGTERM, SIGINT: .interrupted(signal: Int(signal))
        case SIGHUP: .closed
        case SIGTSTP: .suspended
        case SIGCONT: .resumed
        default: nil
        }
    }
}
