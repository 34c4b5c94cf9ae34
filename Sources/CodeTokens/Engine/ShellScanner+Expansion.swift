// Quotes, `$…` and here-documents.

extension ShellScanner {
    /// How deep commands inside strings inside commands are followed.
    private static let deepest = 12

    /// Goes past a string in double quotes; one inside its `$(…)` doesn't end it.
    func skipDoubleQuoted(_ cursor: inout Cursor, depth: Int = 0) {
        cursor.advance()
        var parentheses = 0
        while !cursor.isAtEnd {
            switch cursor.byte {
            case "\\":
                cursor.advance(2)
            case "$" where cursor.peek(1) == "(":
                parentheses += 1
                cursor.advance(2)
            case "(" where parentheses > 0:
                parentheses += 1
                cursor.advance()
            case ")" where parentheses > 0:
                parentheses -= 1
                cursor.advance()
            case "'" where parentheses > 0:
                cursor.skipString(spansLines: true, escapes: false)
            case "\"" where parentheses > 0 && depth < Self.deepest:
                skipDoubleQuoted(&cursor, depth: depth + 1)
            case "\"":
                return cursor.advance()
            default:
                cursor.advance()
            }
        }
    }

    mutating func dollar(_ cursor: inout Cursor) {
        let start = cursor.at
        switch cursor.peek(1) {
        case "(" where host == .makefile:
            cursor.skipMakeVariable()
            cursor.emit(.meta, from: start)
            wordGoesOn()
        case "(":
            let isArithmetic = cursor.peek(2) == "("
            cursor.advance(isArithmetic ? 3 : 2)
            wordEnds()
            next = isArithmetic ? .argument : .command
        case "{":
            skipBraces(&cursor)
            cursor.emit(.meta, from: start)
            wordGoesOn()
        case "'", "\"":
            cursor.advance()
            if cursor.byte == "'" { cursor.skipString(spansLines: true) } else { skipDoubleQuoted(&cursor) }
            cursor.emit(.string, from: start)
            wordGoesOn()
        case "$" where host == .makefile:
            // `$$` is the shell's own dollar.
            cursor.advance()
            if cursor.peek(1) == "(" || cursor.peek(1).startsWord { return }
            cursor.advance()
        case "a"..."z", "A"..."Z", "_":
            cursor.advance()
            cursor.skip(while: \.isWord)
            cursor.emit(.meta, from: start)
            wordGoesOn()
        case "0"..."9", "?", "!", "@", "*", "#", "$", "-", "<", "^":
            let isMakes = cursor.peek(1) == "<" || cursor.peek(1) == "^"
            cursor.advance(isMakes && host != .makefile ? 1 : 2)
            if cursor.at == start + 2 { cursor.emit(.meta, from: start) }
            wordGoesOn()
        default:
            cursor.advance()
            wordGoesOn()
        }
    }

    /// Goes past `${…}`, not beyond the line.
    private func skipBraces(_ cursor: inout Cursor) {
        var depth = 0
        while !cursor.isAtEnd, cursor.byte != "\n" {
            let byte = cursor.byte
            cursor.advance(byte == "\\" ? 2 : 1)
            if byte == "{" { depth += 1 }
            if byte == "}" { depth -= 1 }
            if byte == "}", depth == 0 { return }
        }
    }

    /// Reads `<<EOF`, `<<-'EOF'`, `<<<`.
    mutating func hereDocument(_ cursor: inout Cursor) {
        let start = cursor.at
        cursor.advance(2)
        guard cursor.byte != "<" else {
            cursor.advance()
            return wordEnds()
        }
        wordEnds()
        guard let document = HereDocument(head: &cursor) else { return }
        cursor.emit(.string, from: start)
        hereDocuments.append(document)
        startsWord = false
    }
}

/// A here-document whose head has been read.
struct HereDocument {
    private let word: Range<Int>
    private let isIndented: Bool

    /// Reads what follows `<<`; nil where it's no here-document.
    init?(head cursor: inout Cursor) {
        isIndented = cursor.byte == "-"
        if isIndented { cursor.advance() }
        cursor.skipBlanks()
        let quote = cursor.byte
        let isQuoted = quote == "'" || quote == "\"" || quote == "\\"
        if isQuoted { cursor.advance() }
        let start = cursor.at
        cursor.skip(while: \.isWord)
        word = start..<cursor.at
        if isQuoted, cursor.byte == quote { cursor.advance() }
        if word.isEmpty || cursor.bytes[word.lowerBound].isDigit { return nil }
    }

    /// Records the lines up to the closing word as a string; the cursor is at the first.
    func scanText(_ cursor: inout Cursor) {
        let start = cursor.at
        while !cursor.isAtEnd, !skipLine(&cursor) {}
        if cursor.peek(-1) == "\n" { cursor.at -= 1 }
        cursor.emit(.string, from: start)
        if cursor.byte == "\n" { cursor.advance() }
    }

    /// Goes past a line, with its line feed unless it's the last; true where it closes the text.
    func skipLine(_ cursor: inout Cursor) -> Bool {
        if isIndented { cursor.skip { $0 == "\t" } }
        let start = cursor.at
        cursor.skipLine()
        let end = cursor.peek(-1) == "\r" ? cursor.at - 1 : cursor.at
        let isLast =
            end - start == word.count
            && word.indices.allSatisfy { cursor.bytes[$0] == cursor.bytes[start + $0 - word.lowerBound] }
        if !isLast { cursor.advance() }
        return isLast
    }
}
