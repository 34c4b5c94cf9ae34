import CTerm
import Dispatch
import Glibc
import Ports
import Synchronization
import SystemPackage

/// Shows a program's terminal in ours: keys go in as they are pressed, what is printed comes out.
///
/// The program never has our own terminal, so it can't type into it.
package final class TerminalRelay: Sendable {
    private let program = Mutex<Int32>(0)
    private let limit: Int
    private let excess = Mutex(false)
    private let overlay: (any TerminalOverlay)?
    /// Nothing printed for so many milliseconds is a moment in which an overlay may write.
    private static let quiet: Int32 = 150

    /// Makes a relay; a program that prints more bytes than the limit is ended.
    package init(limit: Int, overlay: (any TerminalOverlay)? = nil) {
        (self.limit, self.overlay) = (limit, overlay)
    }

    /// Whether the program was ended because it printed too much.
    package var hasPrintedTooMuch: Bool { excess.withLock(\.self) }

    /// Runs a program until it ends; our terminal is as it was then.
    ///
    /// - Returns: Its exit code.
    package func run(_ path: String, _ arguments: [String]) async throws -> Int {
        try await withCheckedThrowingContinuation { continuation in
            // One thread starts the program, relays and waits: what dies with its parent dies with this thread.
            DispatchQueue(label: "slidectl.terminal").async { [self] in
                continuation.resume(with: Result { try relay(path, arguments) })
            }
        }
    }

    /// Ends the program.
    package func end() {
        let process = program.withLock { $0 }
        if process > 0 { kill(process, SIGKILL) }
    }

    private func relay(_ path: String, _ arguments: [String]) throws -> Int {
        let terminal = try PseudoTerminal(
            FilePath(path),
            arguments: [path] + arguments,
            environment: [],
            size: Self.windowSize
        )
        program.withLock { $0 = terminal.process }
        defer { terminal.close() }
        var before = termios()
        let isTerminal = tcgetattr(STDIN_FILENO, &before) == 0
        if isTerminal {
            var raw = before
            cfmakeraw(&raw)
            tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        }
        let resizes = try SelfPipe()
        _ = cterm_watch(SIGWINCH, resizes.input)
        // A byte in the pipe only makes the loop look up: the size is read anew, and the overlay is asked.
        let wake = resizes.input
        overlay?.onNews {
            var byte: UInt8 = 0
            _ = write(wake, &byte, 1)
        }
        copy(terminal, resizes.output)
        overlay?.onNews(nil)
        _ = cterm_unwatch(SIGWINCH)
        if isTerminal { tcsetattr(STDIN_FILENO, TCSADRAIN, &before) }
        let status = terminal.waitForExit()
        program.withLock { $0 = 0 }
        return status
    }

    private func copy(_ terminal: PseudoTerminal, _ resizes: Int32) {
        var takesInput = true
        var printed = 0
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            var waiting = [
                pollfd(fd: terminal.descriptor.rawValue, events: Int16(POLLIN), revents: 0),
                pollfd(fd: resizes, events: Int16(POLLIN), revents: 0),
                pollfd(fd: takesInput ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&waiting, 3, overlay?.isWaiting == true ? Self.quiet : -1)
            guard ready >= 0 || errno == EINTR else { return }
            if ready == 0 { addOverlay(terminal) }
            if waiting[1].revents != 0 {
                _ = read(resizes, &buffer, buffer.count)
                terminal.resize(to: Self.windowSize)
            }
            if waiting[0].revents != 0 {
                guard let bytes = terminal.read(within: .zero) else { return }
                let kept = Array(bytes.prefix(limit - printed))
                StreamSocket.writeAll((overlay?.shown(kept) ?? kept)[...], to: STDOUT_FILENO)
                printed += bytes.count
                if printed > limit {
                    excess.withLock { $0 = true }
                    end()
                    return
                }
            }
            if waiting[2].revents != 0 {
                let count = read(STDIN_FILENO, &buffer, buffer.count)
                takesInput = count > 0
                // The end of a file is what Ctrl-D is on a terminal.
                let typed = count > 0 ? Array(buffer[..<count]) : [4]
                guard (try? terminal.write(typed)) != nil else { continue }
            }
        }
    }

    private func addOverlay(_ terminal: PseudoTerminal) {
        let isInLines = terminal.lineModes?.isInLines == true
        guard let bytes = overlay?.whileQuiet(isInLines: isInLines), !bytes.isEmpty else { return }
        StreamSocket.writeAll(bytes[...], to: STDOUT_FILENO)
    }

    private static var windowSize: WindowSize {
        var (columns, rows, width, height): (UInt16, UInt16, UInt16, UInt16) = (0, 0, 0, 0)
        guard cterm_size(STDIN_FILENO, &columns, &rows, &width, &height) == 0, columns > 0 else {
            return WindowSize(columns: 80, rows: 24)
        }
        return WindowSize(
            columns: Int(columns),
            rows: Int(rows),
            pixelWidth: Int(width),
            pixelHeight: Int(height)
        )
    }
}
