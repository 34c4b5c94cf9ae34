extension CellGrid {
    /// The rows as text with colours and links, for files and pipes: nothing in it moves a cursor.
    ///
    /// Spaces at the end of a row are left out where they look like nothing.
    public func styledRows(_ depth: ColourDepth) -> [String] {
        (0..<size.rows).map { styled(Array(row($0)), depth) }
    }

    private func styled(_ cells: [Cell], _ depth: ColourDepth) -> String {
        let end = cells.lastIndex { $0.text != " " && !$0.text.isEmpty || !$0.looksLikeNothing }
        guard let end else { return "" }
        var text = ""
        var style = TerminalStyle.plain
        var link: String?
        for cell in cells[...end] where cell.width > 0 {
            if cell.link != link {
                link = cell.link
                text += "\u{1B}]8;;\(link ?? "")\u{1B}\\"
            }
            if cell.style != style {
                style = cell.style
                text += "\u{1B}[\(style.codes(depth))m"
            }
            text += cell.text
        }
        if link != nil { text += "\u{1B}]8;;\u{1B}\\" }
        if style != .plain { text += "\u{1B}[0m" }
        return text
    }
}

extension Cell {
    /// Whether a space in this cell can't be told from none.
    fileprivate var looksLikeNothing: Bool {
        style.background == .standard
            && style.attributes.isDisjoint(with: [.underline, .reverse, .strikethrough])
    }
}
