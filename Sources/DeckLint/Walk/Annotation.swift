import DeckModel
import GoText
import SourceText

/// A comment line that carries, or seems to carry, what the format has no field for.
struct Annotation {
    enum Key: String, CaseIterable {
        case alt, title, lang
    }

    let key: Key
    /// The line's number.
    let line: Int
    /// What stands before the text: the comment mark, the key and the colon.
    let prefix: ArraySlice<UInt8>
    /// Whether the line is written to the letter; `// Alt:` is not.
    let isExact: Bool

    /// Reads a line; nil where it is no such comment.
    private init?(line number: Int, of source: SourceFile, mark: String) {
        let line = source.line(number)
        guard line.starts(with: mark.utf8), let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
            return nil
        }
        let word = GoText.decode(line[(line.startIndex + mark.utf8.count)..<colon])
        let key = Key(rawValue: GoText.decode(GoText.trimmed(Array(word.lowercased().utf8)[...])))
        guard let key else { return nil }
        self.key = key
        self.line = number
        self.prefix = line[...colon]
        self.isExact = word == key.rawValue
    }

    /// Finds all annotations of a deck, in order.
    static func all(_ context: LintContext) -> [Annotation] {
        context.source.lines.indices.compactMap {
            Annotation(line: $0 + 1, of: context.source, mark: context.commentMark)
        }
    }

    /// The command on the next line that is neither comment nor blank.
    func commandBehind(_ context: LintContext) -> (name: String, line: Int)? {
        let mark = context.commentMark.utf8
        // Bounded, so that a file of nothing but such lines doesn't take for ever.
        for number in (line + 1)..<(line + 20) {
            let bytes = context.source.line(number)
            guard GoText.isWhite(bytes) || bytes.starts(with: mark) else {
                return GoText.fields(bytes).first.map { (GoText.decode($0), number) }
            }
        }
        return nil
    }

    /// The commands that take the text.
    var takers: [String] {
        switch key {
        case .alt: [".image"]
        case .title: [".iframe", ".video"]
        case .lang: []
        }
    }
}
