extension ShellParser {
    /// Commands up to a token that ends them, which is read again.
    ///
    /// With `stopsAtNewline`, the end of the line ends them, and is read.
    mutating func list(stopsAtNewline: Bool) throws(ShellSyntaxError) -> ShellCommand {
        try enter()
        defer { depth -= 1 }
        var commands: [ShellCommand] = []
        while true {
            try readToken(keywords: true, skippingNewlines: !stopsAtNewline)
            if token == .newline {
                if stopsAtNewline { break }
                continue
            }
            if endsList {
                if stopsAtNewline, token != .end { throw unexpected() }
                isPushedBack = true
                break
            }
            isPushedBack = true
            let command = try chain()
            try readToken(keywords: true)
            if token == .background {
                commands.append(.background(command))
                continue
            }
            commands.append(command)
            if token == .semicolon { continue }
            if token == .newline {
                if stopsAtNewline { break }
                continue
            }
            // On a line of its own something must end the command.
            if stopsAtNewline, token != .end { throw unexpected() }
            isPushedBack = true
            break
        }
        return commands.count == 1 ? commands[0] : .sequence(commands)
    }

    private var endsList: Bool {
        switch token {
        case .end, .close, .endOfBranch: true
        case .keyword(let word): ["then", "else", "elif", "fi", "do", "done", "esac", "}"].contains(word)
        default: false
        }
    }

    /// A list that must not be empty.
    mutating func body() throws(ShellSyntaxError) -> ShellCommand {
        let commands = try list(stopsAtNewline: false)
        if case .sequence(let none) = commands, none.isEmpty {
            try readToken(keywords: true)
            throw unexpected()
        }
        return commands
    }

    private mutating func chain() throws(ShellSyntaxError) -> ShellCommand {
        let first = try pipeline()
        var links: [ChainLink] = []
        while true {
            try readToken(keywords: true)
            guard token == .and || token == .or else {
                isPushedBack = true
                return links.isEmpty ? first : .chain(first, links)
            }
            let isAnd = token == .and
            try readToken(keywords: true, skippingNewlines: true)
            isPushedBack = true
            links.append(ChainLink(isAnd: isAnd, command: try pipeline()))
        }
    }

    private mutating func pipeline() throws(ShellSyntaxError) -> ShellCommand {
        var isNegated = false
        try readToken(keywords: true)
        if token == .keyword("!") {
            isNegated = true
            try readToken(keywords: true)
        }
        isPushedBack = true
        var commands = [try command()]
        while true {
            try readToken(keywords: true)
            guard token == .pipe else { break }
            if pipesErrors { commands.append(commands.removeLast().withErrorsInOutput) }
            try readToken(keywords: true, skippingNewlines: true)
            isPushedBack = true
            commands.append(try command())
        }
        isPushedBack = true
        let whole = commands.count == 1 ? commands[0] : .pipeline(commands)
        return isNegated ? .not(whole) : whole
    }

    mutating func command() throws(ShellSyntaxError) -> ShellCommand {
        try enter()
        defer { depth -= 1 }
        try readToken(keywords: true)
        let command: ShellCommand
        switch token {
        case .keyword("if"): command = try branches()
        case .keyword("while"), .keyword("until"):
            let isUntil = token == .keyword("until")
            let condition = try body()
            try expect(.keyword("do"))
            let loopBody = try body()
            try expect(.keyword("done"))
            command = .loop(condition: condition, body: loopBody, isUntil: isUntil)
        case .keyword("for"): command = try forLoop()
        case .keyword("case"): command = try choice()
        case .keyword("{"):
            command = try body()
            try expect(.keyword("}"))
        case .keyword("function"): return try function()
        case .keyword("[["): command = .condition(try condition())
        case .open:
            if let arithmetic = arithmeticCommand() {
                command = arithmetic
            } else {
                command = .subshell(try body())
                try expect(.close)
            }
        case .word, .redirection:
            isPushedBack = true
            return try simple()
        default: throw unexpected()
        }
        let redirections = try trailingRedirections()
        return redirections.isEmpty ? command : .redirected(command, redirections)
    }

    private mutating func trailingRedirections() throws(ShellSyntaxError) -> [ShellRedirection] {
        var redirections: [ShellRedirection] = []
        while true {
            try readToken(keywords: true)
            guard token == .redirection, let redirection else { break }
            redirections.append(redirection)
        }
        isPushedBack = true
        return redirections
    }

    mutating func expect(
        _ wanted: ShellToken,
        skippingNewlines: Bool = false
    ) throws(ShellSyntaxError) {
        try readToken(keywords: true, skippingNewlines: skippingNewlines)
        guard token == wanted else { throw unexpected(expecting: wanted) }
    }

