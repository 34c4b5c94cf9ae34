extension ShellParser {
    /// What follows a `$`; nil, and nothing but the sign read, where the sign means itself.
    mutating func dollar(inDouble: Bool) throws(ShellSyntaxError) -> WordPart? {
        at += 1
        guard let byte = peek else { return nil }
        if byte == UInt8(ascii: "(") {
            if peek(1) == byte, let arithmetic = try arithmetic() { return arithmetic }
            return .substitution(try substitution())
        }
        if byte == UInt8(ascii: "{") {
            at += 1
            return .parameter(try braced(inDouble))
        }
        guard let name = parameterName(isBraced: false) else { return nil }
        return .parameter(ParameterUse(name: name, operation: .value))
    }

    /// `$((…))`; nil where it turns out to be a subshell in a substitution.
    private mutating func arithmetic() throws(ShellSyntaxError) -> WordPart? {
        at += 2
        return .arithmetic(try parts(.arithmetic))
    }

    private mutating func substitution() throws(ShellSyntaxError) -> ShellCommand {
        at += 1
        var inner = self
        inner.isPushedBack = false
        inner.pending = []
        inner.documents = [:]
        let command = try inner.list(stopsAtNewline: false)
        try inner.readToken(keywords: true)
        guard inner.token == .close else { throw inner.unexpected(expecting: .close) }
        at = inner.at
        line = inner.line
        return inner.documents.isEmpty ? command : command.withDocuments(inner.documents)
    }

    mutating func parameterName(isBraced: Bool) -> String? {
        guard let byte = peek else { return nil }
        if byte.isNameStart {
            let start = at
            while let next = peek, next.isNamePart { _ = (next, at += 1) }
            return String(decoding: source[start..<at], as: UTF8.self)
        }
        if byte.isDigit {
            let start = at
            at += 1
            while isBraced, let next = peek, next.isDigit { _ = (next, at += 1) }
            return String(decoding: source[start..<at], as: UTF8.self)
        }
        guard "@*#?-$!".utf8.contains(byte) else { return nil }
        at += 1
        return String(decoding: [byte], as: UTF8.self)
    }

    private mutating func braced(_ inDouble: Bool) throws(ShellSyntaxError) -> ParameterUse {
        // `${#}` counts, `${#name}` measures.
        if peek == UInt8(ascii: "#"), let next = peek(1), next != UInt8(ascii: "}") {
            let start = at
            at += 1
            if let name = parameterName(isBraced: true), skip(UInt8(ascii: "}")) {
                return ParameterUse(name: name, operation: .length)
            }
            at = start
        }
        if dialect == .bash, peek == UInt8(ascii: "!"), peek(1)?.isNameStart == true {
            return try indirection()
        }
        guard let name = parameterName(isBraced: true) else { throw badSubstitution() }
        guard let sign = peek else { throw failure("missing '}'", isIncomplete: true) }
        at += 1
        switch sign {
        case UInt8(ascii: "}"): return ParameterUse(name: name, operation: .value)
        case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "+"):
            return ParameterUse(name: name, operation: .test(sign, orEmpty: false, try argument(inDouble)))
        case UInt8(ascii: ":"):
            guard let next = peek else { throw failure("missing '}'", isIncomplete: true) }
            if "-=?+".utf8.contains(next) {
                at += 1
                return ParameterUse(name: name, operation: .test(next, orEmpty: true, try argument(inDouble)))
            }
            return ParameterUse(name: name, operation: try substring())
        case UInt8(ascii: "#"):
            let longest = skip(sign)
            return ParameterUse(name: name, operation: .removePrefix(try argument(false), longest: longest))
        case UInt8(ascii: "%"):
            let longest = skip(sign)
            return ParameterUse(name: name, operation: .removeSuffix(try argument(false), longest: longest))
        case UInt8(ascii: "/"):
            let all = skip(sign)
            let pattern = ShellWord(parts: try parts(.bracePattern(inDouble: false)))
            var replacement = ShellWord()
            if skip(UInt8(ascii: "/")) { replacement = try argument(inDouble) } else { at += 1 }
            return ParameterUse(name: name, operation: .replace(pattern, with: replacement, all: all))
        default:
            guard dialect == .bash else { throw badSubstitution() }
            return try bashOperation(sign, on: name)
        }
    }

    private mutating func substring() throws(ShellSyntaxError) -> ParameterUse.Operation {
        let offset = ShellWord(parts: try parts(.braceOffset))
        var length: ShellWord?
        if skip(UInt8(ascii: ":")) {
            length = ShellWord(parts: try parts(.braceOffset))
            guard peek != UInt8(ascii: ":") else { throw badSubstitution() }
        }
        at += 1
        return .substring(offset: offset, length: length)
    }

    private mutating func argument(_ inDouble: Bool) throws(ShellSyntaxError) -> ShellWord {
        ShellWord(parts: try parts(.brace(inDouble: inDouble)))
    }

    func badSubstitution() -> ShellSyntaxError { failure("bad substitution") }
}
