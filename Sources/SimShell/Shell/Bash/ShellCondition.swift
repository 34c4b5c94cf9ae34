/// What bash's `[[ … ]]` asks.
indirect enum ShellCondition: Sendable {
    /// Whether a word has any text.
    case word(ShellWord)
    case unary(String, ShellWord)
    case binary(ShellWord, String, ShellWord)
    case not(ShellCondition)
    case both(ShellCondition, ShellCondition)
    case either(ShellCondition, ShellCondition)
}

extension ShellParser {
    private static let unarySigns = Set("abcdefghkLnOprSstuvwxzG".map { "-\($0)" })
    private static let binarySigns: Set<String> = [
        "=", "==", "!=", "=~", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef",
    ]

    /// A condition behind its `[[`, with the `]]` at its end.
    mutating func condition() throws(ShellSyntaxError) -> ShellCondition {
        let condition = try either()
        try readToken(keywords: false, skippingNewlines: true)
        guard token == .word, word.plainText == "]]" else { throw unexpected(expecting: .keyword("]]")) }
        return condition
    }

    private mutating func either() throws(ShellSyntaxError) -> ShellCondition {
        var left = try both()
        while true {
            try readToken(keywords: false, skippingNewlines: true)
            guard token == .or else {
                isPushedBack = true
                return left
            }
            left = .either(left, try both())
        }
    }

    private mutating func both() throws(ShellSyntaxError) -> ShellCondition {
        var left = try primary()
        while true {
            try readToken(keywords: false, skippingNewlines: true)
            guard token == .and else {
                isPushedBack = true
                return left
            }
            left = .both(left, try primary())
        }
    }

    private mutating func primary() throws(ShellSyntaxError) -> ShellCondition {
        try enter()
        defer { depth -= 1 }
        try readToken(keywords: false, skippingNewlines: true)
        if token == .open {
            let inner = try either()
            try readToken(keywords: false, skippingNewlines: true)
            guard token == .close else { throw unexpected(expecting: .close) }
            return inner
        }
        guard token == .word, word.plainText != "]]" else { throw unexpected() }
        let first = word
        if first.plainText == "!" { return .not(try primary()) }
        try readToken(keywords: false)
        if token == .word, let sign = word.plainText, Self.binarySigns.contains(sign) {
            if sign == "=~" {
                while let byte = peek, byte == 32 || byte == 9 { at += 1 }
                return .binary(first, sign, ShellWord(parts: try parts(.regex)))
            }
            try readToken(keywords: false)
            guard token == .word else { throw unexpected() }
            return .binary(first, sign, word)
        }
        // `<` and `>` compare; the word behind was read with them.
        if token == .redirection, let redirection {
            switch redirection.kind {
            case .read: return .binary(first, "<", redirection.word)
            case .write: return .binary(first, ">", redirection.word)
            default: throw unexpected()
            }
        }
        if token == .word, word.plainText != "]]", let sign = first.plainText, Self.unarySigns.contains(sign)
        {
            return .unary(sign, word)
        }
        isPushedBack = true
        return .word(first)
    }
}

extension Shell {
    /// Whether a condition holds.
    mutating func holds(_ condition: ShellCondition) async throws(ShellUnwind) -> Bool {
        switch condition {
        case .word(let word): return try await !text(word).isEmpty
        case .not(let inner): return try await !holds(inner)
        case .both(let one, let other):
            guard try await holds(one) else { return false }
            return try await holds(other)
        case .either(let one, let other):
            if try await holds(one) { return true }
            return try await holds(other)
        case .unary(let sign, let word):
            let text = try await text(word)
            if sign == "-v" { return value(of: text) != nil }
            return try await test(["test", sign == "-a" ? "-e" : sign, text]) == 0
        case .binary(let left, let sign, let right): return try await compare(left, sign, right)
        }
    }

    private mutating func compare(
        _ left: ShellWord,
        _ sign: String,
        _ right: ShellWord
    ) async throws(ShellUnwind) -> Bool {
        let text = try await text(left)
        switch sign {
        case "=", "==": return try await pattern(right).matches(Array(text.utf8))
        case "!=": return try await !pattern(right).matches(Array(text.utf8))
        case "=~": return try await finds(segments(right, isAssignment: false), in: text)
        case "-eq", "-ne", "-lt", "-le", "-gt", "-ge":
            let one = try await evaluate(Array(text.utf8))
            let other = try await evaluate(Array(self.text(right).utf8))
            return switch sign {
            case "-eq": one == other
            case "-ne": one != other
            case "-lt": one < other
            case "-le": one <= other
            case "-gt": one > other
            default: one >= other
            }
        default: return try await test(["test", text, sign, self.text(right)]) == 0
        }
    }

    /// Whether a text has what a regular expression describes; what was quoted in that means itself.
    private mutating func finds(_ segments: [Segment], in text: String) async throws(ShellUnwind) -> Bool {
        var expression: [UInt8] = []
        for segment in segments {
            for byte in segment.bytes {
                if segment.isQuoted, #"\.[]{}()*+?^$|"#.utf8.contains(byte) {
                    expression.append(UInt8(ascii: "\\"))
                }
                expression.append(byte)
            }
        }
        let bytes = Array(text.utf8)
        let match: PosixRegex.Match?
        do throws(PosixRegex.Failure) {
            match = try PosixRegex(expression, extended: true).firstMatch(in: bytes)
        } catch {
            if error == .backReference { process.world.noteModelled("bash: \(error.words)") }
            await say("invalid regular expression: \(error.words)")
            throw .failure(2)
        }
        for name in variables.keys where name.hasPrefix("BASH_REMATCH") { try await unset(name) }
        for (group, range) in (match ?? []).enumerated().prefix(100) {
            let found = range.map { String(decoding: bytes[$0], as: UTF8.self) } ?? ""
            if group == 0 { try await set("BASH_REMATCH", found) }
            try await set("BASH_REMATCH[\(group)]", found)
        }
        return match != nil
    }
}
