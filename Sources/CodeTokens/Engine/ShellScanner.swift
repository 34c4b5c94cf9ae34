/// Reads shell commands: a script's, a session's command line, a Dockerfile's `RUN`, a Makefile's recipe.
struct ShellScanner {
    /// Where the commands stand.
    enum Host { case script, dockerfile, makefile }

    /// What the next word is.
    enum Expectation { case command, argument, functionName, loopHead, caseHead, pattern }

    let host: Host
    var next = Expectation.command
    /// Whether a word can start here: the byte before ends one.
    var startsWord = true
    /// Whether the word so far is `NAME=`, after which a command may still follow.
    var isAssigning = false
    /// How many `case` are open.
    private var cases = 0
    /// The here-documents whose text starts with the next line.
    var hereDocuments: [HereDocument] = []

    init(_ host: Host) {
        self.host = host
    }

    mutating func scan(_ cursor: inout Cursor) {
        while !cursor.isAtEnd { step(&cursor) }
    }

    private mutating func step(_ cursor: inout Cursor) {
        let start = cursor.at
        switch cursor.byte {
        case " ", "\t", "\r":
            cursor.advance()
            wordEnds()
        case "\n":
            cursor.advance()
            commandEnds()
            for document in hereDocuments { document.scanText(&cursor) }
            hereDocuments.removeAll(keepingCapacity: true)
        case "\\":
            cursor.advance(cursor.peek(1) == "\r" ? 3 : 2)
            guard cursor.peek(-1) == "\n" else { return wordGoesOn() }
            wordEnds()
            skipCommentLines(&cursor)
        case "#" where startsWord:
            cursor.emitLineComment()
        case "'":
            cursor.skipString(spansLines: true, escapes: false)
            cursor.emit(.string, from: start)
            wordGoesOn()
        case "\"":
            skipDoubleQuoted(&cursor)
            cursor.emit(.string, from: start)
            wordGoesOn()
        case "$":
            dollar(&cursor)
        case "<" where cursor.peek(1) == "<":
            hereDocument(&cursor)
        case ";", "|", "&", "(", ")", "`", "<", ">":
            punctuation(&cursor)
        default:
            word(&cursor)
        }
    }

    private mutating func punctuation(_ cursor: inout Cursor) {
        let byte = cursor.byte
        cursor.advance()
        switch byte {
        case ";" where cursor.byte == ";" && cases > 0:
            cursor.advance()
            next = .pattern
            wordEnds()
        case "<", ">":
            wordEnds()
        case "&" where cursor.byte == ">" || cursor.peek(-2) == ">" || cursor.peek(-2) == "<":
            // `&>` and `>&` redirect.
            wordEnds()
        case ")":
            next = next == .pattern ? .command : .argument
            wordEnds()
        case "(" where isAssigning:
            next = .argument
            wordEnds()
        case "|" where next == .pattern, "(" where next == .pattern:
            wordEnds()
        default:
            next = .command
            wordEnds()
        }
    }

    mutating func wordEnds() {
        startsWord = true
        isAssigning = false
    }

    /// Notes that what was passed is part of a word that isn't a plain name.
    ///
    /// Where a command was expected, it stood here.
    mutating func wordGoesOn() {
        startsWord = false
        if next == .command, !isAssigning { next = .argument }
    }

    private mutating func commandEnds() {
        wordEnds()
        if next != .pattern, next != .caseHead { next = .command }
    }

    /// In a Dockerfile a command goes on after a comment's line.
    private func skipCommentLines(_ cursor: inout Cursor) {
        guard host == .dockerfile else { return }
        while !cursor.isAtEnd {
            var ahead = cursor.lookahead
            ahead.skipBlanks()
            guard ahead.byte == "#" else { return }
            cursor.at = ahead.at
            cursor.emitLineComment()
            cursor.skip { $0 == "\r" || $0 == "\n" }
        }
    }
}

// MARK: - Words

