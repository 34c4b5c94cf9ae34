extension Shell {
    mutating func runSimple(_ simple: SimpleCommand, isLast: Bool) async throws(ShellUnwind) {
        line = simple.line
        substitutionStatus = nil
        let words = try await fields(simple.words)
        var assignments: [(name: String, value: String)] = []
        guard let name = words.first else {
            for assignment in simple.assignments {
                let value = try await value(of: assignment)
                try await trace(["\(assignment.name)=\(value)"], quotes: false)
                try await set(assignment.name, value)
            }
            let result = substitutionStatus ?? 0
            guard let saved = try await redirect(simple.redirections) else {
                status = 1
                return
            }
            restore(saved)
            status = result
            return
        }
        let builtin = Self.builtins[name]
        let function = builtin.map(isSpecial) == true ? nil : functions[name]
        if dialect == .bash, function == nil, let what = Self.unmodelledInBash(words) {
            await sayNotModelled(what)
            status = 1
            return
        }
        for assignment in simple.assignments {
            assignments.append((name: assignment.name, value: try await value(of: assignment)))
        }
        if options.contains("x") {
            try await trace(
                assignments.map { "\($0.name)=\(Self.traceQuoted($0.value))" } + words.map(Self.traceQuoted),
                quotes: false
            )
        }
        guard let saved = try await redirect(simple.redirections) else {
            status = 1
            if builtin.map(isSpecial) == true { throw .failure(1) }
            return
        }
        if name == "exec", builtin != nil {
            // Redirections of `exec` stay; what was there before is let go of.
            try await runExec(Array(words.dropFirst()), assignments, saved)
            return
        }
        defer { restore(saved) }
        if let function {
            try await call(function, words, assignments)
        } else if let builtin {
            try await run(builtin, words, assignments)
        } else {
            try await runProgram(words, assignments, isLast: isLast)
        }
    }

    private mutating func value(of assignment: ShellAssignment) async throws(ShellUnwind) -> String {
        let text = try await text(assignment.value, isAssignment: true)
        return assignment.isAppending ? (value(of: assignment.name) ?? "") + text : text
    }

    private func trace(_ words: [String], quotes: Bool) async throws(ShellUnwind) {
        guard options.contains("x") else { return }
        try await write((value(of: "PS4") ?? "+ ") + words.joined(separator: " ") + "\n", to: 2)
    }

    static func traceQuoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            byte >= 43 && !(59...63).contains(byte) && byte != 96 && byte != 91 && byte != 92 && byte <= 122
        }
        return isPlain ? word : quoted(word)
    }

    /// Whether an error in a builtin ends a script: bash goes on unless it is told to follow POSIX.
    private func isSpecial(_ builtin: ShellBuiltin) -> Bool { builtin.isSpecial && dialect == .ash }

    private mutating func run(
        _ builtin: ShellBuiltin,
        _ words: [String],
        _ assignments: [(name: String, value: String)]
    )
        async throws(ShellUnwind)
    {
        var old: [(String, Variable?)] = []
        for (name, value) in assignments {
            old.append((name, variables[name]))
            try await set(name, value)
        }
        let outerName = commandName
        commandName = words[0]
        defer {
            commandName = outerName
            if !isSpecial(builtin) { for (name, variable) in old.reversed() { variables[name] = variable } }
        }
        do throws(ShellUnwind) {
            status = try await builtin.run(&self, words)
        } catch .failure(let code) {
            // An error in a builtin that isn't special doesn't end a script.
            if isSpecial(builtin) { throw .failure(code) }
            status = dialect == .bash && words[0] != "eval" ? min(code, 1) : code
        }
    }

    /// Calls a function.
    private mutating func call(
        _ body: ShellCommand,
        _ words: [String],
        _ assignments: [(name: String, value: String)]
    )
        async throws(ShellUnwind)
    {
        guard calls < Self.maxCalls else {
            throw await fail("function nesting too deep for the embedded engine")
        }
        let outer = positional
        let outerLoops = loops
        calls += 1
        loops = 0
        locals.append([:])
        positional = Array(words.dropFirst())
        defer {
            calls -= 1
            loops = outerLoops
            positional = outer
            for (name, variable) in locals.popLast() ?? [:] { variables[name] = variable }
        }
        for (name, value) in assignments {
            locals[locals.count - 1].updateValue(variables[name], forKey: name)
            try await set(name, value)
        }
        do throws(ShellUnwind) {
            try await run(body)
        } catch .returnFunction(let code) {
            status = code
        }
    }

    func launch(_ words: [String], _ assignments: [(name: String, value: String)]) -> ProcessLaunch {
        var environment = environment
        for (name, value) in assignments { environment[name] = value }
        environment["PWD"] = environment["PWD"] == nil ? nil : workingDirectory
        var launch = ProcessLaunch(
            arguments: words,
            environment: environment,
            workingDirectory: workingDirectory,
            user: user,
            streams: streams
        )
        launch.mask = mask
        return launch
    }

    /// The three streams, as a process that is started gets them.
    var streams: ProcessStreams {
        ProcessStreams(
            input: descriptors[0]?.source ?? ClosedStream(),
            output: descriptors[1]?.sink ?? ClosedStream(),
            error: descriptors[2]?.sink ?? ClosedStream(),
            isTerminal: descriptors[0]?.isTerminal == true && descriptors[1]?.isTerminal == true
        )
    }

    private mutating func runProgram(
        _ words: [String],
        _ assignments: [(name: String, value: String)],
        isLast: Bool
    ) async throws(ShellUnwind) {
        let launch = launch(words, assignments)
        let child: any RunningProcess
        do throws(LaunchError) {
            if isLast, traps.isEmpty, !isInteractive {
                let loaded = try process.world.replace(process.id, with: launch)
                status = await become(loaded, launch)
                return
            }
            child = try process.world.start(launch, parent: process.id)
        } catch {
            status = try await sayWhy(error)
            return
        }
        try await waitInForeground([child])
    }

    /// Runs a program in this very process.
    mutating func become(_ loaded: LoadedProgram, _ launch: ProcessLaunch) async -> Int {
        process.signals.stopAsking(for: Set((1...64).map(Signal.init)))
        var context = process
        context.arguments = loaded.arguments
        context.environment = launch.environment
        context.workingDirectory = workingDirectory
        context.streams = launch.streams
        context.mask = mask
        return Int(await loaded.program.run(context))
    }

    /// Says why a program can't be run; its status.
    func sayWhy(_ error: LaunchError) async throws(ShellUnwind) -> Int {
        switch error {
        case .notFound(let name):
            let words = name.contains("/") ? "No such file or directory" : "command not found"
            await say("\(name): \(dialect == .bash ? words : "not found")")
            return 127
        case .notExecutable(let name):
            await say("\(name): Permission denied")
            return 126
        case .tooManyProcesses: throw await fail("can't fork: Resource temporarily unavailable")
        }
    }

    private mutating func runExec(
        _ words: [String],
        _ assignments: [(name: String, value: String)],
        _ saved: [Int: Descriptor?]
    ) async throws(ShellUnwind) {
        for (name, value) in assignments { try await set(name, value) }
        for descriptor in saved.values { descriptor?.close() }
        status = 0
        guard !words.isEmpty else { return }
        let launch = launch(words, assignments)
        let loaded: LoadedProgram
        do throws(LaunchError) {
            loaded = try process.world.replace(process.id, with: launch)
        } catch {
            commandName = "exec"
            defer { commandName = nil }
            throw .exit(try await sayWhy(error))
        }
        traps = [:]
        throw .exit(await become(loaded, launch))
    }
}
