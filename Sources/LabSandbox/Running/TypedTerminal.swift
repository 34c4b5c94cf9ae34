import Dispatch
import Glibc
import Host
import Ports
import Synchronization
import SystemPackage
import TermUI

/// A program on a terminal in memory, on which lines are typed as a patient person does: after an answer has come.
final class TypedTerminal: Sendable {
    /// What the terminal showed, from the first line to the last, and how the program ended.
    struct Result: Sendable {
        var status: Int
        var lines: [String]
        /// Whether it printed more than allowed, and was ended for that.
        var isTooMuch: Bool
    }

    static let size = WindowSize(columns: 120, rows: 40)
    /// Nothing new for so long is an answer.
    private static let quiet = Duration.milliseconds(300)
    /// How long a first sign of life may take before something is typed anyway.
    private static let patience = Duration.seconds(5)
    /// How long it may be silent after the end of input before it is interrupted, and again before it is ended.
    private static let farewell = Duration.seconds(10)

    private let typed: [String]
    private let limit: Int
    private let program = Mutex<Int32>(0)

    init(typed: [String], limit: Int) { (self.typed, self.limit) = (typed, limit) }

    /// Runs a program until it ends.
    func run(_ path: String, _ arguments: [String]) async throws(SandboxError) -> Result {
        let result = await withCheckedContinuation { continuation in
            // One thread starts the program and waits for it: what dies with its parent dies with this thread.
            DispatchQueue(label: "slidectl.typed").async { [self] in
                continuation.resume(returning: Swift.Result { try converse(path, arguments) })
            }
        }
        do { return try result.get() } catch { throw SandboxError("\(error)") }
    }

    /// Ends the program.
    func end() {
        let process = program.withLock { $0 }
        if process > 0 { kill(process, SIGKILL) }
    }

    private func converse(_ path: String, _ arguments: [String]) throws -> Result {
        let terminal = try PseudoTerminal(
            FilePath(path),
            arguments: [path] + arguments,
            environment: [],
            size: Self.size
        )
        program.withLock { $0 = terminal.process }
        defer { terminal.close() }
        var screen = VirtualTerminal(TerminalSize(columns: Self.size.columns, rows: Self.size.rows))
        screen.keepsScrollback = true
        var script = typed.map { Array($0.utf8) + [13] }[...]
        // Ctrl-D, then Ctrl-C: a program that was told everything and is still there is asked to go.
        var farewells: [[UInt8]] = [[4], [3]]
        var count = 0
        let clock = ContinuousClock()
        var last = clock.now
        var hasAnswered = false
        while true {
            guard let bytes = terminal.read(within: Self.quiet) else { break }
            if !bytes.isEmpty {
                count += bytes.count
                let answer = screen.feed(bytes)
                if !answer.isEmpty { try? terminal.write(answer) }
                hasAnswered = true
                last = clock.now
                if count > limit { break }
                continue
            }
            let silence = last.duration(to: clock.now)
            if let line = script.first {
                guard hasAnswered || silence > Self.patience else { continue }
                script.removeFirst()
                guard (try? terminal.write(line)) != nil else { break }
                hasAnswered = false
                last = clock.now
            } else if silence > (farewells.count == 2 && hasAnswered ? Self.quiet : Self.farewell) {
                guard !farewells.isEmpty else { break }
                guard (try? terminal.write(farewells.removeFirst())) != nil else { break }
                last = clock.now
            }
        }
        if count > limit || (script.isEmpty && farewells.isEmpty) { end() }
        terminal.close()
        let status = terminal.waitForExit()
        program.withLock { $0 = 0 }
        return Result(status: status, lines: Self.lines(of: screen), isTooMuch: count > limit)
    }

    private static func lines(of screen: VirtualTerminal) -> [String] {
        var lines = screen.scrollback + screen.grid.rowsOfText
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        return lines
    }
}
