extension LanguageDefinition {
    static let python = LanguageDefinition(
        name: "python",
        aliases: "py python3 py3",
        extensions: "py pyi",
        interpreters: "python",
        scan: scanPython
    )
}

private let words = WordTable([
    .keyword: """
    and as assert async await break class continue def del elif else except finally for from global if import
    in is lambda nonlocal not or pass raise return try while with yield
    """,
    .number: "True False None",
])

/// Words that are keywords only where they start a statement with a colon.
private let softWords = WordTable([.keyword: "match case"])

private func scanPython(_ cursor: inout Cursor) {
    while !cursor.isAtEnd {
        let start = cursor.at
        switch cursor.byte {
        case "#":
            cursor.emitLineComment()
        case "\"", "'":
            scanString(&cursor, from: start)
        case "0"..."9":
            cursor.skipNumber()
            cursor.emit(.number, from: start)
        case "." where cursor.peek(1).isDigit:
            cursor.advance()
            cursor.skipNumber()
            cursor.emit(.number, from: start)
        case ".":
            // A member, whatever its name means elsewhere.
            cursor.advance()
            if cursor.byte.startsWord { cursor.skip(while: \.isWord) }
        case "@" where cursor.isFirstOnLine():
            cursor.advance()
            cursor.skip { $0.isWord || $0 == "." }
            cursor.emit(.meta, from: start)
        default:
            if cursor.byte.startsWord { scanWord(&cursor) } else { cursor.advance() }
        }
    }
}

private func scanWord(_ cursor: inout Cursor) {
    let start = cursor.at
    cursor.skip(while: \.isWord)
    if cursor.byte == "\"" || cursor.byte == "'", isStringPrefix(cursor, from: start) {
        return scanString(&cursor, from: start)
    }
    if softWords.kind(of: cursor, from: start) != nil, opensBlock(cursor, from: start) {
        return cursor.emit(.keyword, from: start)
    }
    guard let kind = words.kind(of: cursor, from: start) else { return }
    cursor.emit(kind, from: start)
    guard cursor.isText("def", from: start) else { return }
    cursor.skipBlanks()
    let name = cursor.at
    if cursor.byte.startsWord { cursor.skip(while: \.isWord) }
    cursor.emit(.function, from: name)
}

/// `r`, `b`, `f`, `u`, `t` and their pairs.
private func isStringPrefix(_ cursor: Cursor, from start: Int) -> Bool {
    cursor.at - start <= 2
        && (start..<cursor.at).allSatisfy { "rbfut".utf8.contains(cursor.bytes[$0].lowercased) }
}

/// Reads a string whose quotes are here and whose prefix started at `start`.
///
/// A raw one needs no care: its backslash, too, keeps a quote from ending it.
private func scanString(_ cursor: inout Cursor, from start: Int) {
    if cursor.isAtTripleQuote { cursor.skipTripleString() } else { cursor.skipString() }
    cursor.emit(.string, from: start)
}

private func opensBlock(_ cursor: Cursor, from start: Int) -> Bool {
    var ahead = cursor.lookahead
    ahead.at = start
    guard ahead.isFirstOnLine() else { return false }
    ahead.at = cursor.at
    guard ahead.byte.isBlank else { return false }
    ahead.skipBlanks()
    let next = ahead.byte
    guard next.isWord || "\"'([{-*".utf8.contains(next) else { return false }
    ahead.skip { $0 != "\n" && $0 != ":" }
    return ahead.byte == ":"
}
