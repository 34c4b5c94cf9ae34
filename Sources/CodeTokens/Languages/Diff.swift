extension LanguageDefinition {
    static let diff = LanguageDefinition(
        name: "diff",
        aliases: "patch udiff",
        extensions: "diff patch",
        scan: scanDiff
    )
}

private func scanDiff(_ cursor: inout Cursor) {
    while !cursor.isAtEnd {
        guard let kind = kindOfLine(cursor) else {
            cursor.skipLine()
            cursor.advance()
            continue
        }
        let start = cursor.at
        // Lines of one kind are one token.
        var end = start
        repeat {
            cursor.skipLine()
            end = cursor.at
            cursor.advance()
        } while !cursor.isAtEnd && kindOfLine(cursor) == kind
        let next = cursor.at
        cursor.at = end
        cursor.emit(kind, from: start)
        cursor.at = next
    }
}

private func kindOfLine(_ cursor: Cursor) -> TokenKind? {
    switch cursor.byte {
    case "+": cursor.starts(with: "+++ ") ? .meta : .inserted
    case "-": cursor.starts(with: "--- ") ? .meta : .deleted
    case ">": .inserted
    case "<": .deleted
    case "@": .meta
    case "d" where cursor.starts(with: "diff "), "i" where cursor.starts(with: "index "): .meta
    case "n" where cursor.starts(with: "new file"), "r" where cursor.starts(with: "rename "): .meta
    default: nil
    }
}
