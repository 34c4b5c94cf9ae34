extension Shell {
    /// The options that `set` knows by a letter.
    static let optionLetters: Set<Character> = ["a", "b", "C", "e", "f", "m", "n", "u", "v", "x"]
    private static let optionNames: [(name: String, letter: Character)] = [
        ("errexit", "e"), ("noglob", "f"), ("ignoreeof", "I"), ("monitor", "m"), ("noexec", "n"),
        ("xtrace", "x"),
        ("verbose", "v"), ("noclobber", "C"), ("allexport", "a"), ("notify", "b"), ("nounset", "u"),
        ("errtrace", "E"), ("vi", "V"),
    ]

    static let optionBuiltins: [String: ShellBuiltin] = [
        "set": ShellBuiltin(isSpecial: true) { shell, words async throws(ShellUnwind) in
            try await shell.setOptions(words)
        },
        "umask": ShellBuiltin { shell, words async throws(ShellUnwind) in try await shell.setMask(words) },
        "trap": ShellBuiltin(isSpecial: true) { shell, words async throws(ShellUnwind) in
            try await shell.setTrap(words)
        },
    ]

    /// Sets an option by its long name; false where there is none.
    mutating func setOption(named name: String, on: Bool) -> Bool {
        if name == "pipefail" {
            hasPipefail = on
            return true
        }
        if dialect == .bash, Self.bashOptionNames.contains(name) { return true }
        guard let letter = Self.optionNames.first(where: { $0.name == name })?.letter else { return false }
        if on { options.insert(letter) } else { options.remove(letter) }
        return true
    }

    private mutating func setOptions(_ words: [String]) async throws(ShellUnwind) -> Int {
        guard words.count > 1 else {
            for (name, variable) in variables.sorted(by: { $0.key < $1.key }) {
                if let value = variable.value { try await write("\(name)=\(Self.quoted(value))\n") }
            }
            return 0
        }
        var rest = words.dropFirst()
        while let word = rest.first, word.utf8.count > 1, word.hasPrefix("-") || word.hasPrefix("+") {
            rest = rest.dropFirst()
            let on = word.hasPrefix("-")
            if word == "--" {
                setPositional(Array(rest))
                return 0
            }
            for letter in word.dropFirst() {
                if letter == "o" {
                    guard let name = rest.popFirst() else {
                        for (name, letter) in Self.optionNames {
                            let state = options.contains(letter) ? "on" : "off"
                            try await write(
                                name + String(repeating: " ", count: 16 - name.utf8.count) + state + "\n"
                            )
                        }
                        try await write("pipefail        \(hasPipefail ? "on" : "off")\n")
                        return 0
                    }
                    guard setOption(named: name, on: on) else {
                        throw await fail("illegal option \(on ? "-" : "+")o \(name)")
                    }
                } else {
                    guard knows(option: letter) else {
                        throw await fail("illegal option \(on ? "-" : "+")\(letter)")
                    }
                    if on { options.insert(letter) } else { options.remove(letter) }
                }
            }
        }
        if !rest.isEmpty { setPositional(Array(rest)) }
        return 0
    }

    private mutating func setMask(_ words: [String]) async throws(ShellUnwind) -> Int {
        guard let word = words.dropFirst().first else {
            let digits = String(mask, radix: 8)
            try await write(String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "\n")
            return 0
        }
        if word == "-S" {
            let parts = zip(["u", "g", "o"], [6, 3, 0]).map { who, shift in
                let bits = ~mask >> shift
                return who + "=" + (bits & 4 != 0 ? "r" : "") + (bits & 2 != 0 ? "w" : "")
                    + (bits & 1 != 0 ? "x" : "")
            }
            try await write(parts.joined(separator: ",") + "\n")
            return 0
        }
        guard let new = Int(word, radix: 8), (0...0o777).contains(new) else {
            throw await fail("illegal mode: \(word)")
        }
        mask = new
        return 0
    }

    private mutating func setTrap(_ words: [String]) async throws(ShellUnwind) -> Int {
        var rest = Array(words.dropFirst())
        if rest.first == "--" { rest.removeFirst() }
        guard !rest.isEmpty else {
            for (number, command) in traps.sorted(by: { $0.key < $1.key }) {
                let name = number == 0 ? "EXIT" : Signal(number).name
                try await write("trap -- \(Self.quoted(command)) \(name)\n")
            }
            return 0
        }
        // A lone signal, or a number in front, takes traps away.
        let resets = rest.count == 1 || rest[0] == "-" || Int(rest[0]) != nil
        let command = rest.count > 1 && Int(rest[0]) == nil ? rest.removeFirst() : nil
        for word in rest {
            let number: Int
            if word == "EXIT" || word == "0" || word == "SIGEXIT" {
                number = 0
            } else if let signal = Signal(word) {
                number = signal.number
            } else {
                await say("\(word): invalid signal specification")
                return 1
            }
            let signal = Signal(number)
            if let command, !resets {
                traps[number] = command
                if number != 0 { process.signals.ask(for: [signal]) }
            } else {
                traps[number] = nil
                if number != 0, !isInteractive { process.signals.stopAsking(for: [signal]) }
            }
        }
        return 0
    }

    /// New parameters are gone through from the first by `getopts`.
    private mutating func setPositional(_ words: [String]) {
        positional = words
        getoptsPlace = 0
        variables["OPTIND"]?.value = "1"
    }
}
