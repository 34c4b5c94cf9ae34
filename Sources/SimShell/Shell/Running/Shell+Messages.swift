extension Shell {
    /// Writes to a descriptor.
    ///
    /// - Throws: `exit(141)`, as a broken pipe ends a process.
    func write(_ bytes: [UInt8], to number: Int = 1) async throws(ShellUnwind) {
        guard let sink = descriptors[number]?.sink else {
            if number != 2 { await sayPlain("write error: Bad file descriptor") }
            return
        }
        do { try await sink.write(bytes) } catch { throw .exit(141) }
    }

    func write(_ text: String, to number: Int = 1) async throws(ShellUnwind) {
        try await write(Array(text.utf8), to: number)
    }

    /// Says what went wrong, in the shell's words.
    func say(_ text: String) async {
        var prefix = "\(name): "
        if dialect == .bash {
            if !isInteractive { prefix += "line \(line): " }
            if let commandName, commandName != name { prefix += "\(commandName): " }
        } else if let commandName {
            if commandName != name { prefix += "\(commandName): " }
            if !isInteractive { prefix += "line \(line): " }
        }
        try? await descriptors[2]?.sink?.write(Array("\(prefix)\(text)\n".utf8))
    }

    /// Says why a text is no script.
    mutating func say(_ error: ShellSyntaxError) async {
        line = error.line
        if error.isUnmodelled {
            await sayNotModelled(error.message)
        } else {
            await say("syntax error: \(error.message)")
        }
    }

    /// Says what went wrong in a builtin that is a command elsewhere.
    func sayPlain(_ text: String) async {
        try? await descriptors[2]?.sink?.write(Array("sh: \(text)\n".utf8))
    }

    /// An error that ends a script.
    func fail(_ text: String, status: Int = 2) async -> ShellUnwind {
        await say(text)
        return .failure(status)
    }

    /// The words that follow a name, as the shell's files are spoken of.
    func words(_ error: FileTreeError, orMissing missing: String) -> String {
        switch error.code {
        case .notFound, .notADirectory: missing
        default: error.words
        }
    }
}
