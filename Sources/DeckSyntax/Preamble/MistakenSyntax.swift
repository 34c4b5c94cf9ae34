import DeckModel
import GoText
import SourceText

/// A deck that is read in another syntax than it seems to be written in.
enum MistakenSyntax {
    case legacyForMarkdown, markdownForLegacy

    /// Tells by the headings of a deck; nil where they are those of the syntax that it is read in.
    init?(_ source: SourceFile, _ syntax: Deck.Syntax) {
        let legacyHeading = source.lines.firstIndex { source.begins($0, with: "* ") }
        switch syntax {
        case .markdown:
            guard legacyHeading != nil,
                source.lines.firstIndex(where: { source.begins($0, with: "## ") }) == nil
            else {
                return nil
            }
            self = .legacyForMarkdown
        case .legacy:
            // A line with a mark like that may be a comment; but above the first section, and by itself?
            let above = source.lines[..<(legacyHeading ?? source.lines.count)]
            let isHeading = above.indices.dropFirst().contains {
                source.begins(above[$0], with: "## ") && source.isWhite(above[$0 - 1])
            }
            guard isHeading else { return nil }
            self = .markdownForLegacy
        }
    }

    /// Says how the syntax is chosen.
    var note: Diagnostic.Note {
        switch self {
        case .legacyForMarkdown:
            Diagnostic.Note(
                "the first line begins with '# ', so the deck is read as Markdown; move the comment below the title"
            )
        case .markdownForLegacy:
            Diagnostic.Note(
                "the first line doesn't begin with '# ', so the deck is read as legacy, where lines with '#' are "
                    + "comments; write '# Title' on the first line"
            )
        }
    }

    /// Whether a deck that is read as legacy has slides of that syntax, and seems to be meant so.
    private static func isMeantAsLegacy(_ source: SourceFile) -> Bool {
        Self(source, .legacy) == nil && source.lines.contains { source.begins($0, with: "* ") }
    }

    /// Warns where nothing else may tell that a deck's headings vanish.
    static func warn(of source: SourceFile, _ syntax: Deck.Syntax, _ context: inout ParserContext) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let hasMark = source.bytes.starts(with: mark)
        if hasMark {
            let location = source.location(line: 1, columns: 1..<mark.count + 1)
            let hidesComment =
                source.bytes.dropFirst(mark.count).starts(with: "# ".utf8) && isMeantAsLegacy(source)
            context.report(.byteOrderMark(at: location, hidesComment: hidesComment))
        }
        guard syntax == .legacy, let index = source.lines.firstIndex(where: { !source.isWhite($0) }) else {
            return
        }
        var first = source.bytes[source.lines[index]]
        if hasMark, index == 0 { first = first.dropFirst(mark.count) }
        // With the mark removed the deck is read as it is meant.
        guard !(hasMark && first.starts(with: "# ".utf8)),
            GoText.trimmedStart(first).first == UInt8(ascii: "#"),
            Self(source, syntax) == .markdownForLegacy
        else { return }
        context.report(.readAsLegacy(at: source.location(line: 1)))
    }
}

extension Diagnostic {
    /// The mark may keep the first line of a legacy deck from beginning with `# `.
    fileprivate static func byteOrderMark(at location: SourceLocation, hidesComment: Bool) -> Self {
        Self(
            "deck.text.byte-order-mark",
            .warning,
            at: location,
            "a byte-order mark stands before the title, and is taken for a part of it",
            notes: [
                Note(
                    hidesComment
                        ? "without the mark '# ' would stand at its very start, and make the deck Markdown; begin it "
                            + "with the title alone, then save it without the mark"
                        : "without '# ' at its very start a deck isn't read as Markdown; save it without the mark"
                )
            ],
            fixes: [Fix("remove the byte-order mark", edits: [.init(location, "")])]
        )
    }

    fileprivate static func readAsLegacy(at location: SourceLocation) -> Self {
        Self(
            "deck.syntax.read-as-legacy",
            .warning,
            at: location,
            "a Markdown deck begins with '# Title'; this one is read as legacy, and its headings are comments",
            notes: [
                Note("write '# ' and the title at the start of the first line, with nothing above")
            ]
        )
    }
}
