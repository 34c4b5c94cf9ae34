/// Reads an awk program: its rules and statements; expressions stand in a file of their own.
struct AwkParser {
    private var lexer: AwkLexer
    var token = AwkToken.end
    /// Above 0 where `>` writes to a file and doesn't compare.
    var isPrinting = false
    /// Set where `in` belongs to a `for`.
    var isBeforeIn = false
    var depth = 0

    static func parse(_ text: [UInt8]) throws(AwkFailure) -> AwkProgram {
        var parser = AwkParser(lexer: AwkLexer(text))
        try parser.advance()
        return try parser.program()
    }

    private init(lexer: AwkLexer) { self.lexer = lexer }

    // MARK: Words

    mutating func advance() throws(AwkFailure) { token = try lexer.next() }

    /// The pattern that begins with the slash that is the next word.
    mutating func patternText(startingWith prefix: [UInt8]) throws(AwkFailure) -> [UInt8] {
        let bytes = prefix + (try lexer.pattern())
        try advance()
        return bytes
    }

    func sees(_ sign: String) -> Bool { token == .sign(sign) }

    mutating func take(_ sign: String) throws(AwkFailure) -> Bool {
        guard sees(sign) else { return false }
        try advance()
        return true
    }

    mutating func expect(_ sign: String) throws(AwkFailure) {
        guard try take(sign) else {
            throw AwkFailure(words: token == .end ? "Unexpected end of string" : "Unexpected token")
        }
    }

    mutating func skipNewlines() throws(AwkFailure) { while token == .newline { try advance() } }

    private mutating func skipEnds() throws(AwkFailure) {
        while token == .newline || sees(";") { try advance() }
    }

    mutating func name() throws(AwkFailure) -> String {
        guard case .name(let name) = token else { throw AwkFailure(words: "Unexpected token") }
        try advance()
        return name
    }

    /// Syntax that nests too deeply would need a deep stack.
    mutating func deeper() throws(AwkFailure) {
        depth += 1
        guard depth < 100 else { throw AwkFailure(words: "nested too deeply for the embedded engine") }
    }

    // MARK: Rules

    private mutating func program() throws(AwkFailure) -> AwkProgram {
        var program = AwkProgram()
        try skipEnds()
        while token != .end {
            if token == .keyword("function") || token == .keyword("func") {
                try advance()
                try function(into: &program)
            } else {
                program.rules.append(try rule())
            }
            try skipEnds()
        }
        return program
    }

    private mutating func function(into program: inout AwkProgram) throws(AwkFailure) {
        let name: String
        switch token {
        case .name(let text), .function(let text): name = text
        default: throw AwkFailure(words: "Unexpected token")
        }
        try advance()
        try expect("(")
        var parameters: [String] = []
        while !sees(")") {
            parameters.append(try self.name())
            if try !take(",") { break }
            try skipNewlines()
        }
        try expect(")")
        try skipNewlines()
        program.functions[name] = AwkFunction(parameters: parameters, body: try block())
    }

    private mutating func rule() throws(AwkFailure) -> AwkRule {
        var pattern = AwkPattern.always
        if token == .keyword("BEGIN") || token == .keyword("END") {
            pattern = token == .keyword("BEGIN") ? .begin : .end
            try advance()
        } else if !sees("{") {
            let first = try expression()
            if try take(",") {
                try skipNewlines()
                pattern = .range(first, try expression())
            } else {
                pattern = .holds(first)
            }
        }
        guard sees("{") else { return AwkRule(pattern: pattern, action: nil) }
        return AwkRule(pattern: pattern, action: try block())
    }

    // MARK: Statements

    private mutating func block() throws(AwkFailure) -> AwkStatement {
        try expect("{")
        try deeper()
        defer { depth -= 1 }
        var statements: [AwkStatement] = []
        try skipEnds()
        while !sees("}") {
            guard token != .end else { throw AwkFailure(words: "Unexpected end of string") }
            statements.append(try statement())
            try skipEnds()
        }
        try advance()
        return .block(statements)
    }

    /// A statement with its end, behind a head such as `if (…)`.
    private mutating func body() throws(AwkFailure) -> AwkStatement {
        try skipNewlines()
        if try take(";") { return .block([]) }
        return try statement()
    }

