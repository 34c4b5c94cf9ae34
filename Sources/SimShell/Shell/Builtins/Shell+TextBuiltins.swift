extension Shell {
    static let textBuiltins: [String: ShellBuiltin] = [
        "echo": ShellBuiltin { shell, words async throws(ShellUnwind) in
            try await shell.write(EchoCommand.output(Array(words.dropFirst())))
            return 0
        },
        "printf": ShellBuiltin { shell, words async throws(ShellUnwind) in
            let (output, errors, status) = PrintfCommand.run(Array(words.dropFirst()))
            for error in errors { await shell.sayPlain(error) }
            try await shell.write(output)
            return status
        },
        "test": ShellBuiltin { shell, words async throws(ShellUnwind) in try await shell.test(words) },
        "[": ShellBuiltin { shell, words async throws(ShellUnwind) in try await shell.test(words) },
        "[[": ShellBuiltin { shell, words async throws(ShellUnwind) in try await shell.test(words) },
    ]

    func test(_ words: [String]) async throws(ShellUnwind) -> Int {
        var context = process
        context.workingDirectory = workingDirectory
        let terminals = Set(descriptors.filter { $0.value.isTerminal }.keys)
        switch TestCommand.run(words, in: context, terminals: terminals) {
        case .success(let isTrue): return isTrue ? 0 : 1
        case .failure(let failure):
            await sayPlain(failure.words)
            return 2
        }
    }
}
