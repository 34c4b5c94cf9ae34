/// A word of an awk program.
enum AwkToken: Hashable {
    case number(Double)
    case text([UInt8])
    case name(String)
    /// A name with an opening parenthesis right behind it: a function of the program's.
    case function(String)
    case builtin(String)
    case keyword(String)
    case sign(String)
    case newline
    case end
}

/// Takes an awk program apart.
///
/// Whether a slash begins a pattern or divides depends on what stands before it, which only the parser knows: it asks
/// for the pattern itself.
struct AwkLexer {
    static let keywords: Set<String> = [
        "BEGIN", "END", "function", "func", "if", "else", "while", "for", "do", "break", "continue", "next",
        "exit", "return",
        "delete", "in", "getline", "print", "printf", "nextfile",
    ]
    static let builtins: Set<String> = [
        "length", "substr", "index", "split", "sub", "gsub", "match", "sprintf", "sin", "cos", "atan2", "exp",
        "log", "sqrt",
        "int", "rand", "srand", "tolower", "toupper", "system", "close", "fflush", "systime", "strftime",
        "and", "or", "xor",
        "lshift", "rshift", "compl",
    ]
    private static let signs = [
        "**=", "&&", "||", "==", "<=", ">=", "!=", "++", "--", "+=", "-=", "*=", "/=", "%=", "^=", "**", ">>",
        "!~", "{", "}",
        "(", ")", "[", "]", ";", ",", "+", "-", "*", "/", "%", "^", "!", "<", ">", "|", "?", ":", "~", "$",
        "=",
    ].map { (text: $0, bytes: Array($0.utf8)) }

    private let bytes: [UInt8]
    private(set) var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() throws(AwkFailure) -> AwkToken {
        skipBlanks()
        guard at < bytes.count else { return .end }
        let byte = bytes[at]
        if byte == 10 {
            at += 1
            return .newline
        }
        if byte.isDigit || byte == UInt8(ascii: ".") && at + 1 < bytes.count && bytes[at + 1].isDigit {
            let (value, length) = AwkNumber.read(bytes[at...], takesHexadecimal: true)
            at += max(1, length)
            return .number(value)
        }
        if byte == UInt8(ascii: "\"") { return .text(try quoted()) }
        if byte.isNamePart, !byte.isDigit { return word() }
        for sign in Self.signs where bytes[at...].starts(with: sign.bytes) {
            at += sign.bytes.count
            return .sign(sign.text == "**" ? "^" : sign.text == "**=" ? "^=" : sign.text)
        }
        throw AwkFailure(words: "Unexpected token")
    }

    private mutating func skipBlanks() {
        while at < bytes.count {
            if bytes[at] == 32 || bytes[at] == 9 || bytes[at] == 13 {
                at += 1
            } else if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count, bytes[at + 1] == 10 {
                at += 2
            } else if bytes[at] == UInt8(ascii: "#") {
                while at < bytes.count, bytes[at] != 10 { at += 1 }
            } else {
                return
            }
        }
    }

    private mutating func word() -> AwkToken {
        let start = at
        while at < bytes.count, bytes[at].isNamePart { at += 1 }
        let name = String(decoding: bytes[start..<at], as: UTF8.self)
        if Self.keywords.contains(name) { return .keyword(name) }
        if Self.builtins.contains(name) { return .builtin(name) }
        return at < bytes.count && bytes[at] == UInt8(ascii: "(") ? .function(name) : .name(name)
    }

    private mutating func quoted() throws(AwkFailure) -> [UInt8] {
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard at < bytes.count else { throw AwkFailure(words: "Unexpected end of string") }
        defer { at += 1 }
        return AwkText.unescaped(bytes[start..<at])
    }

    /// The pattern behind the slash that was just read.
    mutating func pattern() throws(AwkFailure) -> [UInt8] {
        var pattern: [UInt8] = []
        while at < bytes.count, bytes[at] != UInt8(ascii: "/"), bytes[at] != 10 {
            if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count {
                if bytes[at + 1] != UInt8(ascii: "/") { pattern.append(bytes[at]) }
                at += 1
            }
            pattern.append(bytes[at])
            at += 1
        }
        guard at < bytes.count, bytes[at] != 10 else { throw AwkFailure(words: "Unexpected end of string") }
        at += 1
        return AwkText.patternUnescaped(pattern)
    }
}

/// Backslashes in texts and patterns.
enum AwkText {
    private static let letters: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "a"): 7,
        UInt8(ascii: "b"): 8,
        UInt8(ascii: "f"): 12, UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): 92, UInt8(ascii: "\""): 34,
        UInt8(ascii: "/"): 47,
    ]

    static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var at = bytes.startIndex
        while at < bytes.endIndex {
            guard bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.endIndex else {
                out.append(bytes[at])
                at += 1
                continue
            }
            let next = bytes[at + 1]
            at += 2
            if let letter = letters[next] {
                out.append(letter)
            } else if (48..<56).contains(next) {
                var value = Int(next - 48)
                var count = 1
                while at < bytes.endIndex, count < 3, (48..<56).contains(bytes[at]) {
                    value = value * 8 + Int(bytes[at] - 48)
                    at += 1
                    count += 1
                }
                out.append(UInt8(truncatingIfNeeded: value))
            } else {
                out += [92, next]
            }
        }
        return out
    }

    /// A pattern's own backslashes stay, those that stand for a character become it.
    static func patternUnescaped(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == 92, at + 1 < bytes.count {
                switch bytes[at + 1] {
                case UInt8(ascii: "n"): out.append(10)
                case UInt8(ascii: "t"): out.append(9)
                case UInt8(ascii: "r"): out.append(13)
                case UInt8(ascii: "\""): out.append(34)
                default: out += bytes[at...at + 1]
                }
                at += 2
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return out
    }
}
