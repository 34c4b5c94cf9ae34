/// Reads statements: a written subset of PostgreSQL's, see docs/embedded-images.md.
struct SQLParser {
    static let depthLimit = 60

    let tokens: [SQLToken]
    private let letters: [Unicode.Scalar]
    var at = 0
    var depth = 0

    /// The statements of a text, in order, each with its text.
    static func statements(_ text: String) throws(PgError) -> [(statement: SQLStatement, tag: String)] {
        var parser = SQLParser(tokens: try SQLLexer.tokens(of: text), letters: Array(text.unicodeScalars))
        var found: [(SQLStatement, String)] = []
        while true {
            while parser.take(sign: ";") {}
            if parser.isAtEnd { return found }
            let tag = parser.token.text.uppercased()
            found.append((try parser.statement(), tag))
            guard parser.isAtEnd || parser.sees(sign: ";") else { throw parser.unexpected() }
        }
    }

    private init(tokens: [SQLToken], letters: [Unicode.Scalar]) {
        self.tokens = tokens
        self.letters = letters
    }

    var token: SQLToken { tokens[min(at, tokens.count - 1)] }
    var isAtEnd: Bool { token.kind == .end }

    func peek(_ offset: Int) -> SQLToken { tokens[min(at + offset, tokens.count - 1)] }

    func unexpected() -> PgError {
        isAtEnd
            ? PgError("42601", "syntax error at end of input", at: token.position)
            : SQLLexer.syntax(token.text, at: token.position)
    }

    /// The text of what was read since a token.
    func text(from start: Int) -> String {
        let first = tokens[start].position - 1
        let last = at > start ? tokens[at - 1].position - 1 + tokens[at - 1].text.unicodeScalars.count : first
        var result = ""
        result.unicodeScalars.append(contentsOf: letters[first..<min(last, letters.count)])
        return result
    }

    // MARK: Words and signs

    func sees(_ words: String...) -> Bool {
        for (offset, word) in words.enumerated() where peek(offset).kind != .word(word) { return false }
        return true
    }

    mutating func take(_ words: String...) -> Bool {
        for (offset, word) in words.enumerated() where peek(offset).kind != .word(word) { return false }
        at += words.count
        return true
    }

    mutating func expect(_ words: String...) throws(PgError) {
        for word in words {
            guard token.kind == .word(word) else { throw unexpected() }
            at += 1
        }
    }

    func sees(sign: String, after offset: Int = 0) -> Bool { peek(offset).kind == .sign(sign) }

    mutating func take(sign: String) -> Bool {
        guard sees(sign: sign) else { return false }
        at += 1
        return true
    }

    mutating func expect(sign: String) throws(PgError) {
        guard take(sign: sign) else { throw unexpected() }
    }

    /// Words that are no names unless quoted.
    static let reserved: Set<String> = [
        "all", "and", "any", "as", "asc", "both", "case", "cast", "check", "collate", "column", "constraint",
        "create",
        "cross", "current_date", "current_time", "current_timestamp", "current_user", "default", "deferrable",
        "desc",
        "distinct", "do", "else", "end", "except", "false", "fetch", "for", "foreign", "from", "full",
        "grant", "group",
        "having", "in", "initially", "inner", "intersect", "into", "is", "join", "lateral", "leading", "left",
        "like",
        "ilike", "limit", "localtime", "localtimestamp", "natural", "not", "null", "offset", "on", "only",
        "or",
        "order", "outer", "primary", "references", "returning", "right", "select", "session_user", "some",
        "table",
        "then", "to", "trailing", "true", "union", "unique", "user", "using", "variadic", "when", "where",
        "window",
        "with", "isnull", "notnull", "array", "similar",
    ]

    mutating func name() throws(PgError) -> String {
        switch token.kind {
        case .quoted(let name):
            at += 1
            return name
        case .word(let word) where !Self.reserved.contains(word):
            at += 1
            return word
        default: throw unexpected()
        }
    }

    /// A name where any word will do, as after AS.
    mutating func label() throws(PgError) -> String {
        if case .word(let word) = token.kind {
            at += 1
            return word
        }
        return try name()
    }

    mutating func names() throws(PgError) -> [String] {
        try expect(sign: "(")
        var found = [try name()]
        while take(sign: ",") { found.append(try name()) }
        try expect(sign: ")")
        return found
    }

