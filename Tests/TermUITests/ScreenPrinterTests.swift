import TestKit
import Testing

@testable import TermUI

/// What the printer prints, read back by a terminal in memory.
struct ScreenPrinterTests {
    private let size = TerminalSize(columns: 20, rows: 4)

    private func grid(_ rows: String..., style: TerminalStyle = .plain) -> CellGrid {
        var grid = CellGrid(size)
        for (index, row) in rows.enumerated() {
            grid.write(row, at: CellPosition(row: index, column: 0), style: style)
        }
        return grid
    }

    @Test func printsNothingWhereNothingChanged() {
        var printer = ScreenPrinter()
        let screen = Screen(grid("hello"), title: "t")
        #expect(!printer.print(screen).isEmpty)
        #expect(printer.print(screen).isEmpty)
    }

    @Test func printsOnlyWhatChanged() {
        var printer = ScreenPrinter()
        _ = printer.print(Screen(grid("hello world", "same")))
        let bytes = printer.print(Screen(grid("hello there", "same")))
        #expect(String(decoding: bytes, as: UTF8.self) == "\u{1B}[?2026h\u{1B}[1;7Hthere\u{1B}[?2026l")
    }

    @Test func showsWhatIsMeantAfterAnyChange() {
        var random = SeededGenerator(seed: 7)
        var printer = ScreenPrinter()
        var terminal = VirtualTerminal(size)
        _ = terminal.feed(TerminalModes().enter)
        for round in 0..<400 {
            let screen = Self.randomScreen(size, &random)
            _ = terminal.feed(printer.print(screen))
            #expect(terminal.grid == screen.grid, "round \(round)")
            #expect(terminal.title == screen.title)
            #expect(terminal.modes.contains(25) == (screen.cursor != nil))
            if let cursor = screen.cursor { #expect(terminal.cursor == cursor) }
        }
    }

    @Test func leavesTheTerminalItsOwnStyle() {
        var printer = ScreenPrinter()
        let style = TerminalStyle(foreground: .rgb(0xFF0000), attributes: [.bold, .reverse])
        let bytes = printer.print(Screen(grid("x", style: style)))
        #expect(String(decoding: bytes, as: UTF8.self).contains("\u{1B}[1;7;38;2;255;0;0mx\u{1B}[m"))
    }

    @Test func keepsBordersStraightWhateverATerminalMakesOfEmoji() {
        let rows = ["│👨‍👩‍👧│", "│🇩🇪│", "│漢│", "│ab│", "│❤\u{FE0F}│"]
        var wide = TextMeasure.standard
        wide.joinsEmoji = false
        wide.joinsFlags = false
        var narrow = TextMeasure.standard
        narrow.widensEmojiVariants = false
        for habits in [TextMeasure.standard, wide, narrow] {
            var virtual = VirtualTerminalHabits()
            virtual.measure = habits
            var terminal = VirtualTerminal(TerminalSize(columns: 12, rows: 5), habits: virtual)
            var printer = ScreenPrinter()
            var grid = CellGrid(TerminalSize(columns: 12, rows: 5))
            for (index, row) in rows.enumerated() { grid.write(row, at: CellPosition(row: index, column: 0)) }
            _ = terminal.feed(printer.print(Screen(grid)))
            for row in 0..<5 { #expect(terminal.grid[row, 3].text == "│", "row \(row)") }
        }
    }

    @Test(arguments: [ColourDepth.none, .sixteen, .palette])
    func usesOnlyTheColoursThatThereAre(_ depth: ColourDepth) {
        var options = PrinterOptions()
        options.depth = depth
        var printer = ScreenPrinter(options)
        var terminal = VirtualTerminal(size)
        let style = TerminalStyle(foreground: .rgb(0xFF0000), background: .rgb(0x000080), attributes: .bold)
        let bytes = printer.print(Screen(grid("x", style: style)))
        _ = terminal.feed(bytes)
        #expect(!String(decoding: bytes, as: UTF8.self).contains(";2;"))
        let shown = terminal.grid[0, 0].style
        #expect(shown.attributes == .bold)
        #expect(shown.foreground == [.standard, .palette(9), .palette(196)][depth.rawValue])
    }

    @Test func writesLinksThatCanBeClicked() {
        var printer = ScreenPrinter()
        var grid = CellGrid(size)
        grid.write("go", at: CellPosition(row: 0, column: 0), link: "https://go.dev/\u{1B}]0;x\u{7}")
        let bytes = printer.print(Screen(grid))
        var terminal = VirtualTerminal(size)
        _ = terminal.feed(bytes)
        #expect(terminal.grid[0, 0].link == "https://go.dev/%1B]0;x%07")
        #expect(terminal.title == "")
        var options = PrinterOptions()
        options.links = false
        var simple = ScreenPrinter(options)
        #expect(!String(decoding: simple.print(Screen(grid)), as: UTF8.self).contains("]8;"))
    }

    @Test func givesBackEveryMode() {
        var terminal = VirtualTerminal(size)
        let before = terminal.modes
        _ = terminal.feed("shell$ ".utf8)
        _ = terminal.feed("\u{1B}]2;shell\u{1B}\\".utf8)
        let shell = terminal.grid
        _ = terminal.feed(TerminalModes().enter + TerminalModes.enterKeyboard)
        var printer = ScreenPrinter()
        _ = terminal.feed(printer.print(Screen(grid("slide"), title: "talk")))
        #expect(terminal.title == "talk")
        // In the middle of a string, as in a crash.
        _ = terminal.feed("\u{1B}]8;;http://x".utf8)
        _ = terminal.feed(TerminalModes().leave)
        #expect(terminal.modes == before)
        #expect(terminal.grid == shell)
        #expect(terminal.title == "shell")
        #expect(terminal.keyboardFlags.isEmpty)
        _ = terminal.feed("x".utf8)
        #expect(terminal.grid[0, 7] == Cell("x", width: 1))
    }

    private static func randomScreen(_ size: TerminalSize, _ random: inout SeededGenerator) -> Screen {
        let words = ["a", "漢字", "👨‍👩‍👧", "e\u{301}", "    ", "🇩🇪", "word", "±", "❤\u{FE0F}", "한"]
        let styles = [
            TerminalStyle.plain, TerminalStyle(background: .rgb(0x102030)),
            TerminalStyle(foreground: .palette(3), attributes: .bold),
            TerminalStyle(attributes: [.underline, .italic]),
        ]
        var grid = CellGrid(size, style: styles[Int.random(in: 0..<2, using: &random)])
        for _ in 0..<Int.random(in: 0..<12, using: &random) {
            grid.write(
                words[Int.random(in: 0..<words.count, using: &random)],
                at: CellPosition(
                    row: Int.random(in: 0..<size.rows, using: &random),
                    column: Int.random(in: 0..<size.columns, using: &random)
                ),
                style: styles[Int.random(in: 0..<styles.count, using: &random)],
                link: Bool.random(using: &random) ? "https://a.example" : nil
            )
        }
        let cursor = CellPosition(row: Int.random(in: 0..<size.rows, using: &random), column: 3)
        return Screen(grid, cursor: Bool.random(using: &random) ? cursor : nil, title: "t")
    }
}
