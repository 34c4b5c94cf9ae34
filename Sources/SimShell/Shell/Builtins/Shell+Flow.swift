extension Shell {
    static let flowBuiltins: [String: ShellBuiltin] = [
        ":": ShellBuiltin(isSpecial: true) { _, _ async throws(ShellUnwind) in 0 },
        "true": ShellBuiltin { _, _ async throws(ShellUnwind) in 0 },
        "false": ShellBuiltin { _, _ async throws(ShellUnwind) in 1 },
        "exit": ShellBuiltin(isSpecial: true) { shell, words async throws(ShellUnwind) in
            guard words.count > 1 else { throw .exit(shell.status) }
            throw .exit(try await shell.number(words[1]) & 255)
        },
        "return": ShellBuiltin(isSpecial: true) { shell, words async throws(ShellUnwind) in
            guard words.count > 1 else { throw .returnFunction(shell.status) }
            throw .returnFunction(try await shell.number(words[1]) & 255)
        },
        "break": ShellBuiltin(isSpecial: true) { shell, words async throws(ShellUnwind) in
            let count = words.count > 1 ? try await shell.number(words[1]) : 1
            guard count > 0 else { throw await shell.fail("Illegal number: \(words[1])") }
            if shell.loops > 0 { throw .breakLoop(count) }
            return 0
        },
        "continue": ShellBuiltin(isSpecial: true) { shell, words async throws(ShellUnwind) in
            let count = words.count > 1 ? try await shell.number(words[1]) : 1
            guard count > 0 else { throw await shell.fail("Illegal number: \(words[1])") }
            if shell.loops > 0 { throw .continueLoop(count) }
            return 0
        },
        "eval": ShellBuiltin(isSpecial: true) { shell, words async throws(ShellUnwind) in
            try await shell.nested { shell throws(ShellUnwind) in
                shell.status = 0
                try await shell.run(
                    text: Array(words.dropFirst().joined(separator: " ").utf8),
                    line: shell.line
                )
            }
        },
        ".": ShellBuiltin(isSpecial: true) { shell, words async throws(ShellUnwind) in
            try await shell.source(words)
        },
        "source": ShellBuiltin(isSpecial: true) { shell, words async throws(ShellUnwind) in
            try await shell.source(words)
        },
    ]

    /// Runs text inside a builtin; messages from there don't name the builtin.
    private mutating func nested(
        _ body: (inout Shell) async throws(ShellUnwind) -> Void
    )
        async throws(ShellUnwind) -> Int
    {
        guard calls < Self.maxCalls else { throw await fail("nested too deeply for the embedded engine") }
        calls += 1
        defer { calls -= 1 }
        try await body(&self)
        return status
    }

    private mutating func source(_ words: [String]) async throws(ShellUnwind) -> Int {
        guard words.count > 1 else { throw await fail("filename argument required") }
        var path = words[1]
        if !path.contains("/") {
            let folders = (value(of: "PATH") ?? "").split(separator: ":")
            guard let folder = folders.first(where: { files.exists(absolute("\($0)/\(path)")) }) else {
                throw await fail("\(path): not found")
            }
            path = "\(folder)/\(path)"
        }
        let text: [UInt8]
        do throws(FileTreeError) {
            let place = absolute(path)
            if try files.status(place, as: user).kind == .device { return 0 }
            text = try files.read(place, as: user)
        } catch {
            throw await fail("can't open '\(path)': \(error.words)")
        }
        guard text.count <= Self.maxExpansion else {
            throw await fail("can't open '\(path)': File too large")
        }
        let outer = positional
        if words.count > 2 { positional = Array(words.dropFirst(2)) }
        defer { if words.count > 2 { positional = outer } }
        return try await nested { shell throws(ShellUnwind) in
            let outerName = shell.commandName
            shell.commandName = path
            defer { shell.commandName = outerName }
            shell.status = 0
            do throws(ShellUnwind) {
                try await shell.run(text: text, line: 1)
            } catch .returnFunction(let code) {
                shell.status = code
            }
        }
    }
}