extension ShellScanner {
    private mutating func word(_ cursor: inout Cursor) {
        let start = cursor.at
        cursor.skip(while: Self.isPlain)
        guard startsWord else {
            if isAssigning { emitNumber(&cursor, from: start) }
            return
        }
        startsWord = false
        switch next {
        case .command:
            command(&cursor, from: start)
        case .argument:
            argument(&cursor, from: start)
        case .functionName:
            cursor.emit(.function, from: start)
            next = .argument
        case .loopHead, .caseHead:
            guard cursor.isText("in", from: start) else { return }
            cursor.emit(.keyword, from: start)
            next = next == .caseHead ? .pattern : .argument
        case .pattern:
            guard cursor.isText("esac", from: start) else { return }
            cursor.emit(.keyword, from: start)
            cases = max(cases - 1, 0)
            next = .argument
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case " ", "\t", "\r", "\n", "\\", "'", "\"", "$", "`", ";", "|", "&", "(", ")", "<", ">": false
        default: true
        }
    }

    private static let words = WordTable([
        .keyword: """
        if then elif else fi for while until do done case esac function select return break continue
        """,
        // These take a command as their argument.
        .function: "sudo exec time command nohup env",
    ])

    private mutating func command(_ cursor: inout Cursor, from start: Int) {
        if let value = assignedValue(in: cursor, from: start) {
            isAssigning = true
            return emitNumber(&cursor, from: value)
        }
        switch Self.words.kind(of: cursor, from: start) {
        case .keyword:
            cursor.emit(.keyword, from: start)
            next = expectation(after: cursor, from: start)
        case .some:
            cursor.emit(.function, from: start)
        case nil:
            switch cursor.bytes[start] {
            case "{" where cursor.at == start + 1, "!" where cursor.at == start + 1:
                break
            case "-":
                // A flag of `sudo` or its like.
                argument(&cursor, from: start)
            case "a"..."z", "A"..."Z", "_", "0"..."9", ".", "/", "~", "@":
                cursor.emit(.function, from: start)
                next = .argument
            default:
                next = .argument
            }
        }
    }

    private mutating func expectation(after keyword: Cursor, from start: Int) -> Expectation {
        func isOne(of words: [StaticString]) -> Bool { words.contains { keyword.isText($0, from: start) } }
        if isOne(of: ["for", "select"]) { return .loopHead }
        if isOne(of: ["function"]) { return .functionName }
        if isOne(of: ["case"]) {
            cases += 1
            return .caseHead
        }
        return isOne(of: ["fi", "done", "esac", "return", "break", "continue"]) ? .argument : .command
    }

    /// Where the value starts of a word `NAME=value` or `NAME+=value`.
    private func assignedValue(in cursor: Cursor, from start: Int) -> Int? {
        guard cursor.bytes[start].startsWord else { return nil }
        var index = start
        while index < cursor.at, cursor.bytes[index].isWord { index += 1 }
        if index + 1 < cursor.at, cursor.bytes[index] == "+" { index += 1 }
        return index < cursor.at && cursor.bytes[index] == "=" ? index + 1 : nil
    }

    private mutating func argument(_ cursor: inout Cursor, from start: Int) {
        let end = cursor.at
        if cursor.bytes[start] == "{", end == start + 1 { return next = .command }
        if cursor.bytes[start] == "-" {
            cursor.at = start
            cursor.skip { $0.isWord || $0 == "-" }
            let hasName = (start..<cursor.at).contains { cursor.bytes[$0].startsWord }
            if hasName, !cursor.peek(start + 1 - cursor.at).isDigit { cursor.emit(.type, from: start) }
            cursor.at = end
        }
        var value = end
        while value > start, cursor.bytes[value - 1].isDigit { value -= 1 }
        if value == start || cursor.bytes[value - 1] == "=" { emitNumber(&cursor, from: value) }
    }

    private func emitNumber(_ cursor: inout Cursor, from start: Int) {
        guard (start..<cursor.at).allSatisfy({ cursor.bytes[$0].isDigit }) else { return }
        cursor.emit(.number, from: start)
    }
}
