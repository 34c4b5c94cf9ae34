import DeckModel
import GoText

/// A section line: the mark alone, or the mark, one space and a title.
struct SectionHeading {
    let title: String
    let id: String

    /// Reads a section line of one level; nil where the line is none.
    init?(_ line: Line, level: Int, _ syntax: Deck.Syntax) {
        // The mark is followed by no more of its bytes, but by a space or nothing.
        guard syntax.signs(of: line.bytes) == syntax.signs(level: level) else { return nil }
        let rest = line.bytes.dropFirst(syntax.signs(level: level))
        guard rest.isEmpty || rest.first == UInt8(ascii: " ") else { return nil }
        let text = GoText.trimmed(rest)
        guard syntax == .markdown, text.last == UInt8(ascii: "}"), let open = Self.lastIDMark(in: text) else {
            self.title = GoText.decode(text)
            self.id = ""
            return
        }
        self.title = GoText.decode(GoText.trimmed(text[..<open]))
        self.id = GoText.decode(text[(open + 2)...].dropLast())
    }

    /// Whether a line is a heading of any level; `# x` counts in Markdown though no level has that mark.
    static func isHeading(_ line: ArraySlice<UInt8>, _ syntax: Deck.Syntax) -> Bool {
        let signs = syntax.signs(of: line)
        return signs > 0 && (signs == line.count || line[line.startIndex + signs] == UInt8(ascii: " "))
    }

    private static func lastIDMark(in text: ArraySlice<UInt8>) -> Int? {
        text.indices.dropLast().last { text[$0] == UInt8(ascii: "{") && text[$0 + 1] == UInt8(ascii: "#") }
    }
}
