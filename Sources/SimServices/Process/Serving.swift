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
        return await withTaskGroup(of: Ending.self) { group in
            for port in ports { group.addTask { await Self.accept(on: port) } }
            defer {
                for port in ports { port.listener.close() }
                group.cancelAll()
            }
            // Where nothing but a signal can end it, the signal is waited for here: servers are many, and each task has its price.
            guard let housekeeping else { return await process.signals.next() }
            group.addTask { [process] in .signal(await process.signals.next()) }
            group.addTask { await housekeeping() ? .over : .task }
            var ending: Signal?
            for await end in group {
                if case .task = end { continue }
                if case .signal(let signal) = end { ending = signal }
                break
            }
            return ending
        }
    }

    private enum Ending {
        case task
        case over
        case signal(Signal?)
    }

    private static func accept(on port: Port) async -> Ending {
        let count = Count()
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled, let connection = await port.listener.accept() {
                guard count.enter(limit: connectionLimit) else {
                    connection.close()
                    continue
                }
                group.addTask {
                    await port.serve(connection)
                    connection.close()
                    count.leave()
                }
            }
            group.cancelAll()
        }
        return .task
    }
}
