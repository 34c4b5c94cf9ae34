extension LanguageDefinition {
    /// HTML with its CSS and JavaScript, and XML.
    static let html = LanguageDefinition(
        name: "html",
        aliases: "xml svg xhtml htm gohtml",
        extensions: "html htm xhtml xml svg tmpl gohtml",
        scan: scanHTML
    )
}

private func scanHTML(_ cursor: inout Cursor) {
    while !cursor.isAtEnd {
        let start = cursor.at
        guard cursor.byte == "<" else {
            cursor.skip { $0 != "<" }
            continue
        }
        if cursor.starts(with: "<!--") {
            skip(&cursor, past: "-->")
            cursor.emit(.comment, from: start)
        } else if cursor.starts(with: "<![CDATA[") {
            skip(&cursor, past: "]]>")
        } else if cursor.peek(1) == "!" || cursor.peek(1) == "?" {
            cursor.skip { $0 != ">" }
            cursor.advance()
            cursor.emit(.meta, from: start)
        } else if cursor.peek(1).isLetter || (cursor.peek(1) == "/" && cursor.peek(2).isLetter) {
            scanTag(&cursor)
        } else {
            cursor.advance()
        }
    }
}

private func skip(_ cursor: inout Cursor, past text: StaticString) {
    cursor.advance(text.utf8CodeUnitCount)
    while !cursor.isAtEnd {
        if cursor.starts(with: text) { return cursor.advance(text.utf8CodeUnitCount) }
        cursor.advance()
    }
}

private func isName(_ byte: UInt8) -> Bool {
    byte.isWord || byte == "-" || byte == ":" || byte == "." || byte == "@"
}

private let embedded = WordTable([.function: "script", .type: "style"], ignoringCase: true)

private func scanTag(_ cursor: inout Cursor) {
    let isClosing = cursor.peek(1) == "/"
    cursor.advance(isClosing ? 2 : 1)
    let name = cursor.at
    cursor.skip(while: isName)
    cursor.emit(.type, from: name)
    let content = isClosing ? nil : embedded.kind(of: cursor, from: name)
    var isValue = false
    while !cursor.isAtEnd {
        let start = cursor.at
        switch cursor.byte {
        case ">":
            cursor.advance()
            if cursor.peek(-2) != "/" { scanContent(of: content, &cursor) }
            return
        case "<":
            return
        case "=":
            cursor.advance()
            isValue = true
        case " ", "\t", "\n", "\r":
            cursor.advance()
        case "/" where !isValue:
            cursor.advance()
        case "\"" where isValue, "'" where isValue:
            cursor.skipString(spansLines: true, escapes: false)
            cursor.emit(.string, from: start)
            isValue = false
        default:
            // Without quotes a value takes what isn't space.
            if isValue { cursor.skip { !($0.isSpace || $0 == ">") } } else { cursor.skip(while: isName) }
            if cursor.at > start {
                cursor.emit(isValue ? .string : .type, from: start)
            } else {
                cursor.advance()
            }
            isValue = false
        }
    }
}

private func scanContent(of kind: TokenKind?, _ cursor: inout Cursor) {
    guard let kind else { return }
    var ahead = cursor.lookahead
    while !ahead.isAtEnd, !(ahead.starts(with: "</s") || ahead.starts(with: "</S")) { ahead.advance() }
    cursor.scan(upTo: ahead.at) { part in
        if kind == .type { scanCSS(&part) } else { CLikeScanner.scan(&part, as: .javaScript) }
    }
}
