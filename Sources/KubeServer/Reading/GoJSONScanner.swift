/// Says where a text stops being JSON, in the words of Go's `encoding/json`: what a shell leaves of a patch in the wrong
/// quotes is what most questions about `kubectl patch` are about.
struct GoJSONScanner {
    private struct Fault: Error { var text: String }

    private static let deepest = 64
    private static let end = Fault(text: "unexpected end of JSON input")

    private let text: [UInt8]
    private var position = 0

    /// What is wrong with a text; nil where it is JSON.
    static func problem(_ text: [UInt8]) -> String? {
        var scanner = GoJSONScanner(text: text)
        do throws(Fault) {
            try scanner.value(depth: 0)
            scanner.skipSpace()
            if scanner.position < text.count { throw scanner.unexpected("after top-level value") }
            return nil
        } catch { return error.text }
    }

    private init(text: [UInt8]) { self.text = text }

    private mutating func value(depth: Int) throws(Fault) {
        guard depth < Self.deepest else { throw Fault(text: "exceeded max depth") }
        skipSpace()
        switch try peek() {
        case UInt8(ascii: "{"): try object(depth)
        case UInt8(ascii: "["): try array(depth)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: throw unexpected("looking for beginning of value")
        }
    }

    private mutating func object(_ depth: Int) throws(Fault) {
        position += 1
        skipSpace()
        if try peek() == UInt8(ascii: "}") { return position += 1 }
        while true {
            skipSpace()
            guard try peek() == UInt8(ascii: "\"") else {
                throw unexpected("looking for beginning of object key string")
            }
            try string()
            skipSpace()
            guard try peek() == UInt8(ascii: ":") else { throw unexpected("after object key") }
            position += 1
            try value(depth: depth + 1)
            skipSpace()
            switch try peek() {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "}"): return position += 1
            default: throw unexpected("after object key:value pair")
            }
        }
    }

    private mutating func array(_ depth: Int) throws(Fault) {
        position += 1
        skipSpace()
        if try peek() == UInt8(ascii: "]") { return position += 1 }
        while true {
            try value(depth: depth + 1)
            skipSpace()
            switch try peek() {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "]"): return position += 1
            default: throw unexpected("after array element")
            }
        }
    }

    private mutating func string() throws(Fault) {
        position += 1
        while true {
            switch try peek() {
            case UInt8(ascii: "\""): return position += 1
            case UInt8(ascii: "\\"): try escape()
            case 0..<0x20: throw unexpected("in string literal")
            default: position += 1
            }
        }
    }

    private mutating func escape() throws(Fault) {
        position += 1
        let sign = try peek()
        guard #""\/bfnrtu"#.utf8.contains(sign) else { throw unexpected("in string escape code") }
        position += 1
        guard sign == UInt8(ascii: "u") else { return }
        for _ in 0..<4 {
            guard Character(Unicode.Scalar(try peek())).isHexDigit else {
                throw unexpected("in \\u hexadecimal character escape")
            }
            position += 1
        }
    }

    private mutating func number() throws(Fault) {
        if try peek() == UInt8(ascii: "-") {
            position += 1
            if try !isDigit(peek()) { throw unexpected("in numeric literal") }
        }
        if try peek() == UInt8(ascii: "0") { position += 1 } else { skipDigits() }
        if next == UInt8(ascii: ".") {
            position += 1
            if try !isDigit(peek()) { throw unexpected("after decimal point in numeric literal") }
            skipDigits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            if try !isDigit(peek()) { throw unexpected("in exponent of numeric literal") }
            skipDigits()
        }
    }

    private mutating func word(_ word: String) throws(Fault) {
        for letter in word.utf8 {
            guard try peek() == letter else {
                throw unexpected("in literal \(word) (expecting '\(Character(Unicode.Scalar(letter)))')")
            }
            position += 1
        }
    }

    private var next: UInt8? { position < text.count ? text[position] : nil }

    private func peek() throws(Fault) -> UInt8 {
        guard let next else { throw Self.end }
        return next
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private mutating func skipDigits() {
        while let next, isDigit(next) { position += 1 }
    }

    private mutating func skipSpace() {
        while let next, [0x20, 0x09, 0x0A, 0x0D].contains(next) { position += 1 }
    }

    private func unexpected(_ place: String) -> Fault {
        let shown: String =
            switch text[position] {
            case UInt8(ascii: "'"): "\\'"
            case UInt8(ascii: "\\"): "\\\\"
            case UInt8(ascii: "\n"): "\\n"
            case UInt8(ascii: "\r"): "\\r"
            case UInt8(ascii: "\t"): "\\t"
            case let byte where byte < 0x20 || byte == 0x7F:
                "\\x" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
            case let byte: String(Unicode.Scalar(byte))
            }
        return Fault(text: "invalid character '\(shown)' \(place)")
    }
}
