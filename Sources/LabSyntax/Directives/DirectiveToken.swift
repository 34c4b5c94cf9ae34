/// A word of a directive: `word`, `"text"`, `key=value`, `key="text"` or `{a, b}`.
struct DirectiveToken: Hashable {
    /// The word as it means: without quotes, and without the key.
    var value: String
    /// The name before `=`; nil where there is none.
    var key: String?
    /// The word as it is written.
    var source: String
    /// Byte offsets in the directive's text.
    var range: Range<Int>
    /// Whether the value stood in quotes.
    var isQuoted: Bool

    /// Splits a text into words.
    ///
    /// - Throws: ``TokenError`` for a quotation mark or a brace that nothing closes.
    static func tokens(of text: String) throws(TokenError) -> [DirectiveToken] {
        var scanner = Scanner(Array(text.utf8))
        var tokens: [DirectiveToken] = []
        while let token = try scanner.next() { tokens.append(token) }
        return tokens
    }

    private struct Scanner {
        private let bytes: [UInt8]
        private var at = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        mutating func next() throws(TokenError) -> DirectiveToken? {
            while at < bytes.count, bytes[at].isBlank { at += 1 }
            guard at < bytes.count else { return nil }
            let start = at
            var value: [UInt8] = []
            var key: String?
            var isQuoted = false
            while at < bytes.count, !bytes[at].isBlank {
                switch bytes[at] {
                case UInt8(ascii: "\""):
                    isQuoted = true
                    value += try quoted()
                case UInt8(ascii: "{") where value.isEmpty && !isHole: value += try braced()
                case UInt8(ascii: "{") where isHole: value += hole()
                case UInt8(ascii: "=") where key == nil && Self.isKey(value):
                    key = String(decoding: value, as: UTF8.self)
                    value = []
                    at += 1
                default:
                    value.append(bytes[at])
                    at += 1
                }
            }
            return DirectiveToken(
                value: String(decoding: value, as: UTF8.self),
                key: key,
                source: String(decoding: bytes[start..<at], as: UTF8.self),
                range: start..<at,
                isQuoted: isQuoted
            )
        }

        private var isHole: Bool { bytes[at...].starts(with: "{{".utf8) }

        private mutating func quoted() throws(TokenError) -> [UInt8] {
            let start = at
            var value: [UInt8] = []
            at += 1
            while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
                // A backslash keeps a quotation mark and itself; before all else it is a backslash.
                if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count,
                    [UInt8(ascii: "\""), UInt8(ascii: "\\")].contains(bytes[at + 1])
                {
                    at += 1
                }
                value.append(bytes[at])
                at += 1
            }
            guard at < bytes.count else { throw TokenError(sign: "\"", range: start..<bytes.count) }
            at += 1
            return value
        }

        private mutating func braced() throws(TokenError) -> [UInt8] {
            let start = at
            while at < bytes.count, bytes[at] != UInt8(ascii: "}") { at += 1 }
            guard at < bytes.count else { throw TokenError(sign: "{", range: start..<bytes.count) }
            at += 1
            return Array(bytes[start..<at])
        }

        /// A hole of a pattern may have spaces inside; one that never ends is left as it is.
        private mutating func hole() -> [UInt8] {
            let start = at
            var end = at + 2
            while end + 1 < bytes.count,
                !(bytes[end] == UInt8(ascii: "}") && bytes[end + 1] == UInt8(ascii: "}"))
            {
                end += 1
            }
            at = end + 1 < bytes.count ? end + 2 : at + 2
            return Array(bytes[start..<at])
        }

        private static func isKey(_ bytes: [UInt8]) -> Bool {
            guard let first = bytes.first, first.isLetter else { return false }
            return bytes.allSatisfy { $0.isLetter || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
        }
    }
}

/// A quotation mark or a brace that nothing closes.
struct TokenError: Error {
    var sign: Character
    var range: Range<Int>
}

extension UInt8 {
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
    var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
