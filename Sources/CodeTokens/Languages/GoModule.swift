extension LanguageDefinition {
    /// The files `go.mod` and `go.work`.
    static let goModule = LanguageDefinition(
        name: "go-mod",
        aliases: "gomod go.mod mod go.work",
        extensions: "mod",
        fileNames: "go.mod go.work",
        scan: scanGoModule
    )
}

private let directives = WordTable([
    .keyword: "module go toolchain godebug require replace exclude retract tool ignore use"
])

private func scanGoModule(_ cursor: inout Cursor) {
    while !cursor.isAtEnd {
        let start = cursor.at
        switch cursor.byte {
        case "/" where cursor.peek(1) == "/":
            cursor.emitLineComment()
        case "\"", "`":
            cursor.skipString()
            cursor.emit(.string, from: start)
        case " ", "\t", "\n", "\r", "(", ")", ",", "[", "]":
            cursor.advance()
        default:
            scanWord(&cursor)
        }
    }
}

private func scanWord(_ cursor: inout Cursor) {
    let start = cursor.at
    let isFirst = cursor.isFirstOnLine(indented: false)
    cursor.skip { !($0.isSpace || $0 == "(" || $0 == ")" || $0 == "," || $0 == "]") }
    let first = cursor.bytes[start]
    let isVersion =
        first.isDigit || (first == "v" && cursor.at > start + 1 && cursor.bytes[start + 1].isDigit)
    if isFirst, let kind = directives.kind(of: cursor, from: start) {
        cursor.emit(kind, from: start)
    } else if isVersion {
        cursor.emit(.number, from: start)
    }
}
