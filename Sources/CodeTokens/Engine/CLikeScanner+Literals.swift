extension CLikeScanner {
    /// How deep expressions inside strings inside expressions are followed.
    private static let deepest = 12

    /// Goes past a string in double quotes.
    func skipDoubleQuoted(_ cursor: inout Cursor) {
        if grammar.interpolates {
            skipInterpolated(&cursor, depth: 0)
        } else if grammar.hasTripleQuotes, cursor.isAtTripleQuote {
            cursor.skipTripleString()
        } else {
            cursor.skipString(spansLines: grammar.prefixes == .rust)
        }
    }

    /// Goes past a Swift string with its `\(…)`.
    private func skipInterpolated(_ cursor: inout Cursor, depth: Int) {
        let isLong = cursor.isAtTripleQuote
        cursor.advance(isLong ? 3 : 1)
        var parentheses = 0
        while !cursor.isAtEnd {
            switch cursor.byte {
            case "\n" where !isLong:
                return
            case "\\":
                if parentheses == 0, cursor.peek(1) == "(" { parentheses = 1 }
                cursor.advance(2)
            case "(" where parentheses > 0:
                parentheses += 1
                cursor.advance()
            case ")" where parentheses > 0:
                parentheses -= 1
                cursor.advance()
            case "\"" where parentheses > 0 && depth < Self.deepest:
                skipInterpolated(&cursor, depth: depth + 1)
            case "\"" where !isLong || cursor.isAtTripleQuote:
                return cursor.advance(isLong ? 3 : 1)
            default:
                cursor.advance()
            }
        }
    }

    /// Goes past a JavaScript template with its `${…}`.
    func skipTemplate(_ cursor: inout Cursor, depth: Int = 0) {
        cursor.advance()
        var braces = 0
        while !cursor.isAtEnd {
            switch cursor.byte {
            case "\\":
                cursor.advance(2)
            case "$" where braces == 0 && cursor.peek(1) == "{":
                braces = 1
                cursor.advance(2)
            case "{" where braces > 0:
                braces += 1
                cursor.advance()
            case "}" where braces > 0:
                braces -= 1
                cursor.advance()
            case "\"" where braces > 0, "'" where braces > 0:
                cursor.skipString()
            case "`" where braces > 0 && depth < Self.deepest:
                skipTemplate(&cursor, depth: depth + 1)
            case "`":
                return cursor.advance()
            default:
                cursor.advance()
            }
        }
    }

    /// Goes past `/…/flags`; stays where the line has no end for it.
    func skipRegularExpression(_ cursor: inout Cursor) -> Bool {
        var ahead = cursor.at + 1
        var isInClass = false
        while ahead < cursor.end, cursor.bytes[ahead] != "\n" {
            switch cursor.bytes[ahead] {
            // An escaped line end is none: the search must stay on the line to be linear.
            case "\\" where ahead + 1 < cursor.end && cursor.bytes[ahead + 1] != "\n": ahead += 1
            case "[": isInClass = true
            case "]": isInClass = false
            case "/" where !isInClass:
                cursor.advance(ahead + 1 - cursor.at)
                cursor.skip(while: \.isLetter)
                return true
            default: break
            }
            ahead += 1
        }
        return false
    }

    /// Goes past `#[…]` from its sign on, brackets and strings inside included.
    func skipAttribute(_ cursor: inout Cursor) {
        var depth = 0
        while !cursor.isAtEnd {
            switch cursor.byte {
            case "[":
                depth += 1
                cursor.advance()
            case "]":
                depth -= 1
                cursor.advance()
                if depth == 0 { return }
            case "\"":
                cursor.skipString(spansLines: true)
            default:
                cursor.advance()
            }
        }
    }
}
