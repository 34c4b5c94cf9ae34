/// A picture made ready for a kind of terminal.
public enum PictureArt: Hashable, Sendable {
    /// For kitty's protocol.
    case pixels(PicturePixels)
    /// Printed at a place: sixels, and files for iTerm2.
    case sequence([UInt8])
    /// Characters in colours.
    case cells(CellGrid)
}

/// A picture as pixels of red, green, blue and opacity, row by row.
public struct PicturePixels: Hashable, Sendable {
    public let width: Int
    public let height: Int
    public let bytes: [UInt8]
    /// Stands for the bytes where pictures are compared, which happens with every step of a talk.
    private let fingerprint: UInt64

    public init(width: Int, height: Int, bytes: [UInt8]) {
        self.width = width
        self.height = height
        self.bytes = bytes
        fingerprint = bytes.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }

    public static func == (one: Self, other: Self) -> Bool {
        one.fingerprint == other.fingerprint && one.width == other.width && one.height == other.height
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

    /// Reads what a program printed for kitty's protocol; nil where that isn't one whole picture.
    public init?(kitty printed: [UInt8]) {
        var terminal = VirtualTerminal(TerminalSize(columns: 1, rows: 1))
        _ = terminal.feed(printed)
        guard case .kitty(let keys, let payload, _)? = terminal.pictures.first, keys["f"] == "32",
            let width = keys["s"].flatMap({ Int($0) }), let height = keys["v"].flatMap({ Int($0) }),
            (1...16_384).contains(width), (1...16_384).contains(height)
        else { return nil }
        let bytes = Base64.decode(payload)
        guard bytes.count == width * height * 4 else { return nil }
        self.init(width: width, height: height, bytes: bytes)
    }
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

    /// Reads what a program printed for iTerm2, and has it cover an area of cells.
    public static func iterm(printed: [UInt8], columns: Int, rows: Int) -> PictureArt? {
        var terminal = VirtualTerminal(TerminalSize(columns: 1, rows: 1))
        _ = terminal.feed(printed)
        guard case .iterm(_, let payload, _)? = terminal.pictures.first else { return nil }
        let head = "\u{1B}]1337;File=inline=1;width=\(columns);height=\(rows);preserveAspectRatio=0:"
        return .sequence(Array(head.utf8) + payload + [0x07])
    }

    /// Reads what a program printed as sixels, and nothing else of it.
    public static func sixels(printed: [UInt8]) -> PictureArt? {
        var terminal = VirtualTerminal(TerminalSize(columns: 1, rows: 1))
        _ = terminal.feed(printed)
        guard case .sixel(let body, _)? = terminal.pictures.first else { return nil }
        return .sequence(Array("\u{1B}P".utf8) + body + Array("\u{1B}\\".utf8))
    }
}
