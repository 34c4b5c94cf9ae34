import Foundation
import SystemPackage
import TestKit
import Testing

import TermUI

/// `slidectl present` at terminals of several kinds.
@Suite(.serialized)
struct PresentTests {
    private static let deck = """
        # Talk
        A subtitle

        Someone

        ## First

        - apple
        - berry

        : Say hello to the fruit

        ## Second

        Wide: 漢字 and 👨‍👩‍👧

        ## Third

        The end

        """

    private func session(
        _ scratch: Scratch,
        _ more: [String] = [],
        kind: TermSession.Kind = .normal,
        habits: VirtualTerminalHabits = VirtualTerminalHabits(),
        environment: [String: String] = [:]
    ) throws -> TermSession {
        if (try? scratch.read("talk.slide")) == nil { try scratch.write("talk.slide", Self.deck) }
        return try TermSession(
            ["present", "talk.slide"] + more,
            kind: kind,
            habits: habits,
            environment: ["XDG_RUNTIME_DIR": scratch.path.string].merging(environment) { $1 },
            folder: scratch.path
        )
    }

    @Test(arguments: TermSession.Kind.allCases)
    func walksAndLeavesTheTerminalAsItWas(_ kind: TermSession.Kind) async throws {
        try await withScratch { scratch in
            let session = try session(scratch, kind: kind)
            try session.wait(forText: "A subtitle")
            #expect(session.terminal.modes.contains(1049))
            #expect(session.terminal.title.contains("Talk"))
            try session.type(" ")
            try session.wait(forText: "berry")
            try session.type("\u{1B}[C")
            try session.wait(forText: "漢字")
            try session.type("h")
            try session.wait(forText: "apple")
            try session.type("4\r")
            try session.wait(forText: "The end")
            try session.type("q")
            #expect(try session.waitForEnd() == 0)
            #expect(session.isUsable)
        }
    }

