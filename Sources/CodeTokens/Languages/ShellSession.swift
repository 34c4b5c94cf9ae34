extension LanguageDefinition {
    /// What a terminal shows: lines with the prompt `$ ` hold commands, the others are their output.
    static let shellSession = LanguageDefinition(
        name: "sh-session",
        aliases: "console shell-session shellsession session terminal bash-session",
        extensions: "sh-session",
        scan: scanSession
    )
}

private func scanSession(_ cursor: inout Cursor) {
    while !cursor.isAtEnd {
        if cursor.starts(with: "$ ") {
            scanCommand(&cursor)
        } else {
            scanOutput(&cursor)
        }
    }
}

/// Reads a command with the lines that it goes on in after a backslash.
private func scanCommand(_ cursor: inout Cursor) {
    var scanner = ShellScanner(.script)
    scanPrompt(&cursor)
    while !cursor.isAtEnd {
        var line = cursor.lookahead
        line.skipLine()
        let isContinued = line.peek(-1) == "\\" || (line.peek(-1) == "\r" && line.peek(-2) == "\\")
        // The backslash stays outside: to the shell a line end follows it, here perhaps a prompt.
        cursor.scan(upTo: isContinued ? line.at - 1 : line.at) { scanner.scan(&$0) }
        cursor.advance(line.at + 1 - cursor.at)
        guard isContinued else { return }
        scanner.wordEnds()
        if cursor.starts(with: "> ") { scanPrompt(&cursor) }
    }
}

private func scanPrompt(_ cursor: inout Cursor) {
    let start = cursor.at
    cursor.advance(2)
    cursor.emit(.prompt, from: start)
}

private func scanOutput(_ cursor: inout Cursor) {
    let start = cursor.at
    var end = start
    while !cursor.isAtEnd, !cursor.starts(with: "$ ") {
        cursor.skipLine()
        end = cursor.at
        cursor.advance()
    }
    // The last line end stays outside, so that output ends where its text does.
    let next = cursor.at
    cursor.at = end
    cursor.emit(.output, from: start)
    cursor.at = next
}
