import Testing

@testable import TermUI

/// Pictures between the cells, as terminals and tmux get them.
struct PicturePrinterTests {
    private let size = TerminalSize(columns: 20, rows: 8)
    private let pixels = PicturePixels(
        width: 4,
        height: 4,
        bytes: (0..<64).map { UInt8($0) }
    )

    private func screen(row: Int = 2, rows: Int = 4) -> Screen {
        var grid = CellGrid(size)
        grid.write("words for the picture", at: CellPosition(row: row, column: 3))
        let area = CellArea(row: row, column: 3, columns: 6, rows: rows)
        return Screen(
            grid,
            pictures: [PlacedPicture(source: "p.png", area: area, visible: area.clipped(to: CellArea(size)))]
        )
    }

    /// What the terminal around tmux gets.
    private func outer(_ tmux: VirtualTerminal) -> VirtualTerminal {
        var outer = VirtualTerminal(TerminalSize(columns: 80, rows: 24))
        _ = outer.feed(tmux.passedThrough)
        return outer
    }

    @Test func handsKittysPicturesThroughTmuxAndStandsForThemInCells() throws {
        var printer = ScreenPrinter()
        var pictures = PicturePrinter(inTmux: PicturePrinter.Pane(top: 5, left: 7))
        var tmux = VirtualTerminal(size)
        _ = tmux.feed(pictures.print(screen(), by: &printer) { _ in .pixels(pixels) })
        #expect(tmux.pictures.isEmpty)
        let commands = outer(tmux).pictures.compactMap { command -> [String: String]? in
            if case .kitty(let keys, _, _) = command { keys } else { nil }
        }
        try #require(commands.map { $0["a"] } == ["t", "p"])
        #expect(commands[1]["U"] == "1")
        #expect(commands[1]["c"] == "6" && commands[1]["r"] == "4")
        let id = try #require(commands[0]["i"].flatMap { UInt8($0) })
        for row in 2..<6 {
            for column in 3..<9 {
                let cell = tmux.grid[row, column]
                let scalars = Array(cell.text.unicodeScalars.map(\.value))
                #expect(scalars.first == 0x10EEEE)
                #expect(scalars.dropFirst().first == PlaceholderMarks.codes[row - 2])
                #expect(scalars.last == PlaceholderMarks.codes[column - 3])
                #expect(cell.style.foreground == .palette(id))
            }
        }
        #expect(tmux.grid[2, 10].text == " ")
    }

    @Test func paintsSixelsThroughTmuxWhereThePaneIs() throws {
        var printer = ScreenPrinter()
        var pictures = PicturePrinter(inTmux: PicturePrinter.Pane(top: 5, left: 7))
        var tmux = VirtualTerminal(size)
        let sixels = Array("\u{1B}Pq\"1;1;1;1#0;2;0;0;0#0@\u{1B}\\".utf8)
        _ = tmux.feed(pictures.print(screen(), by: &printer) { _ in .sequence(sixels) })
        let outer = outer(tmux)
        guard case .sixel(_, let place)? = outer.pictures.first else {
            Issue.record("no sixels: \(outer.pictures)")
            return
        }
        #expect(place == CellPosition(row: 7, column: 10))
        // The cursor of the terminal around is tmux's business.
        #expect(outer.cursor == CellPosition(row: 0, column: 0))
    }

    @Test func cutsPicturesThatReachBeyondTheScreen() throws {
        var printer = ScreenPrinter()
        var pictures = PicturePrinter()
        var terminal = VirtualTerminal(size)
        _ = terminal.feed(pictures.print(screen(row: 6), by: &printer) { _ in .pixels(pixels) })
        guard case .kitty(let keys, _, let place)? = terminal.pictures.last else {
            Issue.record("no picture")
            return
        }
        #expect(place == CellPosition(row: 6, column: 3))
        #expect(keys["r"] == "2" && keys["h"] == "2" && keys["y"] == "0" && keys["w"] == "4")
    }

    @Test func printsCellsAgainWherePicturesWerePainted() {
        var printer = ScreenPrinter()
        var pictures = PicturePrinter()
        let sixels = Array("\u{1B}Pq@\u{1B}\\".utf8)
        _ = pictures.print(screen(), by: &printer) { _ in .sequence(sixels) }
        #expect(pictures.print(screen(), by: &printer) { _ in .sequence(sixels) }.isEmpty)
        var terminal = VirtualTerminal(size)
        _ = terminal.feed("\u{1B}[3;1H##########".utf8)
        _ = terminal.feed(pictures.print(Screen(CellGrid(size)), by: &printer) { _ in nil })
        #expect(terminal.grid.text(ofRow: 2) == "###")
    }

    @Test func showsWordsWhereThereIsNoArt() {
        var printer = ScreenPrinter()
        var pictures = PicturePrinter()
        var terminal = VirtualTerminal(size)
        _ = terminal.feed(pictures.print(screen(), by: &printer) { _ in nil })
        #expect(terminal.grid.text(ofRow: 2) == "   words for the pic")
    }

    @Test func sendsFewerPixelsWhereAFileWouldBeTooLong() throws {
        // Noise can't be compressed.
        var state: UInt32 = 1
        let noise = (0..<400 * 300 * 4).map { _ -> UInt8 in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
        let picture = PicturePixels(width: 400, height: 300, bytes: noise)
        func length(_ limit: Int) throws -> Int {
            let art = try #require(PictureArt.iterm(picture, columns: 40, rows: 15, limit: limit))
            guard case .sequence(let bytes) = art else { return 0 }
            return bytes.count
        }
        let whole = try length(.max)
        #expect(whole > 400 * 300 * 4)
        #expect(try (1...200_000).contains(length(200_000)))
        #expect(try length(whole) == whole)
    }

    @Test func halvesAPictureByItsMeans() {
        let pixels = PicturePixels(
            width: 3,
            height: 2,
            bytes: [0, 0, 0, 255, 100, 0, 0, 255, 9, 9, 9, 9, 0, 40, 0, 255, 100, 40, 0, 255, 9, 9, 9, 9]
        )
        let half = pixels.halved()
        #expect(half.width == 1 && half.height == 1)
        #expect(half.bytes == [50, 20, 0, 255])
    }

    @Test func wrapsAndUnwrapsWhatTmuxHandsOn() {
        let bytes = Array("\u{1B}_Ga=q;AAAA\u{1B}\\x".utf8)
        let wrapped = TmuxPassthrough.wrap(bytes)
        var terminal = VirtualTerminal(size)
        _ = terminal.feed(wrapped)
        #expect(terminal.passedThrough == bytes)
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
}