    private mutating func statement() throws(AwkFailure) -> AwkStatement {
        try deeper()
        defer { depth -= 1 }
        if sees("{") { return try block() }
        guard case .keyword(let word) = token else { return try endOf(try simple()) }
        switch word {
        case "if":
            try advance()
            try expect("(")
            let test = try expression()
            try expect(")")
            let then = try body()
            // An `else` may come behind the ends of lines.
            let (place, before) = (lexer, token)
            try skipEnds()
            guard token == .keyword("else") else {
                (lexer, token) = (place, before)
                return .condition(test, then, nil)
            }
            try advance()
            return .condition(test, then, try body())
        case "while":
            try advance()
            try expect("(")
            let test = try expression()
            try expect(")")
            return .loop(test, try body())
        case "do":
            try advance()
            let inner = try body()
            try skipEnds()
            guard token == .keyword("while") else { throw AwkFailure(words: "Unexpected token") }
            try advance()
            try expect("(")
            let test = try expression()
            try expect(")")
            return try endOf(.loopOnce(inner, test))
        case "for":
            try advance()
            return try loop()
        default: return try endOf(try simple())
        }
    }

    private mutating func endOf(_ statement: AwkStatement) throws(AwkFailure) -> AwkStatement {
        if token == .newline || sees(";") {
            try advance()
        } else if !sees("}"), token != .end {
            throw AwkFailure(words: "Unexpected token")
        }
        return statement
    }

    private mutating func loop() throws(AwkFailure) -> AwkStatement {
        try expect("(")
        var first: AwkStatement?
        if !sees(";") {
            isBeforeIn = true
            first = try simple()
            isBeforeIn = false
            if token == .keyword("in"), case .expression(.place(.variable(let name)))? = first {
                try advance()
                let array = try self.name()
                try expect(")")
                return .each(name, array, try body())
            }
        }
        try expect(";")
        try skipNewlines()
        let test = sees(";") ? nil : try expression()
        try expect(";")
        try skipNewlines()
        let step = sees(")") ? nil : try simple()
        try expect(")")
        return .count(first, test, step, try body())
    }

    private mutating func simple() throws(AwkFailure) -> AwkStatement {
        guard case .keyword(let word) = token, word != "getline" else { return .expression(try expression()) }
        try advance()
        switch word {
        case "print", "printf": return try print(word)
        case "next", "nextfile": return .next
        case "break": return .stopLoop
        case "continue": return .nextRound
        case "exit": return .leave(isAtEnd ? nil : try expression())
        case "return": return .giveBack(isAtEnd ? nil : try expression())
        case "delete":
            let array = try name()
            guard try take("[") else { return .delete(array, nil) }
            let keys = try list(until: "]")
            try expect("]")
            return .delete(array, keys)
        default: throw AwkFailure(words: "Unexpected token")
        }
    }

    private var isAtEnd: Bool { token == .newline || token == .end || sees(";") || sees("}") }

    private mutating func print(_ word: String) throws(AwkFailure) -> AwkStatement {
        var items: [AwkExpression] = []
        isPrinting = true
        defer { isPrinting = false }
        while !isAtEnd, !sees(">"), !sees(">>"), !sees("|") {
            items.append(try expression())
            if try !take(",") { break }
            try skipNewlines()
        }
        if items.count == 1, case .group(let inner) = items[0], inner.count > 1 { items = inner }
        var sink = AwkSink.output
        if try take(">") {
            sink = .file(try concatenation(), isAppending: false)
        } else if try take(">>") {
            sink = .file(try concatenation(), isAppending: true)
        } else if try take("|") {
            sink = .command(try concatenation())
        }
        if word == "print" { return .print(items, sink) }
        guard !items.isEmpty else { throw AwkFailure(words: "Unexpected token") }
        return .printf(items, sink)
    }

    mutating func list(until sign: String) throws(AwkFailure) -> [AwkExpression] {
        let (printing, before) = (isPrinting, isBeforeIn)
        (isPrinting, isBeforeIn) = (false, false)
        defer { (isPrinting, isBeforeIn) = (printing, before) }
        var items: [AwkExpression] = []
        try skipNewlines()
        while !sees(sign) {
            items.append(try expression())
            try skipNewlines()
            if try !take(",") { break }
            try skipNewlines()
        }
        return items
    }
}
