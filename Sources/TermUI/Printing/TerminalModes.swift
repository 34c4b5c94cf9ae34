/// How a program takes a terminal for full-screen use, and gives it back.
public struct TerminalModes: Hashable, Sendable {
    /// Whether the terminal shows strings it doesn't know as text, as the consoles of Linux do.
    public var isSimple: Bool

    public init(isSimple: Bool = false) { self.isSimple = isSimple }

    /// The alternate screen, no cursor, no wrapping, pastes marked, the mouse told.
    public var enter: [UInt8] {
        let title = isSimple ? "" : "\u{1B}[22;2t"
        return Array("\(title)\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[?2004h\u{1B}[?1000h\u{1B}[?1006h".utf8)
    }

    /// Asks for keys in kitty's manner, in which every key can be told from every other; `leave` takes it back.
    public static let enterKeyboard = Array("\u{1B}[>1u".utf8)

    /// Undoes all that `enter` and the printer may have done, at whatever point they were interrupted.
    public var leave: [UInt8] {
        // ST first: a crash may have come in the middle of a string. The alternate screen has a keyboard mode of its
        // own, so that one mode too many is taken back from nobody.
        let strings =
            isSimple ? "" : "\u{1B}\\\u{1B}_Ga=d,d=A,q=2\u{1B}\\\u{1B}]8;;\u{1B}\\\u{1B}[<u"
        let title = isSimple ? "" : "\u{1B}[23;2t"
        return Array(
            "\(strings)\u{1B}[?2026l\u{1B}[0m\u{1B}[?1006l\u{1B}[?1000l\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l\(title)"
                .utf8
        )
    }
}
