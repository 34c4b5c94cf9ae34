/// Bytes for a terminal; the only place beside the modes that knows how sequences are written.
struct TerminalOutput: Sendable {
    private(set) var bytes: [UInt8] = []

    static let beginSynchronized = Array("\u{1B}[?2026h".utf8)
    static let endSynchronized = Array("\u{1B}[?2026l".utf8)

    mutating func text(_ text: some StringProtocol) { bytes.append(contentsOf: text.utf8) }

    mutating func clear() { text("\u{1B}[0m\u{1B}[2J") }

    mutating func move(to position: CellPosition) {
        if position.column == 0 {
            text(position.row == 0 ? "\u{1B}[H" : "\u{1B}[\(position.row + 1)H")
        } else {
            text("\u{1B}[\(position.row + 1);\(position.column + 1)H")
        }
    }

    /// Moves within the row.
    mutating func move(toColumn column: Int) { text(column == 0 ? "\r" : "\u{1B}[\(column + 1)G") }

    mutating func showCursor(_ isShown: Bool) { text(isShown ? "\u{1B}[?25h" : "\u{1B}[?25l") }

    mutating func eraseToEnd() { text("\u{1B}[K") }

    /// Erases cells from the cursor on, and leaves it where it is.
    mutating func erase(_ count: Int) { text("\u{1B}[\(count)X") }

    mutating func title(_ title: String) {
        text("\u{1B}]2;")
        // Nothing that could end the title early, and no more than a window has room for.
        for scalar in title.unicodeScalars.prefix(200) where scalar.properties.generalCategory != .control {
            text(String(scalar))
        }
        text("\u{1B}\\")
    }

    /// Begins a link, or ends one.
    mutating func link(_ address: String?) {
        guard let address else { return text("\u{1B}]8;;\u{1B}\\") }
        text("\u{1B}]8;id=\(Self.number(address));")
        for byte in address.utf8.prefix(2048) {
            if (0x21..<0x7F).contains(byte) {
                bytes.append(byte)
            } else {
                text("%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))")
            }
        }
        text("\u{1B}\\")
    }

    /// A number by which the parts of one link, in several rows, are known to belong together.
    private static func number(_ address: String) -> UInt32 {
        address.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 } % 100_000
    }
}
