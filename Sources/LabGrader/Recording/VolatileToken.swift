import TextMatch

/// A stretch of a line that is one thing: an id, a time, a word, some blanks.
struct VolatileToken: Hashable {
    /// What a stretch looks like.
    enum Kind: Hashable {
        case hole(String)
        /// A time of day, a date, an age: another one later, though two runs may fall into the same second.
        case time(String)
        case word, blanks, sign
    }

    var text: String
    var kind: Kind

    /// Cuts a line into its stretches; together they are the line.
    static func tokens(of line: String) -> [VolatileToken] {
        var tokens: [VolatileToken] = []
        var rest = Substring(line)
        while !rest.isEmpty {
            let token = next(rest)
            tokens.append(token)
            rest = rest.dropFirst(token.text.count)
        }
        VolatileTime.markAge(in: &tokens)
        return tokens
    }

    private static func next(_ rest: Substring) -> VolatileToken {
        if let token = VolatileTime.token(at: rest) { return token }
        if let match = rest.prefixMatch(
            of:
                /(?:Less than a second|About an? (?:minute|hour)|[0-9]+ (?:second|minute|hour|day|week|month|year)s?)/
        ) {
            return VolatileToken(text: String(match.0), kind: .hole("{{age}}"))
        }
        if let match = rest.prefixMatch(of: /sha256:[0-9a-f]{64}/) {
            return VolatileToken(text: String(match.0), kind: .hole("{{digest}}"))
        }
        if let match = rest.prefixMatch(of: /[ \t]+/) {
            return VolatileToken(text: String(match.0), kind: .blanks)
        }
        if let match = rest.prefixMatch(of: /[A-Za-z0-9_.+@-]*[A-Za-z0-9_]/) {
            return VolatileToken(text: String(match.0), kind: .word)
        }
        return VolatileToken(text: String(rest.prefix(1)), kind: .sign)
    }

    /// The shapes that a word may have, the narrowest first.
    private static let shapes = [
        "{{hex64}}", "{{hex12}}", "{{uuid}}", "{{ip}}", "{{int}}", "{{duration}}", "{{size}}", "{{semver}}",
        "{{re:[0-9]+(?:\\.[0-9]+)?}}", "{{name}}", "{{word}}",
    ]

    /// The hole that two different stretches fit into; nil where no kind of hole takes both.
    ///
    /// - Parameters:
    ///   - other: What stands there in the other run.
    ///   - isBehindColon: Whether a colon stands before it, so that a number is a port.
    /// - Returns: The hole as it is written.
    func hole(with other: VolatileToken, isBehindColon: Bool) -> String? {
        if case .hole(let hole) = kind, kind == other.kind { return hole }
        if case .time(let hole) = kind, kind == other.kind { return hole }
        if kind == .blanks, other.kind == .blanks { return "{{ws}}" }
        guard kind == .word, other.kind == .word else { return nil }
        let shapes = (isBehindColon ? ["{{port}}"] : []) + Self.shapes
        return shapes.first { shape in
            guard let pattern = try? LinePattern(parsing: shape) else { return false }
            return [text, other.text].allSatisfy { BlockPattern([pattern]).match([$0]).isMatch }
        }
    }
}
