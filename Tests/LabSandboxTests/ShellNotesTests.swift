import Glibc
import Host
import LabSandbox
import Ports
import SystemPackage
import TermUI
import TestKit
import Testing

/// Notes beside a real bash on a pseudo terminal; what comes of it is looked at on a terminal's screen.
@Suite("Notes in a shell")
struct ShellNotesTests {
    @Test("At an empty prompt a note stands above the prompt, and typing goes on below it")
    func atPrompt() async throws {
        try await onThread {
            let shell = try NotedShell()
            defer { shell.end() }
            try shell.wait { $0.last == "work $" }
            shell.notes.say("✓ one")
            try shell.wait { $0 == ["✓ one", "work $"] }
            try shell.type("echo a b\r")
            try shell.wait { $0 == ["✓ one", "work $ echo a b", "a b", "work $"] }
            try shell.type("env | grep -c ^PS\r")
            try shell.wait { $0.suffix(2) == ["0", "work $"] }
        }
    }

    @Test("A line that is being typed is left alone; the note comes when it is entered")
    func whileTyping() async throws {
        try await onThread {
            let shell = try NotedShell()
            defer { shell.end() }
            try shell.wait { $0.last == "work $" }
            try shell.type("echo hal")
            try shell.wait { $0.last == "work $ echo hal" }
            shell.notes.say("✓ one")
            try shell.staysQuiet()
            #expect(shell.rows == ["work $ echo hal"])
            try shell.type("lo\r")
            try shell.wait { $0 == ["work $ echo hallo", "✓ one", "hallo", "work $"] }
        }
    }

    @Test("Between the lines of a program that only prints a note comes at once")
    func betweenLines() async throws {
        try await onThread {
            let shell = try NotedShell()
            defer { shell.end() }
            try shell.wait { $0.last == "work $" }
            try shell.type("echo ready; sleep 60\r")
            try shell.wait { $0.last == "ready" }
            shell.notes.say("✓ one")
            try shell.wait { $0.suffix(2) == ["ready", "✓ one"] }
            try shell.type("\u{3}")
            try shell.wait { $0.last == "work $" }
        }
    }

    /// The program goes on when its test says so, and is looked at before, however slow the machine is.
    ///
    /// Between its end and the shell's next line a note may come as well as after that line.
    @Test(
        "A program that has the screen, moves the cursor, reads keys or stands in a line is not disturbed",
        arguments: [
            ("full screen", "printf '\\e[?1049h\\e[2;3Hfull screen\\n'", "printf '\\e[?1049l'", []),
            ("two", "printf 'one\\ntwo\\n\\e[2A'", "printf '\\e[2B'", ["one", "two"]),
            ("keys", "stty -icanon; echo keys", "stty icanon", ["keys"]),
            ("in a line:", "printf 'in a line: '", "echo", ["in a line:"]),
            ("50%", "printf '50%%\\r'", "echo", ["50%"]),
        ]
    )
    func drawing(_ shown: String, _ start: String, _ end: String, _ left: [String]) async throws {
        try await withScratch { scratch in
            try await onThread { try draw(shown, start, end, left, in: scratch) }
        }
    }

    private func draw(
        _ shown: String,
        _ start: String,
        _ end: String,
        _ left: [String],
        in scratch: Scratch
    ) throws {
        let shell = try NotedShell(in: scratch.path)
        defer { shell.end() }
        try shell.wait { $0.last == "work $" }
        try shell.type("\(start); until [ -e go ]; do sleep 0.1; done; \(end); echo over\r")
        try shell.wait { rows in rows.contains { $0.trimmingPrefix { $0 == " " } == shown } }
        shell.notes.say("✓ one")
        try shell.staysQuiet()
        #expect(!shell.rows.contains { $0.contains("✓") }, "\(shell.rows)")
        try scratch.write("go", "")
        try shell.wait { $0.contains("over") && $0.contains("✓ one") && $0.last == "work $" }
        let rows = shell.rows
        let others = rows.dropFirst().filter { $0 != "✓ one" }
        #expect(others == left + ["over", "work $"], "\(rows)")
    }

    @Test("What programs print is shown byte for byte, whatever it looks like")
    func changesNothing() {
        let notes = ShellNotes(terminal: "xterm")
        let texts = [
            "\u{1B}]slidectl;X\u{7}", "\u{1B}]0;title\u{7}", "a\u{1B}\u{1B}[1mb", "\u{1B}]slide", "x",
        ]
        let printed = texts.flatMap { Array($0.utf8) }
        for size in 1...7 {
            var shown: [UInt8] = []
            for start in stride(from: 0, to: printed.count, by: size) {
                shown += notes.shown(Array(printed[start..<min(start + size, printed.count)]))
            }
            #expect(shown == printed)
        }
    }
}

/// Bash on a pseudo terminal, with notes placed as a relay places them.
private final class NotedShell {
    let notes = ShellNotes(terminal: "xterm")
    private let terminal: PseudoTerminal
    private var screen = VirtualTerminal(TerminalSize(columns: 140, rows: 30))

    init(in folder: FilePath = "/") throws {
        let variables = ["TERM": "xterm", "PATH": "/usr/bin:/bin", "HOME": "/", "LANG": "C.UTF-8"]
            .merging(notes.environment) { $1 }
        // The prompt names the folder; `work` is there only for that.
        terminal = try PseudoTerminal(
            FilePath("/bin/bash"),
            arguments: ["bash", "--norc", "--noprofile", "-i"],
            environment: variables.map { "\($0.key)=\($0.value)" }
                .map { $0.replacing("\\W", with: "work").replacing("\\$ ", with: "$ ") },
            folder: folder,
            size: WindowSize(columns: 140, rows: 30)
        )
    }

    /// The rows that have text, without the blanks at their ends.
    var rows: [String] {
        screen.grid.rowsOfText.map { row in
            String(row.reversed().drop { $0.isWhitespace }.reversed())
        }.filter { !$0.isEmpty }
    }

    func type(_ text: String) throws { try terminal.write(Array(text.utf8)) }

    func wait(_ isTrue: ([String]) -> Bool) throws {
        let end = ContinuousClock.now + .seconds(20)
        while !isTrue(rows) {
            guard ContinuousClock.now < end else { throw Unseen(rows: rows) }
            try play()
        }
    }

    /// Plays on for longer than a relay waits before it writes.
    func staysQuiet() throws {
        for _ in 0..<4 { try play() }
    }

    private func play() throws {
        guard let bytes = terminal.read(within: .milliseconds(150)) else { throw Unseen(rows: rows) }
        let isInLines = terminal.lineModes?.isInLines == true
        let shown = bytes.isEmpty ? notes.whileQuiet(isInLines: isInLines) : notes.shown(bytes)
        _ = screen.feed(shown)
    }

    func end() {
        kill(terminal.process, SIGKILL)
        _ = terminal.waitForExit()
        terminal.close()
    }

    struct Unseen: Error { let rows: [String] }
}
