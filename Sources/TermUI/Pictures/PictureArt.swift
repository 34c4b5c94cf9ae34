/// A picture made ready for a kind of terminal.
public enum PictureArt: Hashable, Sendable {
    /// For kitty's protocol.
    case pixels(PicturePixels)
    /// Printed at a place: sixels, and files for iTerm2.
    case sequence([UInt8])
    /// Characters in colours.
    case cells(CellGrid)
}

extension PictureArt {
    /// Reads what a program printed as characters in colours.
    public static func cells(printed: [UInt8], _ size: TerminalSize, measure: TextMeasure) -> PictureArt {
        var habits = VirtualTerminalHabits()
        habits.measure = measure
        var terminal = VirtualTerminal(size, habits: habits)
        _ = terminal.feed("\u{1B}[?7l".utf8)
        // A newline alone doesn't go back to the first column, and the last one would scroll.
        for (index, row) in printed.split(separator: 0x0A).prefix(size.rows).enumerated() {
            _ = terminal.feed("\u{1B}[\(index + 1);1H".utf8 + row)
        }
        return .cells(terminal.grid)
    }

    /// Makes a file for iTerm2.
    ///
    /// - Parameters:
    ///   - pixels: The picture.
    ///   - columns: How many cells it covers side by side.
    ///   - rows: How many cells it covers one below the other.
    ///   - limit: How long it may be, in bytes: what is larger is sent with fewer pixels.
    /// - Returns: What to print; nil where the file can't be made.
    public static func iterm(
        _ pixels: PicturePixels,
        columns: Int,
        rows: Int,
        limit: Int = .max
    ) -> PictureArt? {
        guard let file = PNGWriter.file(pixels) else { return nil }
        let head = "\u{1B}]1337;File=inline=1;width=\(columns);height=\(rows);preserveAspectRatio=0:"
        let bytes = Array(head.utf8) + Base64.encode(file) + [0x07]
        guard bytes.count > limit, pixels.width > columns, pixels.height > rows else {
            return .sequence(bytes)
        }
        return iterm(pixels.halved(), columns: columns, rows: rows, limit: limit)
    }

    /// Reads what a program printed as sixels, and nothing else of it.
    public static func sixels(printed: [UInt8]) -> PictureArt? {
        var terminal = VirtualTerminal(TerminalSize(columns: 1, rows: 1))
        _ = terminal.feed(printed)
        guard case .sixel(let body, _)? = terminal.pictures.first else { return nil }
        return .sequence(Array("\u{1B}P".utf8) + body + Array("\u{1B}\\".utf8))
    }
}
