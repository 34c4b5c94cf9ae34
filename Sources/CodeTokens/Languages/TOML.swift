extension LanguageDefinition {
    static let toml = LanguageDefinition(
        name: "toml",
        extensions: "toml",
        fileNames: "cargo.lock poetry.lock uv.lock",
        scan: scanTOML
    )
}

private let constants = WordTable([.number: "true false inf nan"])

private func scanTOML(_ cursor: inout Cursor) {
    var brackets = 0
    var isKey = true
    while !cursor.isAtEnd {
        let start = cursor.at
        switch cursor.byte {
        case "\n":
            cursor.advance()
            // Lines inside an array hold no keys.
            isKey = brackets == 0
        case " ", "\t", "\r":
            cursor.advance()
        case "#":
            cursor.emitLineComment()
        case "[" where isKey && brackets == 0:
            cursor.skip { $0 != "\n" && $0 != "#" }
            while cursor.peek(-1).isSpace { cursor.at -= 1 }
            cursor.emit(.keyword, from: start)
        case "[":
            cursor.advance()
            brackets += 1
        case "]":
            cursor.advance()
            brackets = max(brackets - 1, 0)
        case "=":
            cursor.advance()
            isKey = false
        case "{", ",":
            isKey = cursor.byte == "{" || brackets == 0
            cursor.advance()
        case "\"", "'":
            scanString(&cursor)
            cursor.emit(isKey ? .type : .string, from: start)
        default:
            scanWord(&cursor, isKey: isKey)
        }
    }
}

private func scanString(_ cursor: inout Cursor) {
    let escapes = cursor.byte == "\""
    if cursor.isAtTripleQuote {
        cursor.skipTripleString(escapes: escapes)
    } else {
        cursor.skipString(escapes: escapes)
    }
}

/// Reads a key, a number, a date, a constant or a single other byte.
private func scanWord(_ cursor: inout Cursor, isKey: Bool) {
    let start = cursor.at
    cursor.skip { $0.isWord || $0 == "-" || $0 == "+" || $0 == "." || (!isKey && $0 == ":") }
    if cursor.at == start { return cursor.advance() }
    let first = cursor.bytes[start]
    if isKey {
        cursor.emit(.type, from: start)
    } else if first.isDigit || first == "-" || first == "+" {
        if cursor.byte == " ", cursor.peek(3) == ":", cursor.peek(1).isDigit {
            // A date and its time may have a space between them.
            cursor.advance()
            cursor.skip { $0.isWord || $0 == ":" || $0 == "." || $0 == "-" || $0 == "+" }
        }
        cursor.emit(.number, from: start)
    } else if let kind = constants.kind(of: cursor, from: start) {
        cursor.emit(kind, from: start)
    }
}
