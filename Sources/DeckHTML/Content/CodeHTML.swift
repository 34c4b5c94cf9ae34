import CodeTokens
import DeckModel
import DeckSyntax
import HTMLTree

/// Code with its syntax colours, as HTML.
enum CodeHTML {
    /// Renders the content of a `pre`: one `code` element.
    static func code(_ text: String, language: CodeLanguage?) -> HTML {
        let marks = tokens(text, language).map { mark($0.kind, $0.range) }
        return wrapped([.marked(MarkedText(text, marks: marks, tags: tags))], language)
    }

    /// Renders the lines of a listing, each in an element of its own with its number.
    static func lines(_ lines: [Code.Line], language: CodeLanguage?) -> HTML {
        let texts = lines.map(shownText)
        var pieces = tokens(texts.joined(separator: "\n"), language)[...]
        var start = 0
        let content = zip(lines, texts).map { line, text -> HTML in
            let end = start + text.utf8.count
            var marks: [MarkedText.Mark] = []
            while let token = pieces.first, token.range.lowerBound < end {
                let range = max(token.range.lowerBound, start)..<min(token.range.upperBound, end)
                if !range.isEmpty {
                    marks.append(mark(token.kind, range.lowerBound - start..<range.upperBound - start))
                }
                // A token that runs on to the next line is met there again.
                if token.range.upperBound > end { break }
                pieces.removeFirst()
            }
            start = end + 1
            return .tag(
                line.isHighlighted ? "mark" : "span",
                [.init("data-n", String(line.number))],
                .marked(MarkedText(text, marks: marks, tags: tags)),
                "\n"
            )
        }
        return wrapped(content, language)
    }

    /// The text of a line in the page: a highlight ends where the words do.
    private static func shownText(_ line: Code.Line) -> String {
        guard line.isHighlighted else { return line.text }
        let (indent, rest) = CodeText.highlighted(line.text)
        return indent + rest
    }

    private static func tokens(_ text: String, _ language: CodeLanguage?) -> [Token] {
        guard let language else { return [] }
        var text = text
        return text.withUTF8 { language.tokens(in: $0) }
    }

    private static func wrapped(_ content: [HTML], _ language: CodeLanguage?) -> HTML {
        .tag("code", [].with("class", language?.name), content: content)
    }

    private static func mark(_ kind: TokenKind, _ range: Range<Int>) -> MarkedText.Mark {
        MarkedText.Mark(tag: Int(kind.rawValue), range: range)
    }

    /// The elements of the kinds of tokens, in the order of the kinds.
    private static let tags = TokenKind.allCases.map { kind in
        switch kind {
        case .keyword: MarkedText.Tag("b")
        case .comment: MarkedText.Tag("i")
        case .string: MarkedText.Tag("u")
        case .number: letter("n")
        case .function: letter("f")
        case .type: letter("t")
        case .prompt: letter("p")
        case .output: letter("o")
        case .inserted: letter("a")
        case .deleted: letter("d")
        case .meta: letter("h")
        }
    }

    /// A custom element of one letter and the dash that such names have: a third of the bytes of a `span` with a class.
    private static func letter(_ letter: String) -> MarkedText.Tag { MarkedText.Tag("\(letter)-") }
}
