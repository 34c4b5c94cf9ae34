// What the signs `/`, `"`, `'`, a backtick and `#` start.

extension CLikeScanner {
    mutating func slash(_ cursor: inout Cursor) {
        let start = cursor.at
        switch cursor.peek(1) {
        case "/":
            cursor.emitLineComment()
        case "*":
            cursor.skipBlockComment(nests: grammar.nestsComments)
            cursor.emit(.comment, from: start)
        default:
            guard grammar.hasRegularExpressions, expectsOperand, start >= divisionsUpTo else {
                cursor.advance()
                expectsOperand = true
                return
            }
            if skipRegularExpression(&cursor) { return literalEnds(&cursor, from: start) }
            var line = cursor.lookahead
            line.skipLine()
            divisionsUpTo = line.at
            cursor.advance()
        }
    }

    mutating func singleQuoted(_ cursor: inout Cursor) {
        let start = cursor.at
        switch grammar.singleQuote {
        case .none:
            return cursor.advance()
        case .literal:
            cursor.skipString()
        case .characterOrLifetime:
            guard isCharacter(cursor) else {
                cursor.advance()
                return cursor.skip(while: \.isWord)
            }
            cursor.skipString()
        }
        literalEnds(&cursor, from: start)
    }

    /// Whether a Rust quote starts a character rather than a lifetime: one scalar, then a quote.
    private func isCharacter(_ cursor: Cursor) -> Bool {
        if cursor.peek(1) == "\\" { return true }
        var length = 1
        while length < 4, cursor.peek(1 + length) & 0xC0 == 0x80 { length += 1 }
        return cursor.peek(1 + length) == "'" && cursor.peek(1) != "'"
    }

    mutating func backtick(_ cursor: inout Cursor) {
        let start = cursor.at
        switch grammar.backtick {
        case .none:
            cursor.advance()
            expectsOperand = false
        case .rawString:
            cursor.skipString(spansLines: true, escapes: false)
            literalEnds(&cursor, from: start)
        case .template:
            skipTemplate(&cursor)
            literalEnds(&cursor, from: start)
        }
    }

    mutating func hash(_ cursor: inout Cursor) {
        let start = cursor.at
        let next = cursor.peek(1)
        switch grammar.hash {
        case .preprocessor where cursor.isFirstOnLine():
            preprocessorLine(&cursor)
        case .attribute where next == "[" || (next == "!" && cursor.peek(2) == "["):
            skipAttribute(&cursor)
            cursor.emit(.meta, from: start)
        case .directiveOrRawString where next == "\"" || next == "#":
            cursor.skipHashString()
            literalEnds(&cursor, from: start)
        case .directiveOrRawString where next.startsWord:
            cursor.advance()
            cursor.skip(while: \.isWord)
            cursor.emit(.meta, from: start)
        default:
            cursor.advance()
        }
    }

    /// Records a preprocessor's line with those that it goes on in, up to a comment.
    private func preprocessorLine(_ cursor: inout Cursor) {
        let start = cursor.at
        while !cursor.isAtEnd {
            switch cursor.byte {
            case "\n":
                return cursor.emit(.meta, from: start)
            case "\\":
                cursor.advance(2)
            case "\"":
                cursor.skipString()
            case "/" where cursor.peek(1) == "/" || cursor.peek(1) == "*":
                let comment = cursor.at
                while cursor.at > start, cursor.peek(-1).isBlank { cursor.at -= 1 }
                cursor.emit(.meta, from: start)
                return cursor.at = comment
            default:
                cursor.advance()
            }
        }
        cursor.emit(.meta, from: start)
    }
}
