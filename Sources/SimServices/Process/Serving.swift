import SimShell

/// A server's main loop: callers are served side by side until a signal ends it.
struct Serving {
    /// Who answers on a port.
    struct Port: Sendable {
        let listener: any NetworkListener
        let serve: @Sendable (any NetworkConnection) async -> Void
    }

    /// More callers at a time than this are turned away.
    static let connectionLimit = 256

    let process: ProcessContext
    var ports: [Port]

    /// Serves until one of the signals comes, or the process dies.
    ///
    /// - Parameters:
    ///   - signals: Those that end it.
    ///   - housekeeping: What runs beside the callers; the loop ends with it where it returns true.
    /// - Returns: The signal; nil where something else ended the loop.
    func run(
        until signals: Set<Signal>,
        housekeeping: (@Sendable () async -> Bool)? = nil
    ) async -> Signal? {
        process.signals.ask(for: signals)
        let callers = Callers(limit: Self.connectionLimit)
        for port in ports {
            let serve = port.serve
            port.listener.serve { callers.take($0, serve) }
        }
        // Where nothing but a signal can end it, the signal is waited for here: servers are many, and each task has its price.
        let signal =
            if let housekeeping { await keepHouse(housekeeping) } else { await process.signals.next() }
        for port in ports { port.listener.close() }
        await callers.end()
        return signal
    }

    /// Waits for a signal, or for the end of what runs beside the callers; not inlined, so that few servers pay for it.
    @inline(never)
    private func keepHouse(_ housekeeping: @escaping @Sendable () async -> Bool) async -> Signal? {
        await withTaskGroup(of: Ending.self) { group in
            group.addTask { [process] in .signal(await process.signals.next()) }
            group.addTask { await housekeeping() ? .over : .task }
            defer { group.cancelAll() }
            for await end in group {
                switch end {
                case .task: continue
                case .over: return nil
                case .signal(let signal): return signal
                }
            }
            return nil
        }
    }

    private enum Ending {
        case task
        case over
        case signal(Signal?)
    }
}
