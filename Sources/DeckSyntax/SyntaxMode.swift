import DeckModel
import SourceText

extension Deck.Syntax {
    /// Finds a deck's syntax: the first line that isn't blank decides, comments and white space included.
    init(ofDeck source: SourceFile) {
        let first = source.lines.first { !$0.isEmpty } ?? 0..<0
        self = source.bytes[first].starts(with: "# ".utf8) ? .markdown : .legacy
    }

    /// What a comment line begins with.
    var commentMark: StaticString {
        switch self {
        case .legacy: "#"
        case .markdown: "//"
        }
    }

    /// The byte that section marks are made of.
    var sectionByte: UInt8 {
        switch self {
        case .legacy: UInt8(ascii: "*")
        case .markdown: UInt8(ascii: "#")
        }
    }

    /// The mark of a section line, `*` and `**` or `##` and `###`.
    ///
    /// - Parameter level: The level, from 1.
    /// - Returns: The mark's bytes.
    func sectionMark(level: Int) -> [UInt8] {
        [UInt8](repeating: sectionByte, count: signs(level: level))
    }

    /// The mark of a slide, for messages.
    var sectionMarkText: String { self == .legacy ? "*" : "##" }

    /// How many bytes the mark of a section line has.
    func signs(level: Int) -> Int { self == .legacy ? level : level + 1 }

    /// How many bytes of section marks a line begins with.
    func signs(of line: ArraySlice<UInt8>) -> Int {
        (line.firstIndex { $0 != sectionByte } ?? line.endIndex) - line.startIndex
    }
}
