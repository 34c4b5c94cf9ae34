import CodeTokens
import DeckModel
import HTMLTree

/// Code with its syntax colours, as HTML.
enum CodeHTML {
    /// Renders the content of a `pre`: one `code` element.
    static func code(_ text: String, language: CodeLanguage?) -> HTML {
        var content: [HTML] = []
        let bytes = text.utf8
        var position = bytes.startIndex
        for token in tokens(text, language) {
            let start = bytes.index(bytes.startIndex, offsetBy: token.range.lowerBound)
            let end = bytes.index(bytes.startIndex, offsetBy: token.range.upperBound)
            if position < start { content.append(.text(text[position..<start])) }
            content.append(element(token.kind, text[start..<end]))
            position = end
        }
        if position < bytes.endIndex { content.append(.text(text[position...])) }
        return wrapped(content, language)
    }

    /// Renders the lines of a listing, each in an element of its own with its number.
    static func lines(_ lines: [Code.Line], language: CodeLanguage?) -> HTML {
        let text = lines.map(\.text).joined(separator: "\n")
        var pieces = tokens(text, language)[...]
        var start = 0
        let content = lines.map { line -> HTML in
            let bytes = line.text.utf8
            let end = start + bytes.count
            var parts: [HTML] = []
            var position = start
            func slice(_ range: Range<Int>) -> Substring {
                line.text[
                    bytes.index(
                        bytes.startIndex,
                        offsetBy: range.lowerBound - start
                    )..<bytes.index(
                        bytes.startIndex,
                        offsetBy: range.upperBound - start
                    )
                ]
            }
            while let token = pieces.first, token.range.lowerBound < end {
                let range = max(token.range.lowerBound, start)..<min(token.range.upperBound, end)
                if position < range.lowerBound { parts.append(.text(slice(position..<range.lowerBound))) }
                if !range.isEmpty { parts.append(element(token.kind, slice(range))) }
                position = range.upperBound
                // A token that runs on to the next line is met there again.
                if token.range.upperBound > end { break }
                pieces.removeFirst()
            }
            if position < end { parts.append(.text(slice(position..<end))) }
            parts.append("\n")
            start = end + 1
            return .tag(
                line.isHighlighted ? "mark" : "span",
                [.init("data-n", String(line.number))],
                content: parts
            )
        }
        return wrapped(content, language)
    }

    private static func tokens(_ text: String, _ language: CodeLanguage?) -> [Token] {
        guard let language else { return [] }
        var text = text
        return text.withUTF8 { language.tokens(in: $0) }
    }

    private static func wrapped(_ content: [HTML], _ language: CodeLanguage?) -> HTML {
        .tag("code", [].with("class", language?.name), content: content)
    }

    private static func element(_ kind: TokenKind, _ text: Substring) -> HTML {
        switch kind {
        case .keyword: .tag("b", [], .text(text))
        case .comment: .tag("i", [], .text(text))
        case .string: .tag("u", [], .text(text))
        case .number: mark(Mark.number, text)
        case .function: mark(Mark.function, text)
        case .type: mark(Mark.type, text)
        case .prompt: mark(Mark.prompt, text)
        case .output: mark(Mark.output, text)
        case .inserted: mark(Mark.inserted, text)
        case .deleted: mark(Mark.deleted, text)
        case .meta: mark(Mark.meta, text)
        }
    }

    /// A custom element with one letter for an attribute: a third of the bytes of a `span` with a class.
    private static func mark(_ letter: [HTML.Attribute], _ text: Substring) -> HTML {
        .tag("c-", letter, .text(text))
    }

    /// The letters, made once: a page has thousands of them.
    private enum Mark {
        static let number = [HTML.Attribute("n")]
        static let function = [HTML.Attribute("f")]
        static let type = [HTML.Attribute("t")]
        static let prompt = [HTML.Attribute("p")]
        static let output = [HTML.Attribute("o")]
        static let inserted = [HTML.Attribute("a")]
        static let deleted = [HTML.Attribute("d")]
        static let meta = [HTML.Attribute("h")]
    }
}