    @Test func drawsBeforeATerminalAnswers() async throws {
        try await withScratch { scratch in
            let session = try session(scratch, kind: .mute)
            try session.wait(forText: "A subtitle")
            // Far less than the time in which answers are waited for, even on a busy machine.
            let printed = String(decoding: session.printed, as: UTF8.self)
            let slide = try #require(printed.firstRange(of: "subtitle"))
            let question = try #require(printed.firstRange(of: "\u{1B}[c"))
            #expect(question.upperBound < slide.lowerBound)
            try session.type("q")
            #expect(try session.waitForEnd() == 0)
        }
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGTRAP, SIGFPE])
    func restoresTheTerminalWhenASignalEndsIt(_ signal: Int32) async throws {
        try await withScratch { scratch in
            var habits = VirtualTerminalHabits()
            habits.kittyKeyboard = true
            let session = try session(scratch, habits: habits)
            try session.wait(forText: "A subtitle")
            try session.wait(for: "kitty's keyboard") { $0.terminal.keyboardFlags == [1] }
            session.signal(signal)
            #expect(try session.waitForEnd() == 128 + Int(signal))
            #expect(session.isUsable)
        }
    }

    @Test(.enabled(if: access("/usr/bin/prlimit", X_OK) == 0, "prlimit isn't installed"))
    func restoresTheTerminalWhenItCrashes() async throws {
        try await withScratch { scratch in
            let session = try session(scratch)
            try session.wait(forText: "A subtitle")
            // No memory, and a screen that needs much: the fault is in the process, not a signal from outside.
            let limit = Process()
            limit.executableURL = URL(filePath: "/usr/bin/prlimit")
            limit.arguments = ["--pid", "\(session.process)", "--as=1048576"]
            try limit.run()
            limit.waitUntilExit()
            session.resize(columns: 1_000, rows: 1_000)
            #expect(try session.waitForEnd() > 128)
            #expect(session.isUsable)
        }
    }

    @Test(arguments: ["\u{3}", "\u{1B}[99;5u"])
    func saysThatItWasInterrupted(_ key: String) async throws {
        try await withScratch { scratch in
            let session = try session(scratch)
            try session.wait(forText: "A subtitle")
            try session.type(key)
            #expect(try session.waitForEnd() == 130)
            #expect(session.isUsable)
        }
    }

    @Test func endsWithTheTerminal() async throws {
        try await withScratch { scratch in
            let session = try session(scratch)
            try session.wait(forText: "A subtitle")
            session.hangUp()
            #expect(try session.waitForEnd() != 0)
        }
    }

    @Test func laysOutAnewWhenTheWindowChanges() async throws {
        try await withScratch { scratch in
            let session = try session(scratch)
            try session.wait(forText: "A subtitle")
            try session.type("l")
            try session.wait(forText: "berry")
            session.resize(columns: 100, rows: 30)
            try session.wait(for: "a footer in row 30") { $0.rows[29].contains("2/4") }
            session.resize(columns: 40, rows: 10)
            try session.wait(for: "a footer in row 10") { $0.rows[9].contains("2/4") }
            #expect(session.text.contains("berry"))
            try session.type("q")
            #expect(try session.waitForEnd() == 0)
        }
    }

    @Test func followsSaves() async throws {
        try await withScratch { scratch in
            let session = try session(scratch)
            try session.wait(forText: "A subtitle")
            try session.type("2\r")
            try session.wait(forText: "berry")
            try scratch.write("talk.slide", Self.deck.replacing("berry", with: "cherry"))
            try session.wait(forText: "cherry")
            try scratch.write("talk.slide", Self.deck.replacing("- berry", with: "- berry\n\n.nope"))
            try session.wait(forText: "error")
            try scratch.write("talk.slide", Self.deck.replacing("berry", with: "grape"))
            try session.wait(for: "the slide again") {
                $0.text.contains("grape") && !$0.text.contains("error")
            }
            try session.type("q")
            #expect(try session.waitForEnd() == 0)
        }
    }

    @Test func takesKeysFromTheSettings() async throws {
        try await withScratch { scratch in
            try scratch.write("slidectl.yaml", "present:\n  keys:\n    next: [x, f8]\n    quit: ctrl-q\n")
            let session = try session(scratch)
            try session.wait(forText: "A subtitle")
            try session.type("q x")
            try session.wait(forText: "berry")
            try session.type("\u{1B}[19~")
            try session.wait(forText: "漢字")
            try session.type("\u{11}")
            #expect(try session.waitForEnd() == 0)
        }
    }

    @Test func letsTheSpeakersWindowFollowAndDrive() async throws {
        try await withScratch { scratch in
            let notes = try session(scratch, ["--notes", "--minutes", "45"])
            try notes.wait(forText: "45:00 left")
            let slides = try session(scratch)
            try slides.wait(forText: "A subtitle")
            try slides.type("l")
            try slides.wait(forText: "berry")
            try notes.wait(forText: "Say hello to the fruit")
            try notes.type("l")
            try slides.wait(forText: "漢字")
            try notes.wait(forText: "slide 3/4")
            try notes.type("4\r")
            try slides.wait(forText: "The end")
            try slides.type("b")
            try notes.wait(forText: "BLANK")
            try slides.type("q")
            #expect(try slides.waitForEnd() == 0)
            try notes.type("q")
            #expect(try notes.waitForEnd() == 0)
            #expect(notes.isUsable)
            #expect(try scratch.files().filter { $0.hasPrefix("slidectl/") } == [])
        }
    }

    @Test func recordsTheTalk() async throws {
        try await withScratch { scratch in
            let session = try session(scratch, ["--record", "talk.cast"])
            try session.wait(forText: "A subtitle")
            try session.type("l")
            try session.wait(forText: "berry")
            session.resize(columns: 60, rows: 20)
            try session.wait(for: "a footer in row 20") { $0.rows[19].contains("2/4") }
            let shown = session.rows
            try session.type("q")
            #expect(try session.waitForEnd() == 0)
            let cast = try Asciicast(scratch.text("talk.cast"))
            #expect(cast.width == 80)
            #expect(cast.screens.contains { $0 == shown })
            #expect(cast.times == cast.times.sorted())
            let again = try self.session(scratch, ["--record", "talk.cast"])
            #expect(try again.waitForEnd() == 2)
            #expect(again.text.contains("'talk.cast' exists"))
        }
    }

    @Test func saysWhatToDoWithoutATerminal() async throws {
        let result = try Program.run(["present", "lectures/00-tour.slide"], in: repository)
        #expect(result.code == 2)
        #expect(result.error.contains("--dump 80x24"))
        try await withScratch { scratch in
            let session = try session(scratch, environment: ["TERM": "dumb"])
            #expect(try session.waitForEnd() == 2)
            #expect(session.text.replacing("\n", with: "").contains("--dump 80x24"))
        }
    }
}
