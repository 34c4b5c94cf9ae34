extension LanguageDefinition {
    static let dockerfile = LanguageDefinition(
        name: "dockerfile",
        aliases: "docker containerfile",
        extensions: "dockerfile containerfile",
        fileNames: "dockerfile containerfile",
        scan: scanDockerfile
    )
}

private let instructions = WordTable(
    [
        .keyword: """
        add arg cmd copy entrypoint env expose from healthcheck label maintainer onbuild run shell stopsignal
        user volume workdir
        """
    ],
    ignoringCase: true
)

private let runsCommands = WordTable([.keyword: "run cmd entrypoint"], ignoringCase: true)
private let holdsInstruction = WordTable([.keyword: "onbuild healthcheck"], ignoringCase: true)

private func scanDockerfile(_ cursor: inout Cursor) {
    while !cursor.isAtEnd {
        cursor.skip(while: \.isSpace)
        if cursor.byte == "#" {
            cursor.emitLineComment()
        } else if !cursor.isAtEnd {
            scanInstruction(&cursor)
        }
    }
}

private func scanInstruction(_ cursor: inout Cursor, mayNest: Bool = true) {
    let end = endOfInstruction(cursor)
    var documents: [HereDocument] = []
    var runsScript = false
    cursor.scan(upTo: end) { part in
        let start = part.at
        part.skip { !$0.isSpace }
        guard let kind = instructions.kind(of: part, from: start) else { return }
        part.emit(kind, from: start)
        let isNested = holdsInstruction.kind(of: part, from: start) != nil
        let isCommand = runsCommands.kind(of: part, from: start) != nil
        scanFlags(&part)
        if isNested, mayNest { return scanInstruction(&part, mayNest: false) }
        runsScript = isCommand && part.byte == "<"
        if isCommand, part.byte != "[", !runsScript {
            var shell = ShellScanner(.dockerfile)
            shell.scan(&part)
            documents = shell.hereDocuments
        } else {
            documents = scanArguments(&part)
        }
    }
    if cursor.byte == "\n", !documents.isEmpty {
        cursor.advance()
        for document in documents { scanHereDocument(document, &cursor, asScript: runsScript) }
    }
}

/// The end of the line, or of the last line that it goes on in.
private func endOfInstruction(_ cursor: Cursor) -> Int {
    var line = cursor.lookahead
    while !line.isAtEnd {
        line.skipLine()
        var last = line.at
        while last > cursor.at, line.bytes[last - 1].isBlank || line.bytes[last - 1] == "\r" { last -= 1 }
        guard last > cursor.at, line.bytes[last - 1] == "\\" else { break }
        line.advance()
        while !line.isAtEnd, skipsCommentOrBlankLine(&line) {}
    }
    return line.at
}

private func skipsCommentOrBlankLine(_ line: inout Cursor) -> Bool {
    var ahead = line.lookahead
    ahead.skip { $0.isBlank || $0 == "\r" }
    guard ahead.byte == "#" || ahead.byte == "\n" else { return false }
    ahead.skipLine()
    ahead.advance()
    line.at = ahead.at
    return true
}

private func scanFlags(_ cursor: inout Cursor) {
    while !cursor.isAtEnd {
        cursor.skip { $0.isSpace || $0 == "\\" }
        guard cursor.starts(with: "--") else { return }
        let start = cursor.at
        cursor.skip { $0.isWord || $0 == "-" }
        cursor.emit(.type, from: start)
        while !cursor.isAtEnd, !cursor.byte.isSpace { scanPiece(&cursor) }
    }
}

/// Reads the arguments of an instruction that isn't a command; gives the here-documents that follow it.
private func scanArguments(_ cursor: inout Cursor) -> [HereDocument] {
    var documents: [HereDocument] = []
    while !cursor.isAtEnd {
        let start = cursor.at
        if cursor.byte == "<", cursor.peek(1) == "<" {
            cursor.advance(2)
            guard let document = HereDocument(head: &cursor) else { continue }
            cursor.emit(.string, from: start)
            documents.append(document)
        } else if cursor.byte == "#", cursor.isFirstOnLine() {
            cursor.emitLineComment()
        } else {
            scanPiece(&cursor)
        }
    }
    return documents
}

/// Reads a string, a variable, a word or a single other byte.
private func scanPiece(_ cursor: inout Cursor) {
    let start = cursor.at
    switch cursor.byte {
    case "\"", "'":
        let isDouble = cursor.byte == "\""
        cursor.skipString(spansLines: true, escapes: isDouble)
        cursor.emit(.string, from: start)
    case "$":
        var shell = ShellScanner(.dockerfile)
        shell.dollar(&cursor)
    case "\\":
        cursor.advance(2)
    case "a"..."z", "A"..."Z", "0"..."9", "_":
        let startsWord = start == 0 || cursor.peek(-1).isSpace
        cursor.skip { $0.isWord || $0 == "-" || $0 == "." || $0 == ":" || $0 == "/" }
        guard startsWord else { return }
        if cursor.isText("AS", from: start) || cursor.isText("as", from: start) {
            cursor.emit(.keyword, from: start)
        }
    default:
        cursor.advance()
    }
}

/// Reads a here-document: a script where a `RUN` has nothing else, otherwise a text.
private func scanHereDocument(_ document: HereDocument, _ cursor: inout Cursor, asScript: Bool) {
    guard asScript else { return document.scanText(&cursor) }
    var ahead = cursor.lookahead
    var lastLine = ahead.at
    while !ahead.isAtEnd {
        lastLine = ahead.at
        if document.skipLine(&ahead) { break }
        lastLine = ahead.at
    }
    var shell = ShellScanner(.script)
    cursor.scan(upTo: lastLine) { shell.scan(&$0) }
    let start = cursor.at
    cursor.advance(ahead.at - cursor.at)
    cursor.emit(.string, from: start)
}
