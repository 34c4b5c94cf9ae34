/// Reads code of the languages that took over C's words, literals and comments.
struct CLikeScanner {
    let grammar: CLikeGrammar
    /// Where the name of a function stands that is being declared.
    private var declaredName = -1
    /// Whether a `/` here can't divide, so that it starts a regular expression.
    var expectsOperand = true
    /// A `/` before this place starts no regular expression: the line has no end for one.
    var divisionsUpTo = 0

    init(_ grammar: CLikeGrammar) {
        self.grammar = grammar
    }

    static func scan(_ cursor: inout Cursor, as grammar: CLikeGrammar) {
        var scanner = CLikeScanner(grammar)
        while !cursor.isAtEnd { scanner.step(&cursor) }
    }

    private mutating func step(_ cursor: inout Cursor) {
        let start = cursor.at
        let byte = cursor.byte
        switch byte {
        case " ", "\t", "\n", "\r":
            cursor.skip(while: \.isSpace)
        case "a"..."z", "A"..."Z", "_":
            word(&cursor)
        case "/":
            slash(&cursor)
        case "\"":
            skipDoubleQuoted(&cursor)
            literalEnds(&cursor, from: start)
        case "'":
            singleQuoted(&cursor)
        case "`":
            backtick(&cursor)
        case "0"..."9":
            number(&cursor)
        case ".":
            if cursor.peek(1).isDigit { return number(&cursor) }
            cursor.advance()
            if cursor.byte == "." { cursor.skip { $0 == "." } } else { member(&cursor) }
            expectsOperand = true
        case "#":
            hash(&cursor)
        case "@":
            cursor.advance()
            guard grammar.hasAnnotations, cursor.byte.startsWord else { return }
            cursor.skip { $0.isWord || $0 == "." }
            cursor.emit(.meta, from: start)
        case ")", "]", "}":
            cursor.advance()
            expectsOperand = false
        default:
            if byte.startsWord || (byte == "$" && grammar.allowsDollarInNames) { return word(&cursor) }
            cursor.advance()
            expectsOperand = true
        }
    }

    mutating func literalEnds(_ cursor: inout Cursor, from start: Int) {
        cursor.emit(.string, from: start)
        expectsOperand = false
    }

    private mutating func number(_ cursor: inout Cursor) {
        let start = cursor.at
        cursor.advance(cursor.byte == "." ? 1 : 0)
        cursor.skipNumber(separator: grammar.digitSeparator)
        cursor.emit(.number, from: start)
        expectsOperand = false
    }

    // MARK: Words

    private func skipName(_ cursor: inout Cursor) {
        let takesDollar = grammar.allowsDollarInNames
        cursor.skip { $0.isWord || ($0 == "$" && takesDollar) }
    }

    /// A name after a point is a member, whatever it means elsewhere.
    private func member(_ cursor: inout Cursor) {
        guard cursor.byte.startsWord else { return }
        skipName(&cursor)
    }

    private mutating func word(_ cursor: inout Cursor) {
        let start = cursor.at
        skipName(&cursor)
        if grammar.prefixes != .none, prefixedLiteral(&cursor, from: start) { return }
        expectsOperand = false
        if start == declaredName { return cursor.emit(.function, from: start) }
        let kind = grammar.words.kind(of: cursor, from: start)
        switch kind {
        case nil:
            if grammar.hasMacros, cursor.byte == "!", "([{ ".utf8.contains(cursor.peek(1)) {
                cursor.advance()
                cursor.emit(.function, from: start)
            }
        case .function:
            if cursor.byte == "(" { cursor.emit(.function, from: start) }
        case .some(let kind):
            cursor.emit(kind, from: start)
            guard kind == .keyword else { return }
            expectsOperand = true
            if let declarator = grammar.declarator, cursor.isText(declarator, from: start) {
                findDeclaredName(cursor)
            }
        }
    }

    /// Looks for the name that follows a function's keyword, not farther than a declaration reaches.
    private mutating func findDeclaredName(_ cursor: Cursor) {
        var ahead = cursor.lookahead
        let limit = cursor.at + 200
        ahead.skipBlanks()
        let hasBlank = ahead.at > cursor.at
        if ahead.byte == "*" { ahead.advance() }
        if grammar.hasReceivers, hasBlank, ahead.byte == "(" {
            // Only a receiver stands after a blank: formatted code writes `func(` for a literal and a type.
            while ahead.at < limit, !ahead.isAtEnd, ahead.byte != ")" { ahead.advance() }
            ahead.advance()
        }
        ahead.skipBlanks()
        guard ahead.byte.startsWord else { return }
        declaredName = ahead.at
    }

    /// Reads a literal whose prefix is the word just passed; false where the word is none.
    private mutating func prefixedLiteral(_ cursor: inout Cursor, from start: Int) -> Bool {
        let quote = cursor.byte
        guard quote == "\"" || quote == "'" || quote == "#", cursor.at - start <= 3 else { return false }
        let isRaw: Bool
        switch grammar.prefixes {
        case .none:
            return false
        case .rust:
            isRaw = ["r", "br", "cr"].contains { cursor.isText($0, from: start) }
            guard isRaw || (quote != "#" && ["b", "c"].contains { cursor.isText($0, from: start) }) else {
                return false
            }
        case .c:
            isRaw = ["R", "LR", "u8R", "uR", "UR"].contains { cursor.isText($0, from: start) }
            let isPrefix = ["L", "u8", "u", "U"].contains { cursor.isText($0, from: start) }
            guard quote != "#", isRaw || isPrefix else { return false }
        }
        if !isRaw {
            cursor.skipString(spansLines: grammar.prefixes == .rust)
        } else if grammar.prefixes == .rust, quote != "'" {
            cursor.skipHashString()
        } else {
            skipDelimitedString(&cursor)
        }
        literalEnds(&cursor, from: start)
        return true
    }

    /// Goes past `"mark(…)mark"`.
    private func skipDelimitedString(_ cursor: inout Cursor) {
        let quote = cursor.byte
        cursor.advance()
        let mark = cursor.at
        cursor.skip { !($0 == "(" || $0 == quote || $0.isSpace) }
        // The standard allows 16 bytes: with no bound the search below would not be linear.
        let length = cursor.at - mark
        guard cursor.byte == "(", length <= 16 else { return }
        while !cursor.isAtEnd {
            cursor.advance()
            guard cursor.byte == quote, cursor.peek(-1 - length) == ")" else { continue }
            let isMark = (0..<length).allSatisfy { cursor.bytes[mark + $0] == cursor.peek($0 - length) }
            if isMark { return cursor.advance() }
        }
    }
}
