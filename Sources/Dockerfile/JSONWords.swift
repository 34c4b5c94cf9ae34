/// The exec form: a JSON array of strings.
///
/// Anything else is no exec form, and the whole line goes to the shell.
enum JSONWords {
    static func parse(_ text: String) -> [String]? {
        var scanner = Scanner(rest: Array(text.utf8)[...])
        guard let words = scanner.array(), scanner.atEnd() else { return nil }
        return words
    }

    private struct Scanner {
        var rest: ArraySlice<UInt8>

        mutating func atEnd() -> Bool {
            blanks()
            return rest.isEmpty
        }

        mutating func array() -> [String]? {
            guard take("[") else { return nil }
            var words: [String] = []
            if take("]") { return words }
            while true {
                guard let word = string() else { return nil }
                words.append(word)
                if take("]") { return words }
                guard take(",") else { return nil }
            }
        }

        private mutating func blanks() { rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) } }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            blanks()
            guard rest.first == UInt8(ascii: character) else { return false }
            rest.removeFirst()
            return true
        }

        private mutating func string() -> String? {
            guard take("\"") else { return nil }
            var bytes: [UInt8] = []
            while let byte = rest.popFirst() {
                switch byte {
                case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
                case UInt8(ascii: "\\"):
                    guard let character = escaped() else { return nil }
                    bytes += Array(String(character).utf8)
                case 0..<0x20: return nil
                default: bytes.append(byte)
                }
            }
            return nil
        }

        private mutating func escaped() -> Unicode.Scalar? {
            let plain: [UInt8: Unicode.Scalar] = [
                UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
                UInt8(ascii: "b"): "\u{8}",
                UInt8(ascii: "f"): "\u{c}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r",
                UInt8(ascii: "t"): "\t",
            ]
            guard let byte = rest.popFirst() else { return nil }
            guard byte == UInt8(ascii: "u") else { return plain[byte] }
            guard let unit = hexadecimal() else { return nil }
            // Half of a pair alone becomes the replacement character, as in Go.
            guard (0xD800..<0xDC00).contains(unit), rest.starts(with: Array("\\u".utf8)) else {
                return Unicode.Scalar(unit) ?? "\u{FFFD}"
            }
            var ahead = self
            ahead.rest.removeFirst(2)
            guard let low = ahead.hexadecimal(), (0xDC00..<0xE000).contains(low) else { return "\u{FFFD}" }
            self = ahead
            return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
        }

        private mutating func hexadecimal() -> UInt32? {
            let digits = rest.prefix(4)
            guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
                return nil
            }
            rest.removeFirst(4)
            return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        }
    }
}
