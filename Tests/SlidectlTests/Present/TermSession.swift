import Glibc
import Host
import Ports
import SystemPackage
import TermUI
import Testing

/// The real `slidectl` at a terminal that the test plays.
final class TermSession {
    /// How the terminal behaves.
    enum Kind: String, CaseIterable, CustomTestStringConvertible {
        case normal
        /// Answers no question.
        case mute
        /// Takes few bytes at a time, and answers late.
        case slow
        /// Takes nothing at all for a while, again and again, and answers late.
        case stalling
        /// Answers with nonsense.
        case wrong

        var testDescription: String { rawValue }
    }

    private let pty: PseudoTerminal
    private let kind: Kind
    /// What is seen.
    private(set) var terminal: VirtualTerminal
    /// All that was printed.
    private(set) var printed: [UInt8] = []
    private var lateAnswers: [(due: ContinuousClock.Instant, bytes: [UInt8])] = []
    private var stallsUntil = ContinuousClock.now
    private var isEnded = false
    private(set) var code: Int?
    /// The modes of the line before the program came.
    private let modesBefore: LineModes?
    let start = ContinuousClock.now

    init(
        _ arguments: [String],
        columns: Int = 80,
        rows: Int = 24,
        kind: Kind = .normal,
        habits: VirtualTerminalHabits = VirtualTerminalHabits(),
        environment: [String: String] = [:],
        folder: FilePath = repository,
        program: String? = nil
    ) throws {
        var habits = habits
        if kind == .mute || kind == .wrong { habits.answers = false }
        self.kind = kind
        terminal = VirtualTerminal(TerminalSize(columns: columns, rows: rows), habits: habits)
        let variables = [
            "TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8",
        ].merging(environment) { $1 }
        let path = try program ?? Program.path()
        pty = try PseudoTerminal(
            FilePath(path),
            arguments: [path] + arguments,
            environment: variables.map { "\($0)=\($1)" },
            folder: folder,
            size: WindowSize(columns: columns, rows: rows)
        )
        modesBefore = pty.lineModes
        _ = terminal.feed("$ slidectl\r\n".utf8)
    }

    deinit {
        if code == nil {
            kill(pty.process, SIGKILL)
            _ = pty.waitForExit()
        }
    }

    /// The rows as they are seen.
    var rows: [String] { terminal.grid.rowsOfText }
    var text: String { rows.joined(separator: "\n") }

    func type(_ text: String) throws { try pty.write(text.utf8) }

    var process: Int32 { pty.process }

    func signal(_ number: Int32) { kill(pty.process, number) }

    /// Closes the terminal, as when its window is closed.
    func hangUp() {
        pty.close()
        isEnded = true
    }

    func resize(columns: Int, rows: Int) {
        terminal.resize(to: TerminalSize(columns: columns, rows: rows))
        pty.resize(to: WindowSize(columns: columns, rows: rows))
    }

    /// Plays the terminal until something is to be seen.
    func wait(
        for what: String,
        within limit: Duration = .seconds(20),
        until isTrue: (TermSession) -> Bool
    ) throws {
        let end = ContinuousClock.now + limit
        while !isTrue(self) {
            guard ContinuousClock.now < end, !isEnded else {
                throw Program.Failure(description: "no \(what) (\(kind)):\n\(text)")
            }
            pump()
        }
    }

    func wait(forText text: String, within limit: Duration = .seconds(20)) throws {
        try wait(for: text, within: limit) { $0.text.contains(text) }
    }

    /// Plays the terminal until the program has ended.
    @discardableResult
    func waitForEnd(within limit: Duration = .seconds(20)) throws -> Int {
        let end = ContinuousClock.now + limit
        while !isEnded {
            guard ContinuousClock.now < end else {
                throw Program.Failure(description: "no end (\(kind)):\n\(text)")
            }
            pump()
        }
        let code = pty.waitForExit()
        self.code = code
        return code
    }

    /// Whether the terminal is as it was: screen, cursor, modes, title, and the modes of the line.
    var isUsable: Bool {
        terminal.modes == [7, 25] && terminal.keyboardFlags.isEmpty && rows[0] == "$ slidectl"
            && terminal.title == "" && modesBefore != nil && pty.lineModes == modesBefore
    }

    private func pump() {
        sendLateAnswers()
        guard stallsUntil <= .now else {
            usleep(5_000)
            return
        }
        guard let bytes = pty.read(within: .milliseconds(10), upTo: kind == .slow ? 200 : 65_536) else {
            isEnded = true
            return
        }
        if kind == .slow, !bytes.isEmpty { usleep(2_000) }
        if kind == .stalling, !bytes.isEmpty { stallsUntil = .now + .milliseconds(300) }
        printed += bytes
        let answers = terminal.feed(bytes)
        switch kind {
        case .normal: try? pty.write(answers)
        case .mute: break
        case .slow, .stalling:
            if !answers.isEmpty { lateAnswers.append((.now + .milliseconds(400), answers)) }
        case .wrong where bytes.contains(UInt8(ascii: "n")):
            try? pty.write(
                "\u{1B}[999999;R\u{1B}[\u{1B}]11;rgb:zz/\u{7}\u{1B}[?c\u{1B}_Gi=x;\u{1B}\\\u{1B}[6;0;0t".utf8
            )
        case .wrong: break
        }
    }

    private func sendLateAnswers() {
        while let first = lateAnswers.first, first.due <= .now {
            lateAnswers.removeFirst()
            try? pty.write(first.bytes)
        }
    }
}
