/// Cuts a style sheet, or the declarations of one element, into the addresses that it loads and all that is between.
///
/// - Note: Source: CSS Syntax Module Level 3, 4.3; only what is needed to find addresses for sure.
struct StyleScanner {
    enum Piece {
        case text(Substring)
        /// An address; where it stands in an `@import`, the source is the whole rule.
        case address(StyleReference, source: Substring)
    }

    private let css: String
    private var rest: Substring.UTF8View
    /// The names of the functions and blocks that are open.
    private var open: [String] = []
    /// What the next block belongs to, such as `@font-face`.
    private var rule = ""

    init(_ css: String) {
        var css = css
        css.makeContiguousUTF8()
        self.css = css
        rest = Substring(css).utf8
    }

    /// Takes the next piece; nil at the end.
    mutating func next() -> Piece? {
        guard let byte = rest.first else { return nil }
        let start = rest.startIndex
        switch byte {
        case UInt8(ascii: "/") where rest.starts(with: "/*".utf8): skipComment()
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            if let address = string(), open.last?.hasSuffix("image-set") == true {
                return piece(address, .image, from: start)
            }
        case UInt8(ascii: "@"): if let piece = atRule() { return piece }
        case UInt8(ascii: "("), UInt8(ascii: "["):
            rest = rest.dropFirst()
            open.append("")
        case UInt8(ascii: "{"):
            rest = rest.dropFirst()
            open.append(rule)
            rule = ""
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            rest = rest.dropFirst()
            _ = open.popLast()
        case UInt8(ascii: ";"):
            rest = rest.dropFirst()
            rule = ""
        case let byte where byte.isNamePart: if let piece = name() { return piece }
        default: rest = rest.dropFirst()
        }
        return .text(css[start..<rest.startIndex])
    }

    /// Takes a name, and the address in it where the name is `url`.
    private mutating func name() -> Piece? {
        let start = rest.startIndex
        let name = takeName().lowercased()
        guard rest.first == UInt8(ascii: "(") else { return nil }
        guard name == "url" else {
            rest = rest.dropFirst()
            open.append(name)
            return nil
        }
        // (The namespaces of a sheet are names, which nobody loads.)
        guard let address = urlArgument(), rule != "@namespace" else { return nil }
        return piece(address, open.contains("@font-face") ? .font : .image, from: start)
    }

    /// Takes the name of a rule; of an `@import` all of it.
    private mutating func atRule() -> Piece? {
        let start = rest.startIndex
        rest = rest.dropFirst()
        rule = "@" + takeName().lowercased()
        guard rule == "@import" else { return nil }
        skipSpace()
        let address: String?
        if rest.first == UInt8(ascii: "\"") || rest.first == UInt8(ascii: "'") {
            address = string()
        } else if takeName().lowercased() == "url", rest.first == UInt8(ascii: "(") {
            address = urlArgument()
        } else {
            address = nil
        }
        guard let address else { return nil }
        let conditions = rest.startIndex
        while let byte = rest.first, byte != UInt8(ascii: ";"), byte != UInt8(ascii: "}") {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                _ = string()
            } else if rest.starts(with: "/*".utf8) {
                skipComment()
            } else {
                rest = rest.dropFirst()
            }
        }
        let reference = StyleReference(
            address: address,
            use: .sheet,
            conditions: String(css[conditions..<rest.startIndex]).trimmedOfSpace
        )
        if rest.first == UInt8(ascii: ";") { rest = rest.dropFirst() }
        rule = ""
        return .address(reference, source: css[start..<rest.startIndex])
    }

    private func piece(_ address: String, _ use: StyleReference.Use, from start: String.Index) -> Piece {
        let source = css[start..<rest.startIndex]
        // A fragment alone is a part of the page.
        guard !address.isEmpty, !address.hasPrefix("#") else { return .text(source) }
        return .address(StyleReference(address: address, use: use), source: source)
    }

    /// Takes the parentheses behind `url` with the address in them; nil, and the parenthesis alone, where it is none.
    private mutating func urlArgument() -> String? {
        rest = rest.dropFirst()
        let before = rest
        skipSpace()
        var address: String?
        if rest.first == UInt8(ascii: "\"") || rest.first == UInt8(ascii: "'") {
            address = string()
            skipSpace()
        } else {
            var bytes: [UInt8] = []
            while let byte = rest.first, byte != UInt8(ascii: ")"), !byte.isStyleSpace {
                if byte == UInt8(ascii: "\\") { bytes += escape() } else { bytes.append(rest.removeFirst()) }
            }
            address = String(decoding: bytes, as: UTF8.self)
            skipSpace()
        }
        guard let address, rest.first == UInt8(ascii: ")") else {
            rest = before
            open.append("url")
            return nil
        }
        rest = rest.dropFirst()
        return address
    }

    /// Takes a string and returns what it says; nil where its line ends before it.
    private mutating func string() -> String? {
        let quote = rest.removeFirst()
        var bytes: [UInt8] = []
        while let byte = rest.first {
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return nil }
            if byte == UInt8(ascii: "\\") {
                bytes += escape()
            } else {
                rest = rest.dropFirst()
                if byte == quote { break }
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Takes a backslash with what it escapes.
    private mutating func escape() -> [UInt8] {
        rest = rest.dropFirst()
        let digits = rest.prefix(6).prefix(while: \.isHexDigit)
        if let value = UInt32(Substring(digits), radix: 16) {
            rest = rest[digits.endIndex...]
            if rest.starts(with: "\r\n".utf8) {
                rest = rest.dropFirst(2)
            } else if rest.first?.isStyleSpace == true {
                rest = rest.dropFirst()
            }
            return Array(String(Unicode.Scalar(value == 0 ? 0xFFFD : value) ?? "\u{FFFD}").utf8)
        }
        guard let byte = rest.popFirst() else { return [] }
        switch byte {
        case UInt8(ascii: "\r"):
            if rest.first == UInt8(ascii: "\n") { rest = rest.dropFirst() }
            return []
        case UInt8(ascii: "\n"): return []
        default: return [byte]
        }
    }

    private mutating func skipComment() {
        let body = rest.dropFirst(2)
        rest = body.firstRange(of: "*/".utf8).map { rest[$0.upperBound...] } ?? rest[rest.endIndex...]
    }

    private mutating func skipSpace() { rest = rest.drop(while: \.isStyleSpace) }

    private mutating func takeName() -> Substring {
        let start = rest.startIndex
        while let byte = rest.first, byte.isNamePart {
            if byte == UInt8(ascii: "\\") { _ = escape() } else { rest = rest.dropFirst() }
        }
        return css[start..<rest.startIndex]
    }
}

extension UInt8 {
    fileprivate var isStyleSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) && self != 0x0B }

    fileprivate var isHexDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
    }

    /// Whether a name may hold the byte; a backslash begins an escape.
    fileprivate var isNamePart: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self >= 0x80
            || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") || self == UInt8(ascii: "\\")
    }
}

extension String {
    fileprivate var trimmedOfSpace: String {
        let start = utf8.drop(while: \.isStyleSpace)
        guard let last = start.lastIndex(where: { !$0.isStyleSpace }) else { return "" }
        return String(Substring(start[...last]))
    }
}
