public import DeckModel
import GoText

extension [Inline] {
    /// Reads the inline styling of the legacy syntax: `_italic_`, `*bold*`, code, `[[url][label]]`.
    ///
    /// Text without any markup is one ``Inline/text(_:)``, empty text is no element at all.
    public init(styled text: String) { self = InlineParser.parse(text) }
}

/// Reads inline styling as `present` does.
///
/// `present` escapes the text for HTML first and styles the result. Here the text stays as it is, and what
/// the escaping changes is put in where it counts: an escaped character has punctuation at both ends, and an
/// address is taken apart in its escaped form.
struct InlineParser {
    private let text: [UInt8]
    private var closings: InlineClosings
    private var out = InlineBuilder()

    static func parse(_ text: String) -> [Inline] {
        if text.isEmpty { return [] }
        guard text.utf8.contains(where: { $0.isMarker || $0 == UInt8(ascii: "[") }) else {
            return [.text(text)]
        }
        var parser = InlineParser(Array(text.utf8)[...])
        return parser.parse()
    }

    private init(_ text: ArraySlice<UInt8>) {
        self.text = Array(text)
        closings = InlineClosings(self.text)
    }

    /// Cuts the text where white space begins or ends.
    private mutating func parse() -> [Inline] {
        var start = 0
        var index = 0
        var wasSpace = false
        while index < text.count {
            let length = GoText.characterLength(text[index...])
            let isSpace = GoText.isWhite(text[index..<index + length])
            if index > start, isSpace != wasSpace { start = emit(start, upTo: index) }
            wasSpace = isSpace
            index += length
        }
        while start < text.count { start = emit(start, upTo: text.count) }
        return out.finish()
    }

    /// Emits one token, or what stands before a link and the link.
    ///
    /// - Returns: Where the next token begins; after a link that may be before or beyond `end`.
    private mutating func emit(_ start: Int, upTo end: Int) -> Int {
        if let open = doubleBracket(start..<end), let link = closings.link(at: open) {
            if open > start { style(start..<open) }
            append(link)
            return link.end
        }
        style(start..<end)
        return end
    }

    private func doubleBracket(_ range: Range<Int>) -> Int? {
        let bracket = UInt8(ascii: "[")
        var index = range.lowerBound
        while index + 1 < range.upperBound {
            if text[index] == bracket, text[index + 1] == bracket { return index }
            index += 1
        }
        return nil
    }

    /// Emits a token: its first marker decides, and the last one of the same kind closes it.
    private mutating func style(_ token: Range<Int>) {
        guard let open = text[token].firstIndex(where: \.isMarker),
            let close = text[token].lastIndex(of: text[open]), close > open,
            open == token.lowerBound || text.endsInPunctuation(token.lowerBound..<open),
            close + 1 == token.upperBound || text.startsWithPunctuation(close + 1)
        else { return out.append(text[token]) }
        out.append(text[token.lowerBound..<open])
        let inner = unmarked(open + 1..<close, closing: close)
        switch text[open] {
        case UInt8(ascii: "_"): out.append(.italic(inner))
        case UInt8(ascii: "*"): out.append(.bold(inner))
        default: out.append(.code(inner))
        }
        out.append(text[(close + 1)..<token.upperBound])
    }

    /// The text between markers: a doubled marker stands for itself, a single one for a space.
    private func unmarked(_ range: Range<Int>, closing: Int) -> String {
        let marker = text[closing]
        var inner: [UInt8] = []
        inner.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            if text[index] != marker {
                inner.append(text[index])
            } else if text[index + 1] == marker {
                // The second one may be the marker that closes.
                inner.append(marker)
                index += 1
            } else {
                inner.append(UInt8(ascii: " "))
            }
            index += 1
        }
        return GoText.decode(inner)
    }

    private mutating func append(_ link: InlineClosings.Link) {
        let url = GoText.decode(text[link.url])
        let parts = try? GoURL.parse(url.escapedForHTML)
        var label = text[link.label ?? link.url]
        if link.label == nil {
            let scheme = parts.map { Array($0.scheme.utf8) } ?? []
            let prefix = scheme + Array((label.starts(with: scheme + Array("://".utf8)) ? "://" : ":").utf8)
            label = parts != nil && label.starts(with: prefix) ? label.dropFirst(prefix.count) : []
        }
        // A label holds no "]]", so there are no links in it and this goes no deeper.
        let styled = Self.parse(GoText.decode(label))
        let opensNewTab = parts.map { !$0.scheme.isEmpty && $0.scheme != "javascript" } ?? true
        out.append(
            .link(url: url, label: styled.isEmpty ? [.text(url)] : styled, opensNewTab: opensNewTab)
        )
    }
}

extension UInt8 {
    fileprivate var isMarker: Bool {
        self == UInt8(ascii: "_") || self == UInt8(ascii: "*") || self == UInt8(ascii: "`")
    }
}

extension [UInt8] {
    fileprivate func startsWithPunctuation(_ index: Int) -> Bool {
        scalar(index..<index + GoText.characterLength(self[index...])).isPunctuationWhenEscaped
    }

    fileprivate func endsInPunctuation(_ range: Range<Int>) -> Bool {
        var start = range.upperBound - 1
        while start > range.lowerBound, self[start] & 0xC0 == 0x80 { start -= 1 }
        return scalar(start..<range.upperBound).isPunctuationWhenEscaped
    }

    private func scalar(_ range: Range<Int>) -> Unicode.Scalar {
        GoText.decode(self[range]).unicodeScalars.first ?? "\u{FFFD}"
    }
}

extension Unicode.Scalar {
    /// Whether it is punctuation, or becomes `&…;`.
    fileprivate var isPunctuationWhenEscaped: Bool { self == "<" || self == ">" || isGoPunctuation }
}

extension String {
    /// The text as it stands in HTML, in the form of Go's `html.EscapeString`.
    fileprivate var escapedForHTML: String {
        guard utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return self }
        var out = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&#34;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
