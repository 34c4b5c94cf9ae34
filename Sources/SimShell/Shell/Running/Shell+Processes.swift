/// A copy of a shell in a process of its own.
struct SubshellProgram: Program {
    let shell: Shell
    let command: ShellCommand

    func run(_ process: ProcessContext) async -> ExitCode {
        var shell = shell
        shell.process = process
        shell.process.workingDirectory = shell.workingDirectory
        let standard = Shell.standard(process.streams)
        for (number, descriptor) in standard {
            let known = shell.descriptors[number]
            shell.descriptors[number] = known == nil ? nil : descriptor
            shell.descriptors[number]?.isTerminal = known?.isTerminal == true
        }
        return await shell.runToEnd { shell throws(ShellUnwind) in
            try await shell.run(command, isLast: true)
        }
    }
}

extension Shell {
    /// Runs to the end of the process: what unwinds becomes the exit code, and the EXIT trap has its turn.
    mutating func runToEnd(_ body: (inout Shell) async throws(ShellUnwind) -> Void) async -> ExitCode {
        do throws(ShellUnwind) {
            try await body(&self)
        } catch {
            switch error {
            case .exit(let code), .failure(let code), .returnFunction(let code): status = code
            case .breakLoop, .continueLoop: break
            }
        }
        if let trap = traps.removeValue(forKey: 0), !Task.isCancelled {
            let code = status
            do throws(ShellUnwind) {
                try await run(text: Array(trap.utf8), line: line)
                status = code
            } catch {
                if case .exit(let other) = error { status = other } else { status = code }
            }
        }
        closeAll()
        return ExitCode(truncatingIfNeeded: status)
    }

    /// A copy of the shell in a process of its own, with other streams where they are given.
    func fork(
        _ command: ShellCommand,
        input: (any ByteSource)? = nil,
        output: (any ByteSink)? = nil
    )
        async throws(ShellUnwind) -> any RunningProcess
    {
        var copy = self
        copy.jobs = []
        copy.isInteractive = false
        copy.traps = traps.filter { $0.value.isEmpty && $0.key != 0 }
        copy.descriptors = descriptors.mapValues { $0.duplicated() }
        for number in 0...2 { copy.descriptors[number]?.close() }
        if input != nil { copy.descriptors[0] = Descriptor() }
        if output != nil { copy.descriptors[1] = Descriptor() }
        var launch = launch(process.arguments, [])
        if let input { launch.streams.input = input }
        if let output { launch.streams.output = output }
        if input != nil || output != nil { launch.streams.isTerminal = false }
        launch.program = SubshellProgram(shell: copy, command: command)
        do throws(LaunchError) {
            return try process.world.start(launch, parent: process.id)
        } catch {
            for descriptor in copy.descriptors.values { descriptor.close() }
            input?.closeReading()
            output?.closeWriting()
            _ = try await sayWhy(error)
            throw .failure(2)
        }
    }

    /// Waits for processes that have the terminal; the last one's status counts.
    mutating func waitInForeground(_ children: [any RunningProcess]) async throws(ShellUnwind) {
        let terminal = isInteractive ? SimTerminal.behind(process.streams) : nil
        terminal?.setForeground(children.map(\.id))
        defer { terminal?.setForeground([]) }
        var codes: [Int] = []
        for child in children { codes.append(await waitPassingSignals(child, to: children)) }
        if Task.isCancelled { throw .exit(137) }
        if children.count == 1 { try await sayDeath(of: children[0]) }
        // What was interrupted takes the loop around it along.
        if isInteractive, children.contains(where: { ($0 as? ModelProcess)?.deadlySignal == .interrupt }) {
            try await write("\n", to: 2)
            throw .failure(130)
        }
        status = codes.last ?? 0
        if hasPipefail { status = codes.last { $0 != 0 } ?? 0 }
    }

    /// Waits for a child; a ^C that reaches an interactive shell meanwhile was meant for its children.
    private func waitPassingSignals(
        _ child: any RunningProcess,
        to children: [any RunningProcess]
    ) async -> Int {
        guard isInteractive else { return Int(await child.wait()) }
        while !Task.isCancelled {
            let (code, signal) = await endOrSignal(child)
            if let code { return Int(code) }
            if let signal, signal == .interrupt || signal == .quit {
                for child in children { _ = process.world.signal(signal, to: child.id) }
            }
        }
        return 137
    }

    /// Names the signal that ended a child.
    func sayDeath(of child: any RunningProcess) async throws(ShellUnwind) {
        guard let signal = (child as? ModelProcess)?.deadlySignal, signal != .brokenPipe else { return }
        if signal == .interrupt { return }
        let words = [
            1: "Hangup", 3: "Quit", 6: "Aborted", 9: "Killed", 10: "User defined signal 1",
            11: "Segmentation fault",
            12: "User defined signal 2", 14: "Alarm clock", 15: "Terminated",
        ]
        try await write("\(words[signal.number] ?? "Signal \(signal.number)")\n", to: 2)
    }

    mutating func runPipeline(_ commands: [ShellCommand]) async throws(ShellUnwind) {
        try await waitInForeground(startPipeline(commands, input: nil))
    }

    private func startPipeline(
        _ commands: [ShellCommand],
        input: (any ByteSource)?
    )
        async throws(ShellUnwind) -> [any RunningProcess]
    {
        var children: [any RunningProcess] = []
        var input = input
        for (index, command) in commands.enumerated() {
            let pipe = index + 1 < commands.count ? BytePipe() : nil
            do throws(ShellUnwind) {
                children.append(try await fork(command, input: input, output: pipe))
            } catch {
                pipe?.closeReading()
                throw error
            }
            input = pipe
        }
        return children
    }

    mutating func runInBackground(_ command: ShellCommand) async throws(ShellUnwind) {
        let input: (any ByteSource)? = isInteractive ? nil : EmptySource()
        let children: [any RunningProcess]
        if case .pipeline(let commands) = command {
            children = try await startPipeline(commands, input: input)
        } else {
            children = [try await fork(command, input: input)]
        }
        guard let last = children.last else { return }
        lastBackground = last.id
        // Only what still runs, or may be waited for, is kept.
        if jobs.count > 200 { jobs.removeFirst(100) }
        jobs.append(Job(number: (jobs.last?.number ?? 0) + 1, process: last, text: ""))
        status = 0
    }

    mutating func runSubshell(_ command: ShellCommand, _ isLast: Bool) async throws(ShellUnwind) {
        try await waitInForeground([fork(command)])
    }

    /// What a command writes, without the newlines at its end.
    mutating func substitute(_ command: ShellCommand) async throws(ShellUnwind) -> [UInt8] {
        if case .sequence(let none) = command, none.isEmpty { return [] }
        let pipe = BytePipe()
        var copy = self
        copy.tested = 0
        let child = try await copy.fork(command, output: pipe)
        var output: [UInt8] = []
        while let piece = await pipe.read(atMost: 65_536) {
            output += piece
            guard output.count <= Self.maxExpansion else {
                pipe.closeReading()
                throw await fail("out of memory")
            }
        }
        status = Int(await child.wait())
        if Task.isCancelled { throw .exit(137) }
        substitutionStatus = status
        while output.last == 10 { output.removeLast() }
        output.removeAll { $0 == 0 }
        return output
    }
}
