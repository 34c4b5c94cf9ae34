/// A word or sign of a statement.
struct SQLToken: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// In lower case.
        case word(String)
        /// A name in double quotes.
        case quoted(String)
        case number(String)
        case string(String)
        case parameter(Int)
        case sign(String)
        case end
    }

    var kind: Kind
    /// As it stands in the text.
    var text: String
    /// In characters from 1.
    var position: Int
}

/// Takes a statement's text apart.
struct SQLLexer {
    static let tokenLimit = 100_000

    private let text: [Unicode.Scalar]
    private var at = 0

    static func tokens(of text: String) throws(PgError) -> [SQLToken] {
        var lexer = SQLLexer(text: Array(text.unicodeScalars))
        var tokens: [SQLToken] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
            guard tokens.count <= tokenLimit else {
                throw .notModelled("a statement of more than \(tokenLimit) words")
            }
        }
    }

    private init(text: [Unicode.Scalar]) { self.text = text }

    private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
        at + offset < text.count ? text[at + offset] : nil
    }

    private mutating func skipBlanks() throws(PgError) {
        while let scalar = peek() {
            if scalar.properties.isWhitespace {
                at += 1
            } else if scalar == "-", peek(1) == "-" {
                while let next = peek(), next != "\n" { at += 1 }
            } else if scalar == "/", peek(1) == "*" {
                let start = at
                var depth = 0
                repeat {
                    if peek() == "/", peek(1) == "*" {
                        depth += 1
                        at += 2
                    } else if peek() == "*", peek(1) == "/" {
                        depth -= 1
                        at += 2
                    } else if peek() == nil {
                        throw PgError("42601", "unterminated /* comment", at: start + 1)
                    } else {
                        at += 1
                    }
                } while depth > 0
            } else {
                return
            }
        }
    }

    private mutating func next() throws(PgError) -> SQLToken {
        try skipBlanks()
        let start = at
        guard let first = peek() else { return SQLToken(kind: .end, text: "", position: start + 1) }
        let kind = try kind(first)
        return SQLToken(kind: kind, text: string(start..<at), position: start + 1)
    }

    private func string(_ range: Range<Int>) -> String {
        var result = ""
        result.unicodeScalars.append(contentsOf: text[range])
        return result
    }

    private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.value > 0x7F
    }

    private static func isDigit(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { ("0"..."9").contains($0) } ?? false
    }

    private mutating func kind(_ first: Unicode.Scalar) throws(PgError) -> SQLToken.Kind {
        if first == "'" { return .string(try quoted("'", escapes: false)) }
        if first == "\"" {
            let name = try quoted("\"", escapes: false)
            guard !name.isEmpty else {
                throw PgError("42601", "zero-length delimited identifier at or near \"\"\"\"", at: at - 1)
            }
            return .quoted(name)
        }
        if first == "E" || first == "e", peek(1) == "'" {
            at += 1
            return .string(try quoted("'", escapes: true))
        }
        if first == "U" || first == "u", peek(1) == "&", peek(2) == "'" || peek(2) == "\"" {
            throw .notModelled("Unicode escapes", at: at + 1)
        }
        if first == "N" || first == "n", peek(1) == "'" {
            throw .notModelled("national strings", at: at + 1)
        }
        if first == "B" || first == "b" || first == "X" || first == "x", peek(1) == "'" {
            throw .notModelled("bit strings", at: at + 1)
        }
        if Self.isNameStart(first) {
            let start = at
            while let scalar = peek(), Self.isNameStart(scalar) || Self.isDigit(scalar) || scalar == "$" {
                at += 1
            }
            return .word(string(start..<at).lowercased())
        }
        if Self.isDigit(first) || (first == "." && Self.isDigit(peek(1))) { return number() }
        if first == "$" { return try dollar() }
        return try sign(first)
    }

    private mutating func quoted(_ quote: Unicode.Scalar, escapes: Bool) throws(PgError) -> String {
        let start = at
        at += 1
        var result = ""
        while let scalar = peek() {
            at += 1
            if scalar == quote {
                guard peek() == quote else { return result }
                at += 1
            } else if escapes, scalar == "\\", let next = peek() {
                guard !"01234567xuU".unicodeScalars.contains(next) else {
                    throw .notModelled("escapes by number", at: at)
                }
                at += 1
                let known: [Unicode.Scalar: Unicode.Scalar] = [
                    "n": "\n", "t": "\t", "r": "\r", "b": "\u{8}", "f": "\u{C}",
                ]
                result.unicodeScalars.append(known[next] ?? next)
                continue
            }
            result.unicodeScalars.append(scalar)
        }
        let kind = quote == "'" ? "quoted string" : "quoted identifier"
        throw PgError(
            "42601",
            "unterminated \(kind) at or near \"\(string(start..<text.count))\"",
            at: start + 1
        )
    }

    private mutating func number() -> SQLToken.Kind {
        let start = at
        while Self.isDigit(peek()) { at += 1 }
        if peek() == ".", peek(1) != "." {
            at += 1
            while Self.isDigit(peek()) { at += 1 }
        }
        if peek() == "e" || peek() == "E" {
            let sign = peek(1) == "+" || peek(1) == "-" ? 1 : 0
            if Self.isDigit(peek(1 + sign)) {
                at += 1 + sign
                while Self.isDigit(peek()) { at += 1 }
            }
        }
        return .number(string(start..<at))
    }

    private mutating func dollar() throws(PgError) -> SQLToken.Kind {
        let start = at
        at += 1
        if Self.isDigit(peek()) {
            while Self.isDigit(peek()) { at += 1 }
            guard let number = Int(string(start + 1..<at)), (1...65_535).contains(number) else {
                throw PgError("42P02", "there is no parameter \(string(start..<at))", at: start + 1)
            }
            return .parameter(number)
        }
        while let scalar = peek(), Self.isNameStart(scalar) || Self.isDigit(scalar) { at += 1 }
        guard peek() == "$" else { throw Self.syntax(string(start..<start + 1), at: start + 1) }
        at += 1
        let tag = Array(text[start..<at])
        let body = at
        while at + tag.count <= text.count {
            if text[at] == "$", Array(text[at..<at + tag.count]) == tag {
                defer { at += tag.count }
                return .string(string(body..<at))
            }
            at += 1
        }
        throw PgError(
            "42601",
            "unterminated dollar-quoted string at or near \"\(string(start..<text.count))\"",
            at: start + 1
        )
    }

    /// Those of several signs: what is modelled, and what is refused by its name.
    private static let longSigns: Set<String> = Set([
        "::", "<=", ">=", "<>", "!=", "=>", ":=", "!!", "|/", "||/", "@-@", "?-",
    ]).union(infixSigns)

    /// The operators between two values, comparisons and arithmetic left out.
    static let infixSigns: Set<String> = [
        "||", "->", "->>", "~", "~*", "!~", "!~*", "@>", "<@", "&&", "#>", "#>>", "#-", "&", "|", "#",
        "?", "?|", "?&", "@?", "@@", "^@", "~~", "!~~", "~~*", "!~~*", "~=", "<<", ">>", "<<=", ">>=",
        "&<", "&>", "-|-", "<->",
    ]

    private mutating func sign(_ first: Unicode.Scalar) throws(PgError) -> SQLToken.Kind {
        for length in [4, 3, 2] where at + length <= text.count {
            let candidate = string(at..<at + length)
            if Self.longSigns.contains(candidate) {
                at += length
                return .sign(candidate == "!=" ? "<>" : candidate)
            }
        }
        guard "()[],;.+-*/%<>=~!@#&|^:?".unicodeScalars.contains(first) else {
            throw Self.syntax(String(first), at: at + 1)
        }
        at += 1
        return .sign(String(first))
    }

    static func syntax(_ text: String, at position: Int) -> PgError {
        PgError("42601", "syntax error at or near \"\(text)\"", at: position)
    }
}
