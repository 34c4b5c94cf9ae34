/// Says to a terminal what changed between two screens, in as few bytes as is simple.
///
/// What is printed together is shown together where the terminal knows synchronized output. The text of cells whose
/// width terminals disagree about never shifts what stands beside it: the cursor is set anew behind each.
public struct ScreenPrinter: Sendable {
    /// What the terminal understands.
    public var options: PrinterOptions
    private var shown: CellGrid?
    private var title = ""
    private var cursor: CellPosition?
    private var pen = Pen()

    public init(_ options: PrinterOptions = PrinterOptions()) { self.options = options }

    /// Forgets what the terminal shows, so that the next screen is printed whole.
    public mutating func forget() {
        shown = nil
        title = ""
        cursor = nil
        pen = Pen()
    }

    /// Forgets what some cells show, because something was painted over them.
    public mutating func forget(_ area: CellArea) {
        shown?.invalidate(area)
    }

    /// Returns what makes the terminal show a screen; nothing where it does already.
    ///
    /// Pictures aren't printed: see ``PicturePrinter``.
    public mutating func print(_ screen: Screen) -> [UInt8] {
        var output = TerminalOutput()
        if screen.title != title, options.setsTitle {
            output.title(screen.title)
            title = screen.title
        }
        printCells(screen.grid, &output)
        pen.leave(&output, options)
        moveCursor(to: screen.cursor, &output)
        guard !output.bytes.isEmpty else { return [] }
        guard options.synchronizes else { return output.bytes }
        return TerminalOutput.beginSynchronized + output.bytes + TerminalOutput.endSynchronized
    }

    private mutating func printCells(_ grid: CellGrid, _ output: inout TerminalOutput) {
        var old = shown
        if old?.size != grid.size {
            // What the terminal keeps of other sizes is anybody's guess.
            output.clear()
            old = nil
        }
        for row in 0..<grid.size.rows {
            var printer = RowPrinter(row: row, new: grid.row(row), old: old?.row(row), options: options)
            printer.print(&output, &pen)
        }
        shown = grid
    }

    private mutating func moveCursor(to position: CellPosition?, _ output: inout TerminalOutput) {
        if let position {
            // Printing left the cursor somewhere else.
            if position != cursor || !output.bytes.isEmpty {
                output.move(to: position)
                if cursor == nil { output.showCursor(true) }
            }
        } else if cursor != nil {
            output.showCursor(false)
        }
        cursor = position
    }
}

/// What a terminal understands, as far as the printer must know.
public struct PrinterOptions: Hashable, Sendable {
    public var depth = ColourDepth.full
    /// Links by OSC 8; terminals that don't know it show the text alone.
    public var links = true
    public var setsTitle = true
    public var synchronizes = true
    /// Erasing leaves the ground in the colour that is set.
    public var erasesInColour = true

    public init() {}
}