    private mutating func branches() throws(ShellSyntaxError) -> ShellCommand {
        var branches: [(condition: ShellCommand, body: ShellCommand)] = []
        while true {
            let condition = try body()
            try expect(.keyword("then"))
            branches.append((condition: condition, body: try body()))
            try readToken(keywords: true)
            if token == .keyword("elif") { continue }
            guard token == .keyword("else") else {
                guard token == .keyword("fi") else { throw unexpected(expecting: .keyword("fi")) }
                return .branches(branches, otherwise: nil)
            }
            let otherwise = try body()
            try expect(.keyword("fi"))
            return .branches(branches, otherwise: otherwise)
        }
    }

    private mutating func forLoop() throws(ShellSyntaxError) -> ShellCommand {
        try readToken(keywords: false)
        if token == .open, dialect == .bash, peek == UInt8(ascii: "(") { return try countedLoop() }
        guard token == .word, let name = word.plainText, name.isShellName else {
            throw failure("bad for loop variable")
        }
        var words: [ShellWord]?
        try readToken(keywords: true, skippingNewlines: true)
        if token == .keyword("in") {
            var list: [ShellWord] = []
            while true {
                try readToken(keywords: false)
                guard token == .word else { break }
                list.append(word)
            }
            words = list
            guard token == .newline || token == .semicolon else { throw unexpected() }
        } else if token != .semicolon {
            isPushedBack = true
        }
        try expect(.keyword("do"), skippingNewlines: true)
        let body = try body()
        try expect(.keyword("done"))
        return .forEach(variable: name, words: words, body: body)
    }

    private mutating func choice() throws(ShellSyntaxError) -> ShellCommand {
        try readToken(keywords: false)
        guard token == .word else { throw unexpected(expecting: .word) }
        let subject = word
        try expect(.keyword("in"), skippingNewlines: true)
        var branches: [CaseBranch] = []
        while true {
            try readToken(keywords: true, skippingNewlines: true)
            if token == .keyword("esac") { return .choice(subject, branches) }
            if token == .open { try readToken(keywords: false) }
            var patterns: [ShellWord] = []
            while true {
                // Keywords are fine as patterns.
                if case .keyword = token { token = .word }
                guard token == .word else { throw unexpected(expecting: .close) }
                patterns.append(word)
                try readToken(keywords: false)
                guard token == .pipe else { break }
                try readToken(keywords: false)
            }
            guard token == .close else { throw unexpected(expecting: .close) }
            branches.append(CaseBranch(patterns: patterns, body: try list(stopsAtNewline: false)))
            try readToken(keywords: true)
            if token == .keyword("esac") { return .choice(subject, branches) }
            guard token == .endOfBranch else { throw unexpected(expecting: .endOfBranch) }
        }
    }

    private mutating func simple() throws(ShellSyntaxError) -> ShellCommand {
        var simple = SimpleCommand()
        simple.line = line
        while true {
            try readToken(keywords: false)
            switch token {
            case .word:
                if dialect == .bash { try checkModelled(word, after: simple) }
                if simple.words.isEmpty, let assignment = word.assignment(in: dialect) {
                    simple.assignments.append(assignment)
                } else {
                    simple.words.append(word)
                }
            case .redirection: if let redirection { simple.redirections.append(redirection) }
            case .open:
                if dialect == .bash, simple.expectsValues { throw notModelled("arrays") }
                guard simple.words.count == 1, simple.assignments.isEmpty, simple.redirections.isEmpty,
                    let name = simple.words[0].plainText
                else { throw unexpected() }
                try expect(.close)
                guard name.isShellName || name.utf8.allSatisfy({ $0.isNamePart || $0 == 45 || $0 == 46 })
                else {
                    throw failure("bad function name")
                }
                try readToken(keywords: true, skippingNewlines: true)
                isPushedBack = true
                return .function(name: name, body: try command())
            default:
                isPushedBack = true
                return .simple(simple)
            }
        }
    }
}

extension ShellWord {
    /// The text of a word without any quoting or expansion.
    var plainText: String? {
        guard parts.count == 1, case .plain(let bytes)? = parts.first else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The word as an assignment, where it begins as one.
    func assignment(in dialect: ShellDialect) -> ShellAssignment? {
        guard case .plain(let bytes)? = parts.first, let equals = bytes.firstIndex(of: UInt8(ascii: "="))
        else {
            return nil
        }
        let isAppending = dialect == .bash && equals > 0 && bytes[equals - 1] == UInt8(ascii: "+")
        let name = String(decoding: bytes[..<(isAppending ? equals - 1 : equals)], as: UTF8.self)
        guard name.isShellName else { return nil }
        let rest = Array(bytes[(equals + 1)...])
        return ShellAssignment(
            name: name,
            value: ShellWord(parts: (rest.isEmpty ? [] : [.plain(rest)]) + parts.dropFirst()),
            isAppending: isAppending
        )
    }
}

extension String {
    /// Whether a variable may be called so.
    var isShellName: Bool {
        guard let first = utf8.first, first.isNameStart else { return false }
        return utf8.allSatisfy(\.isNamePart)
    }
}
