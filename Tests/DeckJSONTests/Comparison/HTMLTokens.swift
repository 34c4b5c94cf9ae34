/// A piece of HTML: equal sequences of them build equal trees, whatever the markup leaves open.
enum HTMLToken: Hashable {
    case text(String)
    case open(String, [Attribute])
    case close(String)
    /// A comment, a declaration, an instruction or a script, without its white space.
    case other(String)

    struct Attribute: Hashable {
        var name: String
        var value: String
    }

    /// Whether it is a comment that nothing closes.
    var isOpenComment: Bool {
        if case .other(let text) = self { text.hasPrefix("<!--") && !text.hasSuffix("-->") } else { false }
    }

    /// Whether white space beside the tag means nothing.
    fileprivate var isBlock: Bool {
        switch self {
        case .open(let name, _), .close(let name): !Self.inlineNames.contains(name)
        case .text, .other: false
        }
    }

    private static let inlineNames: Set = [
        "a", "i", "b", "code", "em", "strong", "img", "q", "u", "kbd", "sub",
    ]
}

/// Cuts HTML into tokens, forgiving whatever is wrong with it.
struct HTMLTokens {
    private let bytes: ArraySlice<UInt8>
    private var index: Int
    private var tokens: [HTMLToken] = []
    private var pending: [UInt8] = []

    private init(_ html: String) {
        bytes = Array(html.utf8)[...]
        index = 0
    }

    /// Returns the tokens; references are resolved, and white space outside `pre` is made alike.
    static func of(_ html: String) -> [HTMLToken] {
        var reader = Self(html)
        reader.readAll()
        return normalized(reader.tokens)
    }

    private mutating func readAll() {
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "<"), readMarkup() { continue }
            pending.append(bytes[index])
            index += 1
        }
        flush()
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        tokens.append(.text(References.resolved(String(decoding: pending, as: UTF8.self))))
        pending = []
    }

    private mutating func readMarkup() -> Bool {
        let rest = bytes[(index + 1)...]
        guard let first = rest.first else { return false }
        if rest.starts(with: "!--".utf8) {
            readOther(through: rest.dropFirst(3).firstRange(of: Array("-->".utf8))?.upperBound)
        } else if first == UInt8(ascii: "!") || first == UInt8(ascii: "?") {
            readOther(through: rest.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 })
        } else if first == UInt8(ascii: "/"), rest.dropFirst().first?.isLetter == true {
            flush()
            index += 2
            tokens.append(.close(name()))
            index = bytes[index...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.endIndex
        } else if first.isLetter {
            flush()
            index += 1
            readTag()
        } else {
            return false
        }
        return true
    }

    private mutating func readOther(through end: Int?) {
        flush()
        let end = end ?? bytes.endIndex
        tokens.append(.other(String(decoding: bytes[index..<end], as: UTF8.self)))
        index = end
    }

    private mutating func name() -> String {
        let start = index
        while let byte = peek, !byte.isSpace, byte != UInt8(ascii: ">"), byte != UInt8(ascii: "/") {
            index += 1
        }
        return String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
    }

    private mutating func readTag() {
        let name = name()
        var attributes: [HTMLToken.Attribute] = []
        while let byte = peek, byte != UInt8(ascii: ">") {
            if byte.isSpace || byte == UInt8(ascii: "/") {
                index += 1
            } else {
                attributes.append(attribute())
            }
        }
        index = min(index + 1, bytes.endIndex)
        tokens.append(.open(name, attributes))
        guard ["script", "style"].contains(name) else { return }
        let end = bytes[index...].firstRange(of: Array("</\(name)".utf8))?.lowerBound ?? bytes.endIndex
        if end > index { tokens.append(.other(String(decoding: bytes[index..<end], as: UTF8.self))) }
        index = end
    }

    private mutating func attribute() -> HTMLToken.Attribute {
        let start = index
        index += 1
        while let byte = peek, !byte.isSpace, !"=>/".utf8.contains(byte) { index += 1 }
        let name = String(decoding: bytes[start..<index], as: UTF8.self)
        guard peek == UInt8(ascii: "=") else { return HTMLToken.Attribute(name: name, value: "") }
        index += 1
        let quote = peek.flatMap { "\"'".utf8.contains($0) ? $0 : nil }
        if quote != nil { index += 1 }
        let valueStart = index
        while let byte = peek {
            if let quote {
                if byte == quote { break }
            } else if byte.isSpace || byte == UInt8(ascii: ">") {
                break
            }
            index += 1
        }
        let value = String(decoding: bytes[valueStart..<index], as: UTF8.self)
        if quote != nil { index = min(index + 1, bytes.endIndex) }
        return HTMLToken.Attribute(name: name, value: References.resolved(value))
    }

    private var peek: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

    /// Makes white space alike: one space for a run, none beside blocks; text in `pre` stays.
    private static func normalized(_ tokens: [HTMLToken]) -> [HTMLToken] {
        var out: [HTMLToken] = []
        var preDepth = 0
        for (index, token) in tokens.enumerated() {
            switch token {
            case .open("pre", _): preDepth += 1
            case .close("pre"): preDepth = max(preDepth - 1, 0)
            default: break
            }
            if case .other(let text) = token {
                out.append(.other(String(text.filter { !$0.isHTMLSpace })))
                continue
            }
            guard case .text(let text) = token, preDepth == 0 else {
                out.append(token)
                continue
            }
            let isAfterBlock = index == 0 || tokens[index - 1].isBlock
            let isBeforeBlock = index + 1 == tokens.count || tokens[index + 1].isBlock
            var collapsed = text.split(whereSeparator: \.isHTMLSpace).joined(separator: " ")
            if collapsed.isEmpty, isAfterBlock || isBeforeBlock { continue }
            if text.first?.isHTMLSpace == true, !isAfterBlock { collapsed = " " + collapsed }
            if text.last?.isHTMLSpace == true, !isBeforeBlock, collapsed != " " { collapsed += " " }
            if !collapsed.isEmpty { out.append(.text(collapsed)) }
        }
        return out
    }
}

extension Character {
    fileprivate var isHTMLSpace: Bool { self == "\r\n" || [" ", "\t", "\n", "\r", "\u{C}"].contains(self) }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

/// Character references by number, and the four that every writer of HTML needs.
private enum References {
    static func resolved(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return text.replacing(/&(?:#([0-9]+)|#[xX]([0-9a-fA-F]+)|(amp|lt|gt|quot));/) { match in
            if let name = match.3 { return ["amp": "&", "lt": "<", "gt": ">", "quot": "\""][name] ?? "" }
            let value = match.1.flatMap { UInt32($0) } ?? match.2.flatMap { UInt32($0, radix: 16) }
            return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? String(match.0)
        }
    }
}
