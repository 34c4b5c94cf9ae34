extension LanguageDefinition {
    /// INI files and those like them: systemd units, properties, `.editorconfig`.
    static let ini = LanguageDefinition(
        name: "ini",
        aliases: "cfg conf properties systemd",
        extensions: "ini cfg conf properties service desktop",
        fileNames: ".editorconfig .gitconfig",
        scan: scanINI
    )
}

private func scanINI(_ cursor: inout Cursor) {
    while !cursor.isAtEnd {
        cursor.skip(while: \.isSpace)
        let start = cursor.at
        switch cursor.byte {
        case "#", ";":
            cursor.emitLineComment()
        case "[":
            cursor.skip { $0 != "]" && $0 != "\n" }
            cursor.advance(cursor.byte == "]" ? 1 : 0)
            cursor.emit(.keyword, from: start)
        default:
            scanSetting(&cursor)
        }
    }
}

private func scanSetting(_ cursor: inout Cursor) {
    let start = cursor.at
    cursor.skip { !($0 == "=" || $0 == ":" || $0 == "\n") }
    guard cursor.byte == "=" || cursor.byte == ":" else { return }
    let sign = cursor.at
    while cursor.at > start, cursor.peek(-1).isBlank { cursor.at -= 1 }
    cursor.emit(.type, from: start)
    cursor.at = sign + 1
    cursor.skipBlanks()
    let value = cursor.at
    cursor.skip { !($0 == "\n" || $0 == "\r" || $0 == ";" || $0 == "#") }
    let end = cursor.at
    while cursor.at > value, cursor.peek(-1).isBlank { cursor.at -= 1 }
    cursor.emit(.string, from: value)
    cursor.at = end
    if cursor.byte == ";" || cursor.byte == "#" { cursor.emitLineComment() }
}
