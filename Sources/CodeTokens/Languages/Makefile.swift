extension LanguageDefinition {
    static let makefile = LanguageDefinition(
        name: "make",
        aliases: "makefile mk gnumake",
        extensions: "mk make",
        fileNames: "makefile gnumakefile",
        interpreters: "make",
        scan: scanMakefile
    )
}

private let directives = WordTable([
    .keyword: "define endef export override unexport vpath",
    // As of C's preprocessor, the whole line is one.
    .meta: "else endif ifdef ifeq ifndef ifneq include -include sinclude",
])

private func scanMakefile(_ cursor: inout Cursor) {
    while !cursor.isAtEnd {
        if cursor.byte == "\t" {
            scanRecipe(&cursor)
        } else {
            scanLine(&cursor)
        }
        cursor.advance()
    }
}

/// Reads a recipe's line with those that it goes on in, up to the line feed.
private func scanRecipe(_ cursor: inout Cursor) {
    cursor.skip { $0.isBlank || $0 == "@" || $0 == "-" || $0 == "+" }
    cursor.scan(upTo: endOfLogicalLine(cursor)) { part in
        var shell = ShellScanner(.makefile)
        shell.scan(&part)
    }
}

private func endOfLogicalLine(_ cursor: Cursor) -> Int {
    var line = cursor.lookahead
    while !line.isAtEnd {
        line.skipLine()
        guard line.peek(-1) == "\\" || (line.peek(-1) == "\r" && line.peek(-2) == "\\") else { break }
        line.advance()
    }
    return line.at
}

/// Reads a rule, an assignment or a directive, up to the line feed.
private func scanLine(_ cursor: inout Cursor) {
    cursor.skipBlanks()
    let start = cursor.at
    cursor.skip { $0.isLetter || $0 == "-" }
    if let kind = directives.kind(of: cursor, from: start), cursor.byte.isSpace || cursor.isAtEnd {
        if kind == .meta { cursor.skip { $0 != "\n" && $0 != "#" } }
        cursor.emit(kind, from: start)
    } else {
        cursor.at = start
        scanTargets(&cursor)
    }
    cursor.scan(upTo: endOfLogicalLine(cursor)) { part in
        while !part.isAtEnd { scanPiece(&part) }
    }
}

/// Reads a rule's targets; an assignment's name has no colour, so that it is left where it is.
private func scanTargets(_ cursor: inout Cursor) {
    var colon = cursor.lookahead
    colon.skip { !($0 == ":" || $0 == "=" || $0 == "#" || $0 == "\n" || $0 == "$") }
    guard colon.byte == ":", colon.peek(1) != "=", colon.peek(1) != ":" else { return }
    while cursor.at < colon.at {
        let start = cursor.at
        cursor.skip { !($0.isBlank || $0 == ":" || $0 == "\\") }
        cursor.emit(.function, from: start)
        cursor.advance(cursor.at < colon.at ? 1 : 0)
    }
}

private func scanPiece(_ cursor: inout Cursor) {
    let start = cursor.at
    switch cursor.byte {
    case "#":
        cursor.emitLineComment()
    case "$":
        let isVariable = cursor.peek(1) == "(" || cursor.peek(1) == "{"
        if isVariable { cursor.skipMakeVariable() } else { cursor.advance(2) }
        if cursor.peek(-1) != "$" { cursor.emit(.meta, from: start) }
    default:
        cursor.advance()
    }
}

extension Cursor {
    /// Goes past `$(…)` or `${…}` with what is nested in it, not beyond the line.
    mutating func skipMakeVariable() {
        var depth = 0
        while !isAtEnd, byte != "\n" {
            let byte = byte
            advance()
            if byte == "(" || byte == "{" { depth += 1 }
            if byte == ")" || byte == "}" { depth -= 1 }
            if depth == 0, byte != "$" { return }
        }
    }
}
