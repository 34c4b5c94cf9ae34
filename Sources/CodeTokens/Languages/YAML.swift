extension LanguageDefinition {
    static let yaml = LanguageDefinition(
        name: "yaml",
        aliases: "yml compose kubernetes k8s",
        extensions: "yaml yml",
        scan: { cursor in
            var scanner = YAMLScanner()
            scanner.scan(&cursor)
        }
    )
}

private struct YAMLScanner {
    /// How many `[` and `{` are open.
    private var flow = 0
    /// The column of the key or dash that a block scalar belongs to; -1 at the top.
    private var parentColumn = -1
    private var lineStart = 0

    private static let constants = WordTable([
        .number: """
        true false null yes no on off True False Null Yes No On Off TRUE FALSE NULL YES NO ON OFF ~
        """
    ])

    mutating func scan(_ cursor: inout Cursor) {
        while !cursor.isAtEnd {
            let start = cursor.at
            switch cursor.byte {
            case "\n":
                cursor.advance()
                startLine(cursor)
            case " ", "\t", "\r":
                cursor.advance()
            case "#" where isAfterSpace(cursor):
                cursor.emitLineComment()
            case "-" where start == lineStart && cursor.starts(with: "---"):
                cursor.advance(3)
            case "-" where endsIndicator(cursor) && flow == 0:
                parentColumn = start - lineStart
                cursor.advance()
            case "?" where endsIndicator(cursor), ":" where endsIndicator(cursor):
                cursor.advance()
            case "[", "{":
                cursor.advance()
                flow += 1
            case "]", "}":
                cursor.advance()
                flow = max(flow - 1, 0)
            case ",":
                cursor.advance()
            case "|" where flow == 0, ">" where flow == 0:
                blockScalar(&cursor)
            default:
                node(&cursor)
            }
        }
    }

    private mutating func startLine(_ cursor: Cursor) {
        lineStart = cursor.at
        parentColumn = -1
    }

    private func isAfterSpace(_ cursor: Cursor) -> Bool {
        cursor.at == 0 || cursor.peek(-1).isSpace
    }

    /// Whether a sign alone is here, such as a list's dash.
    private func endsIndicator(_ cursor: Cursor) -> Bool {
        let next = cursor.peek(1)
        return next.isSpace || cursor.at + 1 == cursor.end
            || (flow > 0 && (next == "," || next == "]" || next == "}" || next == "["))
    }

    private mutating func node(_ cursor: inout Cursor) {
        let start = cursor.at
        switch cursor.byte {
        case "\"":
            cursor.skipString(spansLines: true)
            quotedEnds(&cursor, from: start)
        case "'":
            repeat { cursor.skipString(spansLines: true, escapes: false) } while cursor.byte == "'"
            quotedEnds(&cursor, from: start)
        case "&", "*":
            cursor.skip { !($0.isSpace || isFlowSign($0)) }
            cursor.emit(.meta, from: start)
        case "!":
            cursor.skip { !($0.isSpace || isFlowSign($0)) }
            cursor.emit(.type, from: start)
        case "%" where start == lineStart:
            cursor.skipLine()
            cursor.emit(.meta, from: start)
        default:
            plainScalar(&cursor)
        }
    }

    private func isFlowSign(_ byte: UInt8) -> Bool {
        flow > 0 && (byte == "," || byte == "[" || byte == "]" || byte == "{" || byte == "}")
    }

    private mutating func quotedEnds(_ cursor: inout Cursor, from start: Int) {
        var ahead = cursor.lookahead
        ahead.skipBlanks()
        let isKey = ahead.byte == ":" && (endsIndicator(ahead) || flow > 0)
        if isKey { parentColumn = start - lineStart }
        cursor.emit(isKey ? .type : .string, from: start)
    }

    private mutating func plainScalar(_ cursor: inout Cursor) {
        let start = cursor.at
        // The end of the text without the blanks after it.
        var textEnd = start
        var isKey = false
        while !cursor.isAtEnd {
            let byte = cursor.byte
            if byte == "\n" || isFlowSign(byte) || (byte == "#" && isAfterSpace(cursor)) { break }
            if byte == ":", endsIndicator(cursor) {
                isKey = true
                break
            }
            cursor.advance()
            if !byte.isSpace { textEnd = cursor.at }
        }
        if cursor.at == start { return cursor.advance() }
        let end = cursor.at
        cursor.at = textEnd
        if isKey {
            parentColumn = start - lineStart
            cursor.emit(.type, from: start)
        } else if isConstant(cursor, from: start) {
            cursor.emit(.number, from: start)
        }
        cursor.at = end
    }

    private func isConstant(_ cursor: Cursor, from start: Int) -> Bool {
        if Self.constants.kind(of: cursor, from: start) != nil { return true }
        var number = cursor.lookahead
        number.at = start
        if number.byte == "-" || number.byte == "+" { number.advance() }
        guard number.byte.isDigit else { return false }
        if number.byte == "0", number.peek(1) == "x" || number.peek(1) == "o" {
            number.advance(2)
            number.skip { $0.isDigit || ("a"..."f") ~= $0.lowercased }
        } else {
            number.skip { $0.isDigit || $0 == "_" }
            if number.byte == "." { number.advance() }
            number.skip(while: \.isDigit)
            if number.byte.lowercased == "e" { number.advance() }
            if number.byte == "-" || number.byte == "+", number.peek(-1).lowercased == "e" {
                number.advance()
            }
            number.skip(while: \.isDigit)
        }
        return number.at == cursor.at
    }

    /// Reads `|` or `>` and the lines below it that stand deeper than its key.
    private mutating func blockScalar(_ cursor: inout Cursor) {
        cursor.advance()
        let head = cursor.at
        cursor.skip { $0.isDigit || $0 == "+" || $0 == "-" }
        let givesIndent = (head..<cursor.at).contains { cursor.bytes[$0].isDigit }
        cursor.skipBlanks()
        if cursor.byte == "#", isAfterSpace(cursor) { cursor.emitLineComment() }
        cursor.skip { $0 == "\r" }
        // Something else follows: it was no block scalar.
        guard cursor.byte == "\n" else { return }
        cursor.advance()
        lineStart = cursor.at
        var textStart: Int?
        var textEnd = cursor.at
        while !cursor.isAtEnd {
            lineStart = cursor.at
            cursor.skip { $0 == " " }
            let isBlank = cursor.byte == "\n" || cursor.byte == "\r"
            guard isBlank || cursor.at - lineStart > parentColumn else { break }
            if !isBlank, textStart == nil {
                textStart = cursor.at
                // The first line sets how deep the others stand.
                if !givesIndent { parentColumn = cursor.at - lineStart - 1 }
            }
            cursor.skipLine()
            if !isBlank { textEnd = cursor.at }
            cursor.advance()
        }
        let next = cursor.at
        cursor.at = textEnd
        if let textStart { cursor.emit(.string, from: textStart) }
        cursor.at = next
        parentColumn = -1
    }
}
