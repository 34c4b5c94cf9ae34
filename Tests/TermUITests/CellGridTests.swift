import Testing

import TermUI

/// Drawing on cells.
struct CellGridTests {
    private let size = TerminalSize(columns: 6, rows: 2)

    @Test func writesInOneRow() {
        var grid = CellGrid(size)
        let end = grid.write("abc", at: CellPosition(row: 1, column: 1))
        #expect(end == 4)
        #expect(grid.rowsOfText == ["", " abc"])
    }

    @Test func cutsOffWhatHasNoRoom() {
        var grid = CellGrid(size)
        #expect(grid.write("abcdefgh", at: CellPosition(row: 0, column: 0)) == 8)
        grid.write("zzab", at: CellPosition(row: 1, column: -2))
        grid.write("nowhere", at: CellPosition(row: 7, column: 0))
        #expect(grid.rowsOfText == ["abcdef", "ab"])
    }

    @Test func givesWideCharactersTwoCells() {
        var grid = CellGrid(size)
        #expect(grid.write("a漢b", at: CellPosition(row: 0, column: 0)) == 4)
        #expect(grid[0, 1].width == 2)
        #expect(grid[0, 2].width == 0)
        #expect(grid[0, 3].text == "b")
    }

    @Test func leavesNoHalfOfAWideCharacter() {
        var grid = CellGrid(size)
        grid.write("漢字", at: CellPosition(row: 0, column: 0))
        grid.write("x", at: CellPosition(row: 0, column: 1))
        #expect(grid.text(ofRow: 0) == " x字")
        grid.write("字", at: CellPosition(row: 1, column: 5))
        #expect(grid.text(ofRow: 1) == "")
        grid.fill(CellArea(row: 0, column: 3, columns: 1, rows: 1), style: .plain)
        #expect(grid.text(ofRow: 0) == " x")
    }

    @Test func keepsControlCharactersOutOfCells() {
        var grid = CellGrid(TerminalSize(columns: 20, rows: 1))
        grid.write("a\u{1B}[2J\tb\u{9B}c\r\nd\u{7F}\u{202E}e", at: CellPosition(row: 0, column: 0))
        #expect(grid.text(ofRow: 0) == "a\u{FFFD}[2J b\u{FFFD}c d\u{FFFD}e")
    }

    @Test func restylesWithoutTouchingText() {
        var grid = CellGrid(size)
        grid.write("abc", at: CellPosition(row: 0, column: 0))
        grid.restyle(CellArea(row: 0, column: 1, columns: 9, rows: 9)) { $0.attributes.insert(.bold) }
        #expect(grid.text(ofRow: 0) == "abc")
        #expect(grid[0, 0].style == .plain)
        #expect(grid[1, 5].style.attributes == .bold)
    }

    @Test func copiesRowsOfATallerGrid() {
        var tall = CellGrid(TerminalSize(columns: 4, rows: 9))
        for row in 0..<9 { tall.write("漢\(row)", at: CellPosition(row: row, column: 0)) }
        var grid = CellGrid(size)
        grid.copy(rows: 3..<5, of: tall, to: CellPosition(row: 0, column: 1))
        #expect(grid.rowsOfText == [" 漢3", " 漢4"])
    }
}
