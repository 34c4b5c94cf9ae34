import Testing

import TermUI

/// What is found out about terminals.
struct TerminalProbeTests {
    private let size = TerminalSize(columns: 80, rows: 24)

    /// Lets a terminal in memory answer all questions.
    private func probe(_ habits: VirtualTerminalHabits, _ environment: [String: String]) -> TerminalProbe {
        var terminal = VirtualTerminal(size, habits: habits)
        var probe = TerminalProbe(TerminalKind(environment), size: size)
        var decoder = InputDecoder()
        for case .reply(let reply) in decoder.feed(terminal.feed(probe.questions)) { _ = probe.take(reply) }
        return probe
    }

    @Test func findsWhatATerminalCanDo() {
        var habits = VirtualTerminalHabits()
        habits.background = RGB(0x101010)
        habits.cellPixels = (9, 18)
        habits.kittyPictures = true
        habits.kittyKeyboard = true
        let probe = probe(habits, ["TERM": "xterm-256color"])
        #expect(probe.isDone)
        #expect(probe.hasKittyKeyboard)
        #expect(probe.traits.isDark == true)
        #expect(probe.traits.pictures == .kitty)
        #expect(probe.traits.cellPixels == (9, 18))
        #expect(probe.traits.measure == .standard)
    }

    @Test func findsSixelsAndITerm() {
        var habits = VirtualTerminalHabits()
        habits.attributes = [62, 4, 22]
        #expect(probe(habits, ["TERM": "xterm-256color"]).traits.pictures == .sixel)
        habits.version = "WezTerm 20240203"
        #expect(probe(habits, ["TERM": "xterm-256color"]).traits.pictures == .iterm)
        habits.attributes = [62]
        habits.version = nil
        #expect(probe(habits, ["TERM": "xterm-256color"]).traits.pictures == .symbols)
        #expect(probe(habits, ["TERM": "vt220"]).traits.pictures == .none)
    }

    @Test func measuresHowWideTheTerminalShowsClusters() {
        var habits = VirtualTerminalHabits()
        habits.measure.joinsEmoji = false
        habits.measure.joinsFlags = false
        habits.measure.widensEmojiVariants = false
        habits.measure.separatesSpacingMarks = true
        habits.measure.widensAmbiguous = true
        #expect(probe(habits, ["TERM": "xterm"]).traits.measure == habits.measure)
    }

    @Test func takesNothingFromATerminalThatSaysNothing() {
        var habits = VirtualTerminalHabits()
        habits.answers = false
        var probe = probe(habits, ["TERM": "xterm-256color"])
        #expect(!probe.isDone)
        #expect(probe.traits.measure == .standard)
        probe.giveUp()
        #expect(probe.isDone)
        #expect(probe.traits.pictures == .symbols)
    }

    @Test func doesNotBelieveNonsense() {
        var probe = TerminalProbe(TerminalKind(["TERM": "xterm"]), size: size)
        for reply in [
            TerminalReply.cellPixels(width: 0, height: 1_000_000), .windowPixels(width: 80, height: 24),
            .graphics(id: 1, isGood: true), .cursor(CellPosition(row: 5, column: 70)),
        ] { _ = probe.take(reply) }
        for _ in 0..<50 { _ = probe.take(.cursor(CellPosition(row: 0, column: 79))) }
        _ = probe.take(.attributes([]))
        #expect(probe.traits.cellPixels == (10, 20))
        #expect(probe.traits.measure == .standard)
        #expect(probe.traits.pictures == .none)
    }

    @Test(arguments: [
        (["TERM": "xterm-256color", "COLORTERM": "truecolor"], ColourDepth.full),
        (["TERM": "xterm-256color"], .palette), (["TERM": "xterm-kitty"], .full),
        (["TERM": "xterm"], .sixteen),
        (["TERM": "linux"], .sixteen), (["TERM": "vt100"], .none), (["TERM": "dumb"], .none), ([:], .none),
        (["TERM": "xterm-kitty", "NO_COLOR": "1"], .none), (["TERM": "xterm-kitty", "NO_COLOR": ""], .full),
        (["TERM": "screen-256color", "TMUX": "/tmp/x,1,0"], .palette),
    ])
    func countsColours(_ environment: [String: String], _ depth: ColourDepth) {
        #expect(TerminalKind(environment).depth == depth)
    }
}