    mutating func relation() throws(PgError) -> SQLName {
        let position = token.position
        let first = try name()
        guard take(sign: ".") else { return SQLName(schema: nil, name: first, position: position) }
        let second = try name()
        guard take(sign: ".") else { return SQLName(schema: first, name: second, position: position) }
        return SQLName(schema: second, name: try name(), position: position)
    }

    /// Goes a level deeper.
    mutating func deeper<Result>(
        _ body: (inout SQLParser) throws(PgError) -> Result
    ) throws(PgError) -> Result {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw PgError("54001", "stack depth limit exceeded") }
        return try body(&self)
    }

    // MARK: Statements

    mutating func statement() throws(PgError) -> SQLStatement {
        guard case .word(let word) = token.kind else {
            if sees(sign: "(") { return .query(try query()) }
            throw unexpected()
        }
        switch word {
        case "select", "values", "with", "table": return .query(try query())
        case "insert": return try insert()
        case "update": return try update()
        case "delete": return try delete()
        case "create": return try create()
        case "drop": return try drop()
        case "alter": return try alter()
        case "truncate":
            at += 1
            _ = take("table")
            var tables = [try relation()]
            while take(sign: ",") { tables.append(try relation()) }
            let restarts = take("restart", "identity")
            _ = take("cascade") || take("continue", "identity") || take("restrict")
            return .truncate(tables, restarts: restarts)
        case "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release":
            return try transaction(word)
        case "set", "reset", "show": return try setting(word)
        case "checkpoint", "discard":
            at += 1
            if word == "discard" { _ = take("all") }
            return word == "checkpoint" ? .checkpoint : .discard
        case "copy", "explain", "analyze", "vacuum", "grant", "revoke", "comment", "do", "call", "prepare",
            "execute",
            "deallocate", "declare", "fetch", "close", "listen", "notify", "unlisten", "lock", "merge",
            "cluster", "reindex",
            "refresh", "security", "import", "load", "move", "reassign":
            throw .notModelled(word.uppercased(), at: token.position)
        default: throw unexpected()
        }
    }

    private mutating func transaction(_ word: String) throws(PgError) -> SQLStatement {
        at += 1
        if word == "start" { try expect("transaction") }
        if word == "savepoint" { return .savepoint(try name()) }
        if word == "release" {
            _ = take("savepoint")
            return .release(try name())
        }
        _ = take("work") || take("transaction")
        if word == "rollback", take("to") {
            _ = take("savepoint")
            return .rollbackTo(try name())
        }
        while !isAtEnd, !sees(sign: ";") {
            // The levels are all the same here: what is committed is read.
            guard case .word(let mode) = token.kind,
                [
                    "isolation", "level", "read", "only", "write", "committed", "uncommitted", "repeatable",
                    "serializable", "not", "deferrable", "and", "no", "chain",
                ].contains(mode)
            else {
                if take(sign: ",") { continue }
                throw unexpected()
            }
            at += 1
        }
        switch word {
        case "begin", "start": return .begin
        case "commit", "end": return .commit
        default: return .rollback
        }
    }

    private mutating func setting(_ word: String) throws(PgError) -> SQLStatement {
        at += 1
        if word == "show" {
            if take("time", "zone") { return .show("timezone") }
            if take("transaction", "isolation", "level") { return .show("transaction_isolation") }
            return .show(try dotted())
        }
        if word == "reset" {
            return .set(take("all") ? "all" : try dotted(), nil)
        }
        _ = take("session") || take("local")
        if take("time", "zone") { return .set("timezone", try settingValue()) }
        if sees("transaction") || sees("characteristics") || sees("constraints") || sees("role") {
            throw .notModelled("SET \(token.text.uppercased())", at: token.position)
        }
        let name = try dotted()
        guard take(sign: "=") || take("to") else { throw unexpected() }
        return .set(name, try settingValue())
    }

    private mutating func dotted() throws(PgError) -> String {
        if case .quoted(let name) = token.kind {
            at += 1
            return name
        }
        var result = try label()
        while take(sign: ".") { result += "." + (try label()) }
        return result
    }

    private mutating func settingValue() throws(PgError) -> String {
        var parts: [String] = []
        repeat {
            let isNegative = take(sign: "-")
            switch token.kind {
            case .string(let text), .quoted(let text), .number(let text):
                parts.append((isNegative ? "-" : "") + text)
            case .word(let text): parts.append(text)
            default: throw unexpected()
            }
            at += 1
        } while take(sign: ",")
        return parts.joined(separator: ", ")
    }
}
