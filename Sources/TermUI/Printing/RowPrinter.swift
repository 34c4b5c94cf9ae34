/// Prints what changed in one row.
struct RowPrinter {
    let row: Int
    let new: ArraySlice<Cell>
    /// What the terminal shows there; nil where it shows nothing, on its own ground.
    let old: ArraySlice<Cell>?
    let options: PrinterOptions
    /// Where the cursor is in this row; nil where that isn't known.
    private var column: Int?
    private var hasMoved = false

    /// A gap of this many cells that didn't change is printed again rather than stepped over.
    private static let shortGap = 4

    /// More spaces than these are erased rather than printed.
    private static let fewBlanks = 8

    init(row: Int, new: ArraySlice<Cell>, old: ArraySlice<Cell>?, options: PrinterOptions) {
        self.row = row
        self.new = new
        self.old = old
        self.options = options
    }

    mutating func print(_ output: inout TerminalOutput, _ pen: inout Pen) {
        let end = new.count
        let tail = startOfBlankTail()
        var index = 0
        while index < end {
            guard isChanged(index) else {
                index += 1
                continue
            }
            if let tail, index >= tail {
                move(to: index, &output)
                pen.take(cell(end - 1).style, nil, &output, options)
                output.eraseToEnd()
                return
            }
            let blanks = changedBlanks(from: index)
            if blanks > Self.fewBlanks {
                move(to: index, &output)
                pen.take(cell(index).style, nil, &output, options)
                output.erase(blanks)
                index += blanks
                continue
            }
            // A character that was or is wide is printed from where it begins.
            while index > 0, cell(index).width == 0 { index -= 1 }
            put(index, &output, &pen)
            index += max(1, cell(index).width)
        }
    }

    private func cell(_ index: Int) -> Cell { new[new.startIndex + index] }

    private func isChanged(_ index: Int) -> Bool {
        let cell = cell(index)
        if let old { return old[old.startIndex + index] != cell }
        return cell != .blank
    }

    /// Where the spaces of one style at the end of the row begin; nil where they can't be erased at once.
    private func startOfBlankTail() -> Int? {
        let last = cell(new.count - 1)
        guard isErasable(last) else { return nil }
        var start = new.count - 1
        while start > 0, cell(start - 1) == last { start -= 1 }
        let changed = (start..<new.count).count(where: isChanged)
        return changed > 4 ? start : nil
    }

    /// How many cells from here on are spaces of one style, up to the last that changed.
    private func changedBlanks(from index: Int) -> Int {
        let first = cell(index)
        guard isErasable(first) else { return 0 }
        var (end, count) = (index, 0)
        while end < new.count, cell(end) == first {
            if isChanged(end) { count = end - index + 1 }
            end += 1
        }
        return count
    }

    private func isErasable(_ cell: Cell) -> Bool {
        guard cell.text == " ", cell.link == nil, cell.style.attributes.isEmpty else { return false }
        return options.erasesInColour || options.depth.reduce(cell.style.background) == .standard
    }

    private mutating func put(_ index: Int, _ output: inout TerminalOutput, _ pen: inout Pen) {
        let cell = cell(index)
        if let column, column < index, index - column <= Self.shortGap, isPlain(column..<index) {
            for gap in column..<index { write(gap, &output, &pen) }
        } else {
            move(to: index, &output)
        }
        guard isContested(cell) else { return write(index, &output, &pen) }
        // Whatever room the terminal gives to this, its cells are clean and what follows stands where it should.
        pen.take(cell.style, cell.link, &output, options)
        output.text(String(repeating: " ", count: cell.width))
        output.move(toColumn: index)
        output.text(cell.text)
        column = nil
    }

    private mutating func write(_ index: Int, _ output: inout TerminalOutput, _ pen: inout Pen) {
        let cell = cell(index)
        pen.take(cell.style, cell.link, &output, options)
        output.text(cell.text)
        column = index + cell.width
    }

    private func isPlain(_ range: Range<Int>) -> Bool {
        range.allSatisfy { cell($0).width == 1 && !isContested(cell($0)) }
    }

    private mutating func move(to index: Int, _ output: inout TerminalOutput) {
        if column == index { return }
        if hasMoved {
            output.move(toColumn: index)
        } else {
            output.move(to: CellPosition(row: row, column: index))
        }
        hasMoved = true
        column = index
    }

    /// Whether terminals disagree about a cluster's width: several scalars, or an emoji.
    private func isContested(_ cell: Cell) -> Bool {
        guard cell.text.utf8.count > 1 else { return false }
        let scalars = cell.text.unicodeScalars
        guard let first = scalars.first, scalars.dropFirst().isEmpty else { return true }
        return first.properties.isEmoji || first.isAmbiguous
    }
}
