extension Shell {
    static let commandBuiltins: [String: ShellBuiltin] = [
        "cd": ShellBuiltin { shell, words async throws(ShellUnwind) in try await shell.changeDirectory(words)
        },
        "chdir": ShellBuiltin { shell, words async throws(ShellUnwind) in
            try await shell.changeDirectory(words)
        },
        "pwd": ShellBuiltin { shell, words async throws(ShellUnwind) in
            let path = shell.workingDirectory
            try await shell.write(
                (words.contains("-P") ? (try? shell.files.resolve(path)) ?? path : path) + "\n"
            )
            return 0
        },
        "type": ShellBuiltin { shell, words async throws(ShellUnwind) in
            var status = 0
            for word in words.dropFirst() {
                let kind = shell.kind(of: word)
                if kind == .missing { status = 127 }
                try await shell.write(kind.sentence(word) + "\n")
            }
            return status
        },
        "command": ShellBuiltin { shell, words async throws(ShellUnwind) in try await shell.runCommand(words)
        },
        "alias": ShellBuiltin { _, _ async throws(ShellUnwind) in 0 },
        "unalias": ShellBuiltin { _, _ async throws(ShellUnwind) in 0 },
        "history": ShellBuiltin { _, _ async throws(ShellUnwind) in 0 },
    ]

    private mutating func changeDirectory(_ words: [String]) async throws(ShellUnwind) -> Int {
        var words = words.dropFirst()
        while let option = words.first, option == "-L" || option == "-P" || option == "--" {
            words = words.dropFirst()
        }
        var target = words.first ?? value(of: "HOME") ?? ""
        let isBack = target == "-"
        if isBack { target = value(of: "OLDPWD") ?? workingDirectory }
        guard !target.isEmpty else { return 0 }
        // `..` is taken by name, as shells do.
        var names: [Substring] = []
        for name in absolute(target).split(separator: "/") where name != "." {
            if name == ".." { _ = names.popLast() } else { names.append(name) }
        }
        let path = "/" + names.joined(separator: "/")
        do throws(FileTreeError) {
            let status = try files.status(path, as: user)
            guard status.kind == .directory else { throw FileTreeError(.notADirectory, path) }
            guard status.allows(.execute, to: user) else { throw FileTreeError(.permissionDenied, path) }
        } catch {
            if dialect == .bash { throw await fail("\(target): \(error.words)", status: 1) }
            throw await fail("can't cd to \(target): \(error.words)")
        }
        try await set("OLDPWD", workingDirectory)
        workingDirectory = path
        process.workingDirectory = path
        try await set("PWD", path)
        if isBack { try await write(path + "\n") }
        return 0
    }

    /// What a name stands for.
    enum CommandKind: Equatable {
        case keyword
        case function
        case builtin(isSpecial: Bool)
        case file(String)
        case missing

        func sentence(_ name: String) -> String {
            switch self {
            case .keyword: "\(name) is a shell keyword"
            case .function: "\(name) is a function"
            case .builtin(let isSpecial): "\(name) is a \(isSpecial ? "special shell" : "shell") builtin"
            case .file(let path): "\(name) is \(path)"
            case .missing: "\(name): not found"
            }
        }
    }

    func kind(of name: String) -> CommandKind {
        if ShellToken.keywords.contains(name) { return .keyword }
        if let builtin = Self.builtins[name], builtin.isSpecial { return .builtin(isSpecial: true) }
        if functions[name] != nil { return .function }
        if Self.builtins[name] != nil { return .builtin(isSpecial: false) }
        let file = try? ProgramLoader.find(name, launch([name], []), in: files)
        return file.map { .file(name.contains("/") ? name : $0) } ?? .missing
    }

    private mutating func runCommand(_ words: [String]) async throws(ShellUnwind) -> Int {
        var words = Array(words.dropFirst())
        if let option = words.first, option == "-v" || option == "-V" {
            words.removeFirst()
            // As ash does, of several names the first alone is looked at.
            guard let name = words.first else { return 0 }
            let kind = kind(of: name)
            if option == "-V" {
                try await write(kind.sentence(name) + "\n")
            } else if case .file(let path) = kind {
                try await write(path + "\n")
            } else if kind != .missing {
                try await write(name + "\n")
            }
            return kind == .missing ? 127 : 0
        }
        if words.first == "-p" || words.first == "--" { words.removeFirst() }
        guard let name = words.first else { return 0 }
        if name != "exec", let builtin = Self.builtins[name] { return try await builtin.run(&self, words) }
        let launch = launch(words, [])
        let outer = commandName
        commandName = nil
        defer { commandName = outer }
        let child: any RunningProcess
        do throws(LaunchError) {
            child = try process.world.start(launch, parent: process.id)
        } catch {
            return try await sayWhy(error)
        }
        try await waitInForeground([child])
        return status
    }
}
