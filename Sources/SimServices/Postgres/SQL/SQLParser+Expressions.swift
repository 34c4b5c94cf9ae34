extension SQLParser {
    mutating func expression() throws(PgError) -> SQLExpression {
        try deeper { parser throws(PgError) in try parser.either() }
    }

    private mutating func either() throws(PgError) -> SQLExpression {
        var left = try both()
        while sees("or") {
            let position = token.position
            at += 1
            left = .binary("OR", left, try both(), at: position)
        }
        return left
    }

    private mutating func both() throws(PgError) -> SQLExpression {
        var left = try negation()
        while sees("and") {
            let position = token.position
            at += 1
            left = .binary("AND", left, try negation(), at: position)
        }
        return left
    }

    private mutating func negation() throws(PgError) -> SQLExpression {
        let position = token.position
        guard take("not") else { return try tests() }
        return .unary("NOT", try deeper { parser throws(PgError) in try parser.negation() }, at: position)
    }

    /// What follows IS, and the comparisons.
    private mutating func tests() throws(PgError) -> SQLExpression {
        var left = try comparison()
        while true {
            let position = token.position
            if take("isnull") {
                left = .isNull(left, isNegated: false)
            } else if take("notnull") {
                left = .isNull(left, isNegated: true)
            } else if take("is") {
                let isNegated = take("not")
                if take("null") {
                    left = .isNull(left, isNegated: isNegated)
                } else if take("true") {
                    left = .isTruth(left, true, isNegated: isNegated)
                } else if take("false") {
                    left = .isTruth(left, false, isNegated: isNegated)
                } else if take("unknown") {
                    left = .isTruth(left, nil, isNegated: isNegated)
                } else if take("distinct", "from") {
                    left = .isDistinct(left, try comparison(), isNegated: isNegated, at: position)
                } else {
                    throw unexpected()
                }
            } else {
                return left
            }
        }
    }

    private mutating func comparison() throws(PgError) -> SQLExpression {
        var left = try membership()
        while case .sign(let sign) = token.kind, ["=", "<", ">", "<=", ">=", "<>"].contains(sign) {
            let position = token.position
            at += 1
            if sees("any") || sees("all") || sees("some") {
                throw .notModelled("\(token.text.uppercased()) (…)", at: token.position)
            }
            left = .binary(sign, left, try membership(), at: position)
        }
        return left
    }

    private mutating func membership() throws(PgError) -> SQLExpression {
        var left = try other()
        while true {
            let position = token.position
            let isNegated =
                sees("not")
                && (peek(1).kind == .word("in") || peek(1).kind == .word("between")
                    || peek(1).kind == .word("like") || peek(1).kind == .word("ilike")
                    || peek(1).kind == .word("similar"))
            if isNegated { at += 1 }
            if take("in") {
                try expect(sign: "(")
                if sees("select") || sees("with") || sees("values") {
                    left = .inQuery(left, try query(), isNegated: isNegated, at: position)
                } else {
                    var list = [try expression()]
                    while take(sign: ",") { list.append(try expression()) }
                    left = .inList(left, list, isNegated: isNegated, at: position)
                }
                try expect(sign: ")")
            } else if take("between") {
                _ = take("symmetric")
                let low = try other()
                try expect("and")
                left = .between(left, low, try other(), isNegated: isNegated, at: position)
            } else if sees("like") || sees("ilike") {
                let ignoresCase = sees("ilike")
                at += 1
                left = .like(left, try other(), ignoresCase: ignoresCase, isNegated: isNegated, at: position)
                if sees("escape") { throw .notModelled("ESCAPE", at: token.position) }
            } else if sees("similar") {
                throw .notModelled("SIMILAR TO", at: position)
            } else {
                return left
            }
        }
    }

    /// All other operators.
    private mutating func other() throws(PgError) -> SQLExpression {
        var left = try sum()
        while true {
            let position = token.position
            var sign: String
            if case .sign(let text) = token.kind, SQLLexer.infixSigns.contains(text) {
                sign = text
                at += 1
            } else if take("operator") {
                try expect(sign: "(")
                if case .word = token.kind {
                    at += 1
                    try expect(sign: ".")
                }
                guard case .sign(let text) = token.kind else { throw unexpected() }
                sign = text
                at += 1
                try expect(sign: ")")
            } else {
                return left
            }
            left = .binary(sign, left, try sum(), at: position)
        }
    }

    mutating func sum() throws(PgError) -> SQLExpression {
        var left = try product()
        while sees(sign: "+") || sees(sign: "-") {
            let position = token.position
            let sign = token.text
            at += 1
            left = .binary(sign, left, try product(), at: position)
        }
        return left
    }

    private mutating func product() throws(PgError) -> SQLExpression {
        var left = try power()
        while sees(sign: "*") || sees(sign: "/") || sees(sign: "%") {
            let position = token.position
            let sign = token.text
            at += 1
            left = .binary(sign, left, try power(), at: position)
        }
        return left
    }

    private mutating func power() throws(PgError) -> SQLExpression {
        var left = try signed()
        while sees(sign: "^") {
            let position = token.position
            at += 1
            left = .binary("^", left, try signed(), at: position)
        }
        return left
    }

    /// A value with its sign and casts.
    mutating func signedPrimary() throws(PgError) -> SQLExpression { try signed() }

    private mutating func signed() throws(PgError) -> SQLExpression {
        let position = token.position
        if take(sign: "-") {
            let value = try deeper { parser throws(PgError) in try parser.signed() }
            if case .number(let text) = value, !text.hasPrefix("-") { return .number("-" + text) }
            return .unary("-", value, at: position)
        }
        if take(sign: "+") { return try deeper { parser throws(PgError) in try parser.signed() } }
        return try suffixed()
    }

    private mutating func suffixed() throws(PgError) -> SQLExpression {
        var value = try primary()
        while true {
            if take(sign: "::") {
                value = .cast(value, try type())
            } else if take("collate") {
                _ = try relation()
            } else if sees("at"), peek(1).kind == .word("time") {
                throw .notModelled("AT TIME ZONE", at: token.position)
            } else if sees(sign: "[") {
                throw .notModelled("arrays", at: token.position)
            } else {
                return value
            }
        }
    }
}
