extension LanguageDefinition {
    static let css = LanguageDefinition(
        name: "css",
        aliases: "scss less",
        extensions: "css scss less",
        scan: scanCSS
    )
}

func scanCSS(_ cursor: inout Cursor) {
    var startsItem = true
    var isDeclaration = false
    while !cursor.isAtEnd {
        let start = cursor.at
        switch cursor.byte {
        case " ", "\t", "\n", "\r":
            cursor.advance()
            continue
        case "/" where cursor.peek(1) == "*":
            cursor.skipBlockComment()
            cursor.emit(.comment, from: start)
            continue
        case "{", "}", ";":
            cursor.advance()
            startsItem = true
            isDeclaration = false
            continue
        case "@":
            cursor.advance()
            cursor.skip { $0.isWord || $0 == "-" }
            cursor.emit(.keyword, from: start)
            isDeclaration = true
        case _ where startsItem:
            isDeclaration = endsInValue(cursor)
            if isDeclaration { scanProperty(&cursor) } else { scanPiece(&cursor, isValue: false) }
        default:
            scanPiece(&cursor, isValue: isDeclaration)
        }
        startsItem = false
    }
}

/// Whether a declaration starts here rather than a rule with a selector.
private func endsInValue(_ cursor: Cursor) -> Bool {
    var ahead = cursor.lookahead
    ahead.skip { !($0 == "{" || $0 == "}" || $0 == ";") }
    return ahead.byte != "{"
}

private func scanProperty(_ cursor: inout Cursor) {
    let start = cursor.at
    cursor.skip { $0.isWord || $0 == "-" || $0 == "$" }
    if cursor.at == start { cursor.advance() } else { cursor.emit(.type, from: start) }
}

private func scanPiece(_ cursor: inout Cursor, isValue: Bool) {
    let start = cursor.at
    switch cursor.byte {
    case "\"", "'":
        cursor.skipString()
        cursor.emit(.string, from: start)
    case "0"..."9":
        skipMeasure(&cursor)
        if isValue { cursor.emit(.number, from: start) }
    case "." where cursor.peek(1).isDigit:
        skipMeasure(&cursor)
        if isValue { cursor.emit(.number, from: start) }
    case "#" where isValue:
        cursor.advance()
        cursor.skip(while: \.isWord)
        cursor.emit(.number, from: start)
    case "!" where isValue:
        cursor.advance()
        cursor.skip(while: \.isLetter)
        cursor.emit(.keyword, from: start)
    case "-" where isValue && cursor.peek(1).isDigit:
        cursor.advance()
        skipMeasure(&cursor)
        cursor.emit(.number, from: start)
    default:
        // A whole name, so that a digit in it starts no number.
        cursor.skip { $0.isWord || $0 == "-" }
        if cursor.at == start { cursor.advance() }
    }
}

/// Goes past a number with its unit.
private func skipMeasure(_ cursor: inout Cursor) {
    cursor.skip { $0.isDigit || $0 == "." }
    if cursor.byte == "%" { cursor.advance() } else { cursor.skip(while: \.isLetter) }
}
