/// bash's `for ((first; condition; step))`; a part without words is true.
struct CountedLoop: Sendable {
    var first: [WordPart]
    var condition: [WordPart]
    var step: [WordPart]
    var body: ShellCommand
}

extension ShellParser {
    /// What bash would take and this shell doesn't.
    func notModelled(_ what: String) -> ShellSyntaxError {
        ShellSyntaxError(message: what, line: line, isIncomplete: false, isUnmodelled: true)
    }

    /// Refuses the words that begin what isn't there.
    func checkModelled(_ word: ShellWord, after simple: SimpleCommand) throws(ShellSyntaxError) {
        guard simple.words.isEmpty, case .plain(let bytes)? = word.parts.first else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        if word.parts.count == 1, text == "select" || text == "coproc" { throw notModelled(text) }
        // `name[index]=value`
        if let open = text.firstIndex(of: "["), String(text[..<open]).isShellName,
            word.parts.contains(where: { part in
                if case .plain(let bytes) = part { bytes.contains(UInt8(ascii: "=")) } else { false }
            })
        {
            throw notModelled("arrays")
        }
    }

    /// `function name { … }`, with parentheses or without.
    mutating func function() throws(ShellSyntaxError) -> ShellCommand {
        try readToken(keywords: false)
        guard token == .word, let name = word.plainText else { throw failure("bad function name") }
        try readToken(keywords: true, skippingNewlines: true)
        if token == .open {
            try expect(.close)
            try readToken(keywords: true, skippingNewlines: true)
        }
        isPushedBack = true
        return .function(name: name, body: try command())
    }

    /// `((…))` behind its first parenthesis; nil, and nothing read, where it is a subshell in a subshell.
    mutating func arithmeticCommand() -> ShellCommand? {
        guard dialect == .bash, peek == UInt8(ascii: "(") else { return nil }
        let before = self
        at += 1
        do throws(ShellSyntaxError) {
            return .arithmetic(try parts(.arithmetic))
        } catch {
            self = before
            return nil
        }
    }

    /// `for ((…; …; …))` behind its first parenthesis.
    mutating func countedLoop() throws(ShellSyntaxError) -> ShellCommand {
        at += 1
        var pieces: [[WordPart]] = [[]]
        for part in try parts(.arithmetic) {
            guard case .plain(let bytes) = part else {
                pieces[pieces.count - 1].append(part)
                continue
            }
            let texts = bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            for (index, text) in texts.enumerated() {
                if index > 0 { pieces.append([]) }
                if text.contains(where: { $0 > 32 }) { pieces[pieces.count - 1].append(.plain(Array(text))) }
            }
        }
        guard pieces.count == 3 else { throw failure("bad for loop") }
        try readToken(keywords: true, skippingNewlines: true)
        if token != .semicolon { isPushedBack = true }
        try expect(.keyword("do"), skippingNewlines: true)
        let body = try body()
        try expect(.keyword("done"))
        return .counted(CountedLoop(first: pieces[0], condition: pieces[1], step: pieces[2], body: body))
    }

    /// What only bash does with a parameter, behind its name and a sign.
    mutating func bashOperation(_ sign: UInt8, on name: String) throws(ShellSyntaxError) -> ParameterUse {
        switch sign {
        case UInt8(ascii: "^"), UInt8(ascii: ","):
            let all = skip(sign)
            guard skip(UInt8(ascii: "}")) else { throw notModelled("patterns in changes of case") }
            let isUpper = sign == UInt8(ascii: "^")
            return ParameterUse(name: name, operation: .changeCase(isUpper: isUpper, all: all))
        case UInt8(ascii: "["):
            // What `=~` found is the one array that is there.
            let digits = source[at...].prefix(while: \.isDigit)
            guard name == "BASH_REMATCH", !digits.isEmpty, digits.count < 4,
                source[digits.endIndex...].starts(with: "]}".utf8)
            else { throw notModelled("arrays") }
            at = digits.endIndex + 2
            return ParameterUse(
                name: "\(name)[\(String(decoding: digits, as: UTF8.self))]",
                operation: .value
            )
        case UInt8(ascii: "@"): throw notModelled("transformations of parameters")
        default: throw badSubstitution()
        }
    }

    /// `${!name}` from its exclamation mark on.
    mutating func indirection() throws(ShellSyntaxError) -> ParameterUse {
        at += 1
        guard let name = parameterName(isBraced: true) else { throw badSubstitution() }
        guard skip(UInt8(ascii: "}")) else { throw notModelled("lists of names and of keys") }
        return ParameterUse(name: name, operation: .indirect)
    }
}

extension SimpleCommand {
    /// Whether a parenthesis behind its last word begins the values of an array.
    var expectsValues: Bool {
        guard let last = words.last else {
            return assignments.last.map { $0.value.parts.isEmpty } ?? false
        }
        guard case .plain(let bytes)? = last.parts.last else { return false }
        return bytes.last == UInt8(ascii: "=")
    }
}

extension ShellCommand {
    /// The command before bash's `|&`.
    var withErrorsInOutput: ShellCommand {
        let output = ShellWord(parts: [.plain([UInt8(ascii: "1")])])
        let redirection = ShellRedirection(descriptor: 2, kind: .duplicate, word: output)
        guard case .simple(var command) = self else { return .redirected(self, [redirection]) }
        command.redirections.append(redirection)
        return .simple(command)
    }
}
