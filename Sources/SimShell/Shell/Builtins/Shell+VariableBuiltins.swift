extension Shell {
    static let variableBuiltins: [String: ShellBuiltin] = [
        "export": ShellBuiltin(isSpecial: true) { shell, words async throws(ShellUnwind) in
            try await shell.declare(words, prefix: "export", \.isExported)
        },
        "readonly": ShellBuiltin(isSpecial: true) { shell, words async throws(ShellUnwind) in
            try await shell.declare(words, prefix: "readonly", \.isReadOnly)
        },
        "local": ShellBuiltin(isSpecial: true) { shell, words async throws(ShellUnwind) in
            guard !shell.locals.isEmpty else { throw await shell.fail("not in a function") }
            for word in words.dropFirst() {
                let (name, value) = try await shell.declaration(word)
                let frame = shell.locals.count - 1
                if shell.locals[frame][name] == nil {
                    shell.locals[frame].updateValue(shell.variables[name], forKey: name)
                }
                if let value { try await shell.set(name, value) }
            }
            return 0
        },
        "unset": ShellBuiltin(isSpecial: true) { shell, words async throws(ShellUnwind) in
            var isFunction = false
            for word in words.dropFirst() {
                if word == "-f" || word == "-v" {
                    isFunction = word == "-f"
                } else if isFunction {
                    shell.functions[word] = nil
                } else {
                    guard word.isShellName else { throw await shell.fail("\(word): bad variable name") }
                    try await shell.unset(word)
                }
            }
            return 0
        },
        "shift": ShellBuiltin(isSpecial: true) { shell, words async throws(ShellUnwind) in
            let count = words.count > 1 ? try await shell.number(words[1]) : 1
            guard count <= shell.positional.count else { return 1 }
            shell.positional.removeFirst(count)
            return 0
        },
        "read": ShellBuiltin { shell, words async throws(ShellUnwind) in try await shell.readLine(words) },
        "getopts": ShellBuiltin { shell, words async throws(ShellUnwind) in try await shell.getopts(words) },
        "let": ShellBuiltin { shell, words async throws(ShellUnwind) in
            var last = 0
            for word in words.dropFirst() { last = try await shell.evaluate(Array(word.utf8)) }
            return last == 0 ? 1 : 0
        },
    ]

    private func declaration(_ word: String) async throws(ShellUnwind) -> (name: String, value: String?) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init
        )
        guard parts[0].isShellName else { throw await fail("\(parts[0]): bad variable name") }
        return (name: parts[0], value: parts.count > 1 ? parts[1] : nil)
    }

    private mutating func declare(
        _ words: [String],
        prefix: String,
        _ attribute: any WritableKeyPath<Variable, Bool> & Sendable
    ) async throws(ShellUnwind) -> Int {
        var names = words.dropFirst()
        var isTakenAway = false
        while let option = names.first, option.hasPrefix("-") {
            names = names.dropFirst()
            if option == "-n" { isTakenAway = true }
        }
        if names.isEmpty {
            for (name, variable) in variables.sorted(by: { $0.key < $1.key })
            where variable[keyPath: attribute] {
                let value = variable.value.map { "=\(Self.quoted($0))" } ?? ""
                try await write("\(prefix) \(name)\(value)\n")
            }
            return 0
        }
        for word in names {
            let (name, value) = try await declaration(word)
            if let value { try await set(name, value) }
            variables[name, default: Variable()][keyPath: attribute] = !isTakenAway
        }
        return 0
    }

    private mutating func readLine(_ words: [String]) async throws(ShellUnwind) -> Int {
        var names = words.dropFirst()
        var isRaw = false
        var number = 0
        var limit: Int?
        while let option = names.first, option.hasPrefix("-"), option.utf8.count > 1 {
            names = names.dropFirst()
            var letters = option.dropFirst()
            while let letter = letters.popFirst() {
                switch letter {
                case "r": isRaw = true
                case "s": break
                case "p", "t", "n", "u", "d":
                    let argument = letters.isEmpty ? names.popFirst() ?? "" : String(letters)
                    letters = ""
                    if letter == "p", descriptors[0]?.isTerminal == true { try await write(argument, to: 2) }
                    if letter == "n" { limit = Int(argument) }
                    if letter == "u" { number = Int(argument) ?? 0 }
                default: throw await fail("illegal option -\(letter)")
                }
            }
        }
        for name in names where !name.isShellName { throw await fail("\(name): bad variable name") }
        let (line, isWhole) = try await line(from: number, isRaw: isRaw, limit: limit)
        try await assign(line, to: names.isEmpty ? ["REPLY"] : Array(names))
        return isWhole ? 0 : 1
    }

    /// A line, byte by byte, so that nothing behind it is read; bytes after a backslash are quoted.
    private mutating func line(
        from number: Int,
        isRaw: Bool,
        limit: Int?
    ) async throws(ShellUnwind)
        -> (bytes: [(byte: UInt8, isQuoted: Bool)], isWhole: Bool)
    {
        guard let source = descriptors[number]?.source else { return ([], false) }
        var line: [(byte: UInt8, isQuoted: Bool)] = []
        var isEscaped = false
        while let byte = await source.read(atMost: 1)?.first {
            if line.count & 255 == 0 { try await step() }
            if isEscaped {
                isEscaped = false
                if byte != 10 { line.append((byte: byte, isQuoted: true)) }
            } else if byte == 10 {
                return (line, true)
            } else if byte == UInt8(ascii: "\\"), !isRaw {
                isEscaped = true
            } else if byte != 0 {
                line.append((byte: byte, isQuoted: false))
            }
            if let limit, line.count >= limit { return (line, true) }
            guard line.count <= Self.maxExpansion else { throw await fail("out of memory") }
        }
        if Task.isCancelled { throw .exit(137) }
        return (line, false)
    }

    /// Splits a line for names; the last one gets the rest.
    private mutating func assign(
        _ line: [(byte: UInt8, isQuoted: Bool)],
        to names: [String]
    )
        async throws(ShellUnwind)
    {
        let separators = separators
        func isBlank(_ item: (byte: UInt8, isQuoted: Bool)) -> Bool {
            !item.isQuoted && [32, 9, 10].contains(item.byte) && separators.contains(item.byte)
        }
        func isSeparator(_ item: (byte: UInt8, isQuoted: Bool)) -> Bool {
            !item.isQuoted && separators.contains(item.byte)
        }
        var rest = line[...].drop(while: isBlank)
        for (index, name) in names.enumerated() {
            var field: ArraySlice<(byte: UInt8, isQuoted: Bool)>
            if index + 1 == names.count {
                field = rest
                while let last = field.last, isBlank(last) { field.removeLast() }
                // One sign at the end of what is a single field belongs to no field.
                if let last = field.last, isSeparator(last), field.dropLast().allSatisfy({ !isSeparator($0) })
                {
                    field.removeLast()
                }
            } else {
                field = rest.prefix { !isSeparator($0) }
                rest = rest.dropFirst(field.count).drop(while: isBlank)
                if let next = rest.first, isSeparator(next), !isBlank(next) {
                    rest = rest.dropFirst().drop(while: isBlank)
                }
            }
            try await set(name, String(decoding: field.map(\.byte), as: UTF8.self))
        }
    }

    private mutating func getopts(_ words: [String]) async throws(ShellUnwind) -> Int {
        guard words.count > 2, words[2].isShellName else {
            throw await fail("usage: getopts optstring var [arg]")
        }
        let known = Array(words[1].utf8)
        let isSilent = known.first == UInt8(ascii: ":")
        let arguments = words.count > 3 ? Array(words.dropFirst(3)) : positional
        var index = max(1, Int(value(of: "OPTIND") ?? "") ?? 1)
        var place = getoptsPlace
        defer { getoptsPlace = place }
        guard index <= arguments.count else { return try await endOptions(words[2], index) }
        let word = Array(arguments[index - 1].utf8)
        if place == 0 {
            guard word.count > 1, word[0] == UInt8(ascii: "-") else {
                return try await endOptions(words[2], index)
            }
            if word == Array("--".utf8) { return try await endOptions(words[2], index + 1) }
            place = 1
        }
        guard place < word.count else { return try await endOptions(words[2], index) }
        let letter = word[place]
        let text = String(decoding: [letter], as: UTF8.self)
        place += 1
        variables["OPTARG"] = nil
        var result = text
        if letter == UInt8(ascii: ":") || !known.contains(letter) {
            result = "?"
            if isSilent {
                try await set("OPTARG", text)
            } else {
                try await write("Illegal option -\(text)\n", to: 2)
            }
        } else if let at = known.lastIndex(of: letter), at + 1 < known.count,
            known[at + 1] == UInt8(ascii: ":")
        {
            if place < word.count {
                try await set("OPTARG", String(decoding: word[place...], as: UTF8.self))
            } else if index < arguments.count {
                index += 1
                try await set("OPTARG", arguments[index - 1])
            } else {
                result = isSilent ? ":" : "?"
                if isSilent {
                    try await set("OPTARG", text)
                } else {
                    try await write("No arg for -\(text) option\n", to: 2)
                }
            }
            place = word.count
        }
        if place >= word.count {
            index += 1
            place = 0
        }
        let kept = place
        try await set("OPTIND", String(index))
        place = kept
        try await set(words[2], result)
        return 0
    }

    private mutating func endOptions(_ name: String, _ index: Int) async throws(ShellUnwind) -> Int {
        try await set("OPTIND", String(index))
        try await set(name, "?")
        return 1
    }
}
