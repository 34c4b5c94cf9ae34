extension AwkParser {
    mutating func expression() throws(AwkFailure) -> AwkExpression {
        try deeper()
        defer { depth -= 1 }
        let left = try conditional()
        guard case .place(let place) = left else { return left }
        let operators: [(String, AwkOperator?)] = [
            ("=", nil), ("+=", .add), ("-=", .subtract), ("*=", .multiply), ("/=", .divide),
            ("%=", .remainder),
            ("^=", .power),
        ]
        for (sign, operation) in operators where sees(sign) {
            try advance()
            try skipNewlines()
            return .assign(place, operation, try expression())
        }
        return left
    }

    private mutating func conditional() throws(AwkFailure) -> AwkExpression {
        let test = try either()
        guard try take("?") else { return test }
        try skipNewlines()
        let first = try expression()
        try skipNewlines()
        try expect(":")
        try skipNewlines()
        return .conditional(test, first, try expression())
    }

    private mutating func either() throws(AwkFailure) -> AwkExpression {
        var left = try both()
        while try take("||") {
            try skipNewlines()
            left = .or(left, try both())
        }
        return left
    }

    private mutating func both() throws(AwkFailure) -> AwkExpression {
        var left = try membership()
        while try take("&&") {
            try skipNewlines()
            left = .and(left, try membership())
        }
        return left
    }

    private mutating func membership() throws(AwkFailure) -> AwkExpression {
        var left = try matching()
        while token == .keyword("in"), !isBeforeIn {
            try advance()
            let keys: [AwkExpression]
            if case .group(let inner) = left { keys = inner } else { keys = [left] }
            left = .contains(try name(), keys)
        }
        return left
    }

    private mutating func matching() throws(AwkFailure) -> AwkExpression {
        var left = try comparison()
        while sees("~") || sees("!~") {
            let isNegated = sees("!~")
            try advance()
            left = .match(left, try comparison(), isNegated: isNegated)
        }
        return left
    }

    private mutating func comparison() throws(AwkFailure) -> AwkExpression {
        let left = try concatenation()
        let signs: [(String, AwkComparison)] = [
            ("<", .less), ("<=", .lessOrEqual), ("==", .equal), ("!=", .unequal), (">", .greater),
            (">=", .greaterOrEqual),
        ]
        for (sign, comparison) in signs where sees(sign) {
            if sign == ">", isPrinting { return left }
            try advance()
            return .compare(comparison, left, try concatenation())
        }
        return left
    }

    mutating func concatenation() throws(AwkFailure) -> AwkExpression {
        var left = try sum()
        while true {
            if sees("|"), !isPrinting {
                try advance()
                guard token == .keyword("getline") else { throw AwkFailure(words: "Unexpected token") }
                try advance()
                left = .readLine(try linePlace(), .command(left))
                continue
            }
            guard beginsOperand else { return left }
            left = .concatenation(left, try sum())
        }
    }

    /// Whether what comes can be the next part of a text.
    private var beginsOperand: Bool {
        switch token {
        case .number, .text, .name, .function, .builtin: true
        case .sign(let sign): ["$", "!", "(", "-", "+", "++", "--"].contains(sign)
        default: false
        }
    }

    private mutating func sum() throws(AwkFailure) -> AwkExpression {
        var left = try product()
        while sees("+") || sees("-") {
            let operation = sees("+") ? AwkOperator.add : .subtract
            try advance()
            left = .arithmetic(operation, left, try product())
        }
        return left
    }

    private mutating func product() throws(AwkFailure) -> AwkExpression {
        var left = try unary()
        while sees("*") || sees("/") || sees("%") {
            let operation = sees("*") ? AwkOperator.multiply : sees("/") ? .divide : .remainder
            try advance()
            left = .arithmetic(operation, left, try unary())
        }
        return left
    }

    private mutating func unary() throws(AwkFailure) -> AwkExpression {
        try deeper()
        defer { depth -= 1 }
        if try take("!") { return .not(try unary()) }
        if try take("-") { return .negative(try unary()) }
        if try take("+") { return .positive(try unary()) }
        let base = try postfix()
        guard try take("^") else { return base }
        // A minus may stand in an exponent, and powers bind to the right.
        return .arithmetic(.power, base, try unary())
    }

    private mutating func postfix() throws(AwkFailure) -> AwkExpression {
        if sees("++") || sees("--") {
            let step = sees("++") ? 1.0 : -1
            try advance()
            guard case .place(let place) = try primary() else { throw AwkFailure(words: "Unexpected token") }
            return .step(place, by: step, isPrefix: true)
        }
        let left = try primary()
        guard case .place(let place) = left, sees("++") || sees("--") else { return left }
        let step = sees("++") ? 1.0 : -1
        try advance()
        return .step(place, by: step, isPrefix: false)
    }

    private mutating func primary() throws(AwkFailure) -> AwkExpression {
        try deeper()
        defer { depth -= 1 }
        switch token {
        case .number(let value):
            try advance()
            return .number(value)
        case .text(let bytes):
            try advance()
            return .text(bytes)
        case .sign("/"), .sign("/="):
            let text = try patternText(startingWith: sees("/=") ? [UInt8(ascii: "=")] : [])
            return .regex(try AwkPatterns.compile(text))
        case .sign("$"):
            try advance()
            if sees("++") || sees("--") || sees("-") { return .place(.field(try unary())) }
            return .place(.field(try primary()))
        case .sign("("):
            try advance()
            let items = try list(until: ")")
            try expect(")")
            guard !items.isEmpty else { throw AwkFailure(words: "Unexpected token") }
            return .group(items)
        case .name(let name):
            try advance()
            guard try take("[") else { return .place(.variable(name)) }
            let keys = try list(until: "]")
            try expect("]")
            return .place(.element(name, keys))
        case .function(let name):
            try advance()
            try expect("(")
            let items = try list(until: ")")
            try expect(")")
            return .call(name, items)
        case .builtin(let name):
            try advance()
            guard try take("(") else {
                guard name == "length" else { throw AwkFailure(words: "Unexpected token") }
                return .builtin(name, [])
            }
            let items = try list(until: ")")
            try expect(")")
            return .builtin(name, items)
        case .keyword("getline"):
            try advance()
            let place = try linePlace()
            guard try take("<") else { return .readLine(place, .input) }
            return .readLine(place, .file(try primary()))
        default: throw AwkFailure(words: token == .end ? "Unexpected end of string" : "Unexpected token")
        }
    }

    /// Where a line is put that `getline` reads; nil for `$0`.
    private mutating func linePlace() throws(AwkFailure) -> AwkPlace? {
        switch token {
        case .name, .sign("$"):
            guard case .place(let place) = try primary() else { return nil }
            return place
        default: return nil
        }
    }
}

enum AwkPatterns {
    static func compile(_ text: [UInt8]) throws(AwkFailure) -> PosixRegex {
        do throws(PosixRegex.Failure) {
            return try PosixRegex(text, extended: true)
        } catch {
            throw AwkFailure(words: "\(String(decoding: text, as: UTF8.self)): \(error.words)")
        }
    }
}
