extension ShellParser {
    /// Where the parts of a word end, and what quotes mean there.
    enum Place: Equatable {
        /// Outside quotes, up to a blank or an operator.
        case word
        /// Up to a `"`, which is read.
        case double
        /// Up to a `}`, which is read.
        case brace(inDouble: Bool)
        /// As `brace`, but a `/` ends it as well; it isn't read.
        case bracePattern(inDouble: Bool)
        /// As `brace`, but a `:` ends it as well; it isn't read.
        case braceOffset
        /// Up to `))`, which is read.
        case arithmetic
        /// To the end of the text.
        case document
        /// Up to a blank outside parentheses: a regular expression of bash.
        case regex

        var isQuoted: Bool {
            switch self {
            case .word, .regex: false
            case .brace(let inDouble), .bracePattern(let inDouble): inDouble
            case .double, .arithmetic, .document, .braceOffset: true
            }
        }

        var isBrace: Bool {
            switch self {
            case .brace, .bracePattern, .braceOffset: true
            default: false
            }
        }
    }

    /// Reads the parts of a word.
    mutating func parts(_ place: Place) throws(ShellSyntaxError) -> [WordPart] {
        try enter()
        defer { depth -= 1 }
        var parts: [WordPart] = []
        var text: [UInt8] = []
        var parentheses = 0
        func flush() {
            if !text.isEmpty { parts.append(.plain(text)) }
            text = []
        }
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\\"):
                if let next = peek(1) {
                    let escaped = readEscape(next, place)
                    if escaped.isQuoted {
                        flush()
                        parts.append(.quoted(escaped.bytes))
                    } else {
                        text += escaped.bytes
                    }
                } else {
                    at += 1
                    text.append(byte)
                }
            case UInt8(ascii: "'") where !place.isQuoted || place == .braceOffset:
                flush()
                parts.append(.quoted(try singleQuoted()))
            case UInt8(ascii: "\"") where place == .double:
                at += 1
                flush()
                return parts
            case UInt8(ascii: "\"") where place != .document && place != .arithmetic:
                at += 1
                flush()
                parts.append(.double(try self.parts(.double)))
            case UInt8(ascii: "$"):
                if peek(1) == UInt8(ascii: "'"), !place.isQuoted {
                    at += 1
                    flush()
                    parts.append(.quoted(try dollarQuoted()))
                } else if let part = try dollar(inDouble: place.isQuoted) {
                    flush()
                    parts.append(part)
                } else {
                    text.append(byte)
                }
            case UInt8(ascii: "`"):
                flush()
                parts.append(.substitution(try backquoted(inDouble: place.isQuoted)))
            case UInt8(ascii: "}") where place.isBrace:
                flush()
                if case .brace = place { at += 1 }
                return parts
            case UInt8(ascii: "/"), UInt8(ascii: ":"):
                if case .bracePattern = place, byte == UInt8(ascii: "/") {
                    flush()
                    return parts
                }
                if place == .braceOffset, byte == UInt8(ascii: ":") {
                    flush()
                    return parts
                }
                at += 1
                text.append(byte)
            case UInt8(ascii: "(") where place == .arithmetic || place == .regex:
                parentheses += 1
                at += 1
                text.append(byte)
            case UInt8(ascii: ")") where place == .regex && parentheses == 0:
                flush()
                return parts
            case UInt8(ascii: ")") where place == .arithmetic || place == .regex:
                if parentheses == 0 {
                    guard peek(1) == byte else { throw missingArithmetic() }
                    at += 2
                    flush()
                    return parts
                }
                parentheses -= 1
                at += 1
                text.append(byte)
            default:
                let isBlank = byte == 32 || byte == 9 || byte == 10
                if place == .word ? Self.endsWord(byte) : place == .regex && parentheses == 0 && isBlank {
                    flush()
                    return parts
                }
                if byte == UInt8(ascii: "\n") { line += 1 }
                at += 1
                text.append(byte)
            }
        }
        switch place {
        case .word, .document, .regex: break
        case .double: throw failure("unterminated quoted string", isIncomplete: true)
        case .brace, .bracePattern, .braceOffset: throw failure("missing '}'", isIncomplete: true)
        case .arithmetic: throw missingArithmetic()
        }
        flush()
        return parts
    }

    private func missingArithmetic() -> ShellSyntaxError {
        failure("missing '))'", isIncomplete: peek == nil)
    }

    private mutating func readEscape(_ next: UInt8, _ place: Place) -> (bytes: [UInt8], isQuoted: Bool) {
        at += 2
        if next == UInt8(ascii: "\n") {
            line += 1
            return ([], false)
        }
        guard place.isQuoted else { return ([next], true) }
        switch next {
        case UInt8(ascii: "$"), UInt8(ascii: "`"), UInt8(ascii: "\\"): return ([next], true)
        case UInt8(ascii: "\"") where place != .document && place != .arithmetic: return ([next], true)
        case UInt8(ascii: "}") where place.isBrace: return ([next], true)
        default: return ([UInt8(ascii: "\\"), next], true)
        }
    }

    private mutating func singleQuoted() throws(ShellSyntaxError) -> [UInt8] {
        guard let end = source[(at + 1)...].firstIndex(of: UInt8(ascii: "'")) else {
            throw failure("unterminated quoted string", isIncomplete: true)
        }
        let bytes = Array(source[(at + 1)..<end])
        line += bytes.count { $0 == UInt8(ascii: "\n") }
        at = end + 1
        return bytes
    }

    private mutating func dollarQuoted() throws(ShellSyntaxError) -> [UInt8] {
        at += 1
        var raw: [UInt8] = []
        while let byte = peek, byte != UInt8(ascii: "'") {
            raw.append(byte)
            at += 1
            if byte == UInt8(ascii: "\\"), let next = peek {
                raw.append(next)
                at += 1
            }
        }
        guard skip(UInt8(ascii: "'")) else { throw failure("unterminated quoted string", isIncomplete: true) }
        return Backslashes.expanded(raw, style: .dollar).bytes
    }

    /// A command between backquotes, where backslashes are taken away once before it is read.
    private mutating func backquoted(inDouble: Bool) throws(ShellSyntaxError) -> ShellCommand {
        let firstLine = line
        at += 1
        var text: [UInt8] = []
        while let byte = peek, byte != UInt8(ascii: "`") {
            at += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            if byte == UInt8(ascii: "\\"), let next = peek {
                at += 1
                let isTaken =
                    next == UInt8(ascii: "\\") || next == UInt8(ascii: "`") || next == UInt8(ascii: "$")
                    || (inDouble && next == UInt8(ascii: "\""))
                if next == UInt8(ascii: "\n") { continue }
                if !isTaken { text.append(byte) }
                text.append(next)
            } else {
                text.append(byte)
            }
        }
        guard skip(UInt8(ascii: "`")) else {
            throw failure("EOF in backquote substitution", isIncomplete: true)
        }
        var inner = ShellParser(text, line: firstLine, dialect: dialect)
        inner.depth = depth
        let command = try inner.list(stopsAtNewline: false)
        try inner.readToken(keywords: true)
        guard inner.token == .end else { throw inner.unexpected() }
        return inner.documents.isEmpty ? command : command.withDocuments(inner.documents)
    }
}
