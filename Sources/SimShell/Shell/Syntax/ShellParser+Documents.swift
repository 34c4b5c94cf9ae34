extension ShellParser {
    /// Reads the texts of the here-documents that the line before named.
    mutating func readDocuments() throws(ShellSyntaxError) {
        let waiting = pending
        pending = []
        for document in waiting { documents[document.number] = try body(of: document) }
    }

    private mutating func body(of document: HereDocument) throws(ShellSyntaxError) -> ShellWord {
        var text: [UInt8] = []
        let firstLine = line
        while at < source.count {
            let end = source[at...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count
            var row = source[at..<end]
            at = min(end + 1, source.count)
            line += 1
            if document.stripsTabs { row = row.drop { $0 == UInt8(ascii: "\t") } }
            if row.elementsEqual(document.marker) {
                return try parsed(text, document.isQuoted, firstLine)
            }
            text += row
            text.append(UInt8(ascii: "\n"))
            // A backslash at the end of a line joins it with the next, which then is no marker.
            while !document.isQuoted, text.dropLast().last == UInt8(ascii: "\\"), at < source.count,
                Self.endsInOddBackslashes(text.dropLast())
            {
                text.removeLast(2)
                let end = source[at...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count
                text += source[at..<end]
                text.append(UInt8(ascii: "\n"))
                at = min(end + 1, source.count)
                line += 1
            }
        }
        if source.last != UInt8(ascii: "\n"), !text.isEmpty, text.last == UInt8(ascii: "\n") {
            text.removeLast()
        }
        return try parsed(text, document.isQuoted, firstLine)
    }

    private static func endsInOddBackslashes(_ text: ArraySlice<UInt8>) -> Bool {
        text.reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
    }

    private func parsed(_ text: [UInt8], _ isQuoted: Bool, _ line: Int) throws(ShellSyntaxError) -> ShellWord
    {
        if isQuoted { return ShellWord(parts: [.quoted(text)]) }
        var inner = ShellParser(text, line: line, dialect: dialect)
        inner.depth = depth
        return ShellWord(parts: [.double(try inner.parts(.document))])
    }
}

extension ShellWord {
    /// Stands for a here-document until its text is known.
    static func document(_ number: Int) -> ShellWord {
        ShellWord(parts: [.plain([]), .plain(Array(String(number).utf8))])
    }

    fileprivate func filled(_ documents: [Int: ShellWord]) -> ShellWord {
        guard case .plain(let digits)? = parts.last, let number = Int(String(decoding: digits, as: UTF8.self))
        else {
            return self
        }
        return documents[number] ?? ShellWord()
    }
}

extension ShellCommand {
    /// The command with the texts of its here-documents.
    func withDocuments(_ documents: [Int: ShellWord]) -> ShellCommand {
        func fill(_ redirections: [ShellRedirection]) -> [ShellRedirection] {
            redirections.map { redirection in
                guard case .hereDocument = redirection.kind else { return redirection }
                var filled = redirection
                filled.word = redirection.word.filled(documents)
                return filled
            }
        }
        func inner(_ command: ShellCommand) -> ShellCommand { command.withDocuments(documents) }
        switch self {
        case .arithmetic, .condition: return self
        case .counted(var loop):
            loop.body = inner(loop.body)
            return .counted(loop)
        case .simple(var command):
            command.redirections = fill(command.redirections)
            return .simple(command)
        case .pipeline(let commands): return .pipeline(commands.map(inner))
        case .not(let command): return .not(inner(command))
        case .chain(let first, let links):
            return .chain(inner(first), links.map { ChainLink(isAnd: $0.isAnd, command: inner($0.command)) })
        case .sequence(let commands): return .sequence(commands.map(inner))
        case .background(let command): return .background(inner(command))
        case .subshell(let command): return .subshell(inner(command))
        case .branches(let branches, let otherwise):
            return .branches(
                branches.map { (condition: inner($0.condition), body: inner($0.body)) },
                otherwise: otherwise.map(inner)
            )
        case .loop(let condition, let body, let isUntil):
            return .loop(condition: inner(condition), body: inner(body), isUntil: isUntil)
        case .forEach(let variable, let words, let body):
            return .forEach(variable: variable, words: words, body: inner(body))
        case .choice(let word, let branches):
            return .choice(word, branches.map { CaseBranch(patterns: $0.patterns, body: inner($0.body)) })
        case .function(let name, let body): return .function(name: name, body: inner(body))
        case .redirected(let command, let redirections):
            return .redirected(inner(command), fill(redirections))
        }
    }
}
