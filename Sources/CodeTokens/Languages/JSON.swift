extension LanguageDefinition {
    /// JSON, also with comments.
    static let json = LanguageDefinition(
        name: "json",
        aliases: "jsonc json5 ndjson",
        extensions: "json jsonc json5 ndjson webmanifest",
        scan: scanJSON
    )
}

private let constants = WordTable([.number: "true false null"])

private func scanJSON(_ cursor: inout Cursor) {
    while !cursor.isAtEnd {
        let start = cursor.at
        switch cursor.byte {
        case "\"":
            cursor.skipString()
            cursor.emit(isKey(cursor) ? .type : .string, from: start)
        case "-", "0"..."9":
            cursor.advance()
            cursor.skipNumber()
            cursor.emit(.number, from: start)
        case "a"..."z":
            cursor.skip(while: \.isWord)
            if let kind = constants.kind(of: cursor, from: start) { cursor.emit(kind, from: start) }
        case "/" where cursor.peek(1) == "/":
            cursor.emitLineComment()
        case "/" where cursor.peek(1) == "*":
            cursor.skipBlockComment()
            cursor.emit(.comment, from: start)
        default:
            cursor.advance()
        }
    }
}

/// Whether a colon follows, on the same line or after line ends.
private func isKey(_ cursor: Cursor) -> Bool {
    var ahead = cursor.lookahead
    ahead.skip(while: \.isSpace)
    return ahead.byte == ":"
}
