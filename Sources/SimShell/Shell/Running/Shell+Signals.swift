extension Shell {
    /// Runs the traps of signals that came.
    mutating func runTraps() async throws(ShellUnwind) {
        guard !isTrapping else { return }
        while let signal = process.signals.take() { try await runTrap(of: signal) }
    }

    /// Runs the trap of a signal.
    mutating func runTrap(of signal: Signal) async throws(ShellUnwind) {
        guard let command = traps[signal.number], !command.isEmpty else { return }
        let before = status
        isTrapping = true
        defer { isTrapping = false }
        try await run(text: Array(command.utf8), line: line)
        status = before
    }

    /// Waits for a child, but no longer than until a signal comes that has a trap.
    ///
    /// - Returns: The child's status, or nil after a signal, whose trap has run then.
    mutating func waitOrTrap(_ child: any RunningProcess) async throws(ShellUnwind) -> Int? {
        guard !traps.isEmpty else { return Int(await child.wait()) }
        let (code, signal) = await endOrSignal(child)
        if Task.isCancelled { throw .exit(137) }
        if let signal { try await runTrap(of: signal) }
        if let code { return Int(code) }
        guard let signal, traps[signal.number]?.isEmpty == false else { return try await waitOrTrap(child) }
        status = 128 + signal.number
        return nil
    }

    /// Waits for a child's end or a signal to the shell; both may come at the same moment.
    func endOrSignal(_ child: any RunningProcess) async -> (code: ExitCode?, signal: Signal?) {
        enum Event {
            case ended(ExitCode)
            case signal(Signal?)
        }
        let signals = process.signals
        return await withTaskGroup(of: Event.self) { group in
            group.addTask { .ended(await child.wait()) }
            group.addTask { .signal(await signals.next()) }
            var code: ExitCode?
            var signal: Signal?
            if let first = await group.next() {
                if case .ended(let ended) = first { code = ended }
                if case .signal(let came) = first { signal = came }
            }
            group.cancelAll()
            if let second = await group.next(), case .signal(let came) = second { signal = came }
            return (code, signal)
        }
    }
}
