import Foundation
import SystemPackage
import TestKit
import Testing

/// A student's shell on a real pseudo terminal and a real engine.
@Suite(
    "The shell of a lab",
    .serialized,
    .enabled(if: LabEngine.isThere, "no engine for tests: scripts/test-engine start")
)
struct LabShellTests {
    @Test("Tasks are ticked as they are done, and a reset gives one its start again", .timeLimit(.minutes(5)))
    func ticksAndReset() async throws {
        try await withScratch { scratch in
            let deck = try LabDeck(scratch)
            try await onOwnThread { try Self.work(in: deck) }
            #expect(deck.sessions.isEmpty, "all of it is gone with the shell")
        }
    }

    private static func work(in deck: LabDeck) throws {
        let shell = try TermSession(
            ["lab", "shell", deck.path] + LabDeck.engine,
            columns: 100,
            rows: 40,
            environment: deck.environment
        )
        try shell.wait(forText: "work $", within: .seconds(60))
        for text in ["a  Boxes", "store", "container $box running", "lab reset"] {
            #expect(shell.text.contains(text), "\(text)\n\(shell.text)")
        }
        try shell.type("cat greeting.txt\r")
        try shell.wait(forText: "\nhello")

        // Nothing is typed after the command: the tick comes by itself, and the prompt stands below it.
        try shell.type("docker volume create store\r")
        try shell.wait(forText: "✓ store  1 of 3", within: .seconds(20))
        try shell.wait(for: "a prompt below the tick") { last($0) == "work $" }

        // While an editor has the screen, the tick waits.
        try shell.type(
            "docker run -d --name box --stop-signal KILL busybox sleep 600 >/dev/null"
                + "; printf '\\e[?1049h\\e[2J\\e[Hfull'; sleep 3; printf '\\e[?1049l'\r"
        )
        try shell.wait(for: "the full screen", within: .seconds(60)) { $0.rows[0].hasPrefix("full") }
        try shell.wait(for: "the shell's screen") { !$0.rows[0].hasPrefix("full") && checkFull($0) }
        try shell.wait(forText: "✓ box  2 of 3", within: .seconds(20))

        // A file that isn't the lecture's, and a thing of a later step's.
        try shell.type("echo mine > mine.txt; docker volume create extra\r")
        try shell.wait(forText: "\nextra")
        let reset = try Program.run(
            ["lab", "reset", deck.path, "box"],
            in: deck.scratch.path,
            environment: deck.environment
        )
        #expect(reset.code == 0, "\(reset.output)\(reset.error)")
        #expect(reset.output == "box has its start again\n")
        try shell.wait(forText: "↺ box has its start again")
        try shell.type("clear; docker ps -aq | wc -l; docker volume ls -q; ls\r")
        try shell.wait(for: "what is left", within: .seconds(30)) {
            last($0) == "work $" && $0.rows.contains { $0.hasPrefix("greeting.txt") }
        }
        let left = shell.rows.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        #expect(Array(left.suffix(4)) == ["0", "store", "greeting.txt", "work $"], "\(shell.text)")

        try shell.type("docker run -d --name box --stop-signal KILL busybox sleep 600\r")
        try shell.wait(forText: "✓ box  2 of 3", within: .seconds(30))
        try shell.type("docker rm -f box\r")
        try shell.wait(forText: "✓ gone  3 of 3", within: .seconds(20))

        let stranger = try Program.run(
            ["lab", "reset", deck.path, "nosuch"],
            in: deck.scratch.path,
            environment: deck.environment
        )
        #expect(stranger.code == 2)
        #expect(stranger.error.contains("no open shell has a step nosuch"))

        try shell.type("exit\r")
        #expect(try shell.waitForEnd(within: .seconds(60)) == 0)
        #expect(shell.text.contains("3 of 3 tasks are ticked"))
    }

    /// No tick may have been written on the full screen.
    private static func checkFull(_ shell: TermSession) -> Bool {
        let printed = String(decoding: shell.printed, as: UTF8.self)
        guard let start = printed.range(of: "\u{1B}[?1049h", options: .backwards),
            let end = printed.range(of: "\u{1B}[?1049l", options: .backwards),
            start.upperBound < end.lowerBound
        else { return false }
        #expect(!printed[start.upperBound..<end.lowerBound].contains("✓"))
        return true
    }

    private static func last(_ shell: TermSession) -> String? {
        shell.rows.map { $0.trimmingCharacters(in: .whitespaces) }.last { !$0.isEmpty }
    }
}

@Suite("The shell of a lab without a terminal")
struct LabShellRefusalTests {
    @Test("Without a terminal it is said what to use instead")
    func noTerminal() async throws {
        try await withScratch { scratch in
            let deck = try LabDeck(scratch)
            let result = try Program.run(["lab", "shell", deck.path], in: scratch.path)
            #expect(result.code == 2)
            #expect(
                result.error
                    == "slidectl: a shell needs a terminal; `slidectl lab run` runs answers without one\n"
            )
        }
    }

    @Test("A reset without an open shell says how to open one")
    func noShell() async throws {
        try await withScratch { scratch in
            let deck = try LabDeck(scratch)
            let result = try Program.run(
                ["lab", "reset", "deck.slide", "box"],
                in: scratch.path,
                environment: deck.environment
            )
            #expect(result.code == 2)
            #expect(result.error.contains("slidectl lab shell deck.slide opens one"), "\(result.error)")
        }
    }
}
