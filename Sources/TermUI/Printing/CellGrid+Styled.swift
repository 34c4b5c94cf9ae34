extension CellGrid {
    /// The rows as text with colours and links, for files and pipes: nothing in it moves a cursor.
    ///
    /// Each row stands for itself. Spaces at its end are left out where they look like nothing.
    public func styledRows(_ depth: ColourDepth) -> [String] {
        var options = PrinterOptions()
        options.depth = depth
        return (0..<size.rows).map { styled(row($0), options) }
    }

    private func styled(_ cells: ArraySlice<Cell>, _ options: PrinterOptions) -> String {
        guard let end = cells.lastIndex(where: { !$0.looksLikeNothing }) else { return "" }
        var output = TerminalOutput()
        var pen = Pen()
        for cell in cells[...end] where cell.width > 0 {
            pen.take(cell.style, cell.link, &output, options)
            output.text(cell.text)
        }
        pen.leave(&output, options)
        return String(decoding: output.bytes, as: UTF8.self)
    }
}

extension Cell {
    /// Whether the cell can't be told from one that was never written.
    fileprivate var looksLikeNothing: Bool {
        (text == " " || text.isEmpty) && style.background == .standard
            && style.attributes.isDisjoint(with: [.underline, .reverse, .strikethrough])
    }
}
