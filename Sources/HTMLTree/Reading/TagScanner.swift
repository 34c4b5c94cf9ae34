/// Cuts HTML into start tags and all that is between them, as browsers do.
///
/// - Note: Source: HTML Living Standard, 13.2.5 Tokenization; only what is needed to find start tags for sure.
public struct TagScanner {
    /// What HTML is cut into.
    public enum Piece {
        /// Text, end tags, comments and anything else that is no start tag.
        case text(Substring)
        case tag(HTMLTag)
        /// The content of a script element.
        case script(Substring)
        /// The content of a style element.
        case style(Substring)
    }

    private let html: String
    private var rest: Substring.UTF8View
    /// The element whose raw text comes next.
    private var rawElement: String?

    public init(_ html: String) {
        var html = html
        html.makeContiguousUTF8()
        self.html = html
        self.rest = Substring(html).utf8
    }

    /// Takes the next piece; nil at the end.
    public mutating func next() -> Piece? {
        if let name = rawElement {
            rawElement = nil
            let content = rawText(of: name)
            if !content.isEmpty {
                return switch name {
                case "script": .script(content)
                case "style": .style(content)
                default: .text(content)
                }
            }
        }
        guard !rest.isEmpty else { return nil }
        let text = takeToStartTag()
        if !text.isEmpty { return .text(text) }
        return startTag()
    }

    /// Takes everything up to the next `<` with a letter behind it that isn't inside a comment.
    private mutating func takeToStartTag() -> Substring {
        let start = rest.startIndex
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[open...]
            let after = rest.dropFirst()
            if after.starts(with: "!--".utf8) {
                let body = after.dropFirst(3)
                rest =
                    body.firstRange(of: "-->".utf8).map { rest[$0.upperBound...] } ?? rest[rest.endIndex...]
            } else if let byte = after.first, byte.isASCIILetter {
                return html[start..<open]
            } else {
                rest = after
            }
        }
        rest = rest[rest.endIndex...]
        return html[start...]
    }

    private mutating func startTag() -> Piece {
        let start = rest.startIndex
        rest = rest.dropFirst()
        let name = String(take { !$0.isHTMLSpace && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") })
        var attributes: [HTMLTag.Attribute] = []
        while true {
            let before = rest.startIndex
            _ = take { $0.isHTMLSpace || $0 == UInt8(ascii: "/") }
            guard let byte = rest.first else {
                // The tag never ends: it is no tag for a browser either.
                rest = rest[rest.endIndex...]
                return .text(html[start...])
            }
            if byte == UInt8(ascii: ">") {
                let tail = String(html[before..<rest.startIndex])
                rest = rest.dropFirst()
                let lower = name.lowercased()
                if ["script", "style", "textarea", "title", "xmp"].contains(lower) { rawElement = lower }
                return .tag(HTMLTag(name: name, attributes: attributes, tail: tail))
            }
            attributes.append(attribute(from: before))
        }
    }

    private mutating func attribute(from before: String.Index) -> HTMLTag.Attribute {
        let nameStart = rest.startIndex
        // The first character may even be "=".
        rest = rest.dropFirst()
        _ = take {
            !$0.isHTMLSpace && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "=")
        }
        let name = String(html[nameStart..<rest.startIndex])
        let afterName = rest
        _ = take { $0.isHTMLSpace }
        guard rest.first == UInt8(ascii: "=") else {
            rest = afterName
            return HTMLTag.Attribute(name: name, value: nil, source: String(html[before..<rest.startIndex]))
        }
        rest = rest.dropFirst()
        _ = take { $0.isHTMLSpace }
        let value: Substring
        if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            rest = rest.dropFirst()
            value = take { $0 != quote }
            rest = rest.dropFirst()
        } else {
            value = take { !$0.isHTMLSpace && $0 != UInt8(ascii: ">") }
        }
        return HTMLTag.Attribute(
            name: name,
            value: CharacterReferences.decode(value),
            source: String(html[before..<rest.startIndex])
        )
    }

    /// The text up to the end tag of an element that holds no markup.
    private mutating func rawText(of name: String) -> Substring {
        let start = rest.startIndex
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[open...]
            let tag = rest.dropFirst().prefix(name.utf8.count + 1)
            if tag.first == UInt8(ascii: "/"),
                tag.dropFirst().elementsEqual(name.utf8, by: { $0 | 0x20 == $1 })
            {
                return html[start..<open]
            }
            rest = rest.dropFirst()
        }
        rest = rest[rest.endIndex...]
        return html[start...]
    }

    private mutating func take(while condition: (UInt8) -> Bool) -> Substring {
        let start = rest.startIndex
        rest = rest.drop(while: condition)
        return html[start..<rest.startIndex]
    }
}

extension UInt8 {
    fileprivate var isHTMLSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) && self != 0x0B }
    fileprivate var isASCIILetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
