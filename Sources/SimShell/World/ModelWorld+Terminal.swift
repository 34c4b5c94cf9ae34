extension ModelWorld {
    /// Starts a process on a terminal of its own.
    ///
    /// The launch's input is what somebody types, byte by byte; its output is what they see, carriage returns left to it.
    /// That nobody types any more ends nothing, as with a terminal that nobody is attached to.
    public func startOnTerminal(
        _ launch: ProcessLaunch,
        parent: Int
    ) throws(LaunchError) -> any RunningProcess {
        let terminal = SimTerminal(output: launch.streams.output, addsReturns: false)
        var own = launch
        own.streams = terminal.streams
        let process = try start(own, parent: parent)
        own.streams.close()
        keep(terminal, of: process.id)
        terminal.attach(self, process: process.id)
        let typed = launch.streams.input
        let typing = Task {
            while let piece = await typed.read(atMost: 4096) { await terminal.type(piece) }
        }
        // Both tasks end with the process.
        Task {
            _ = await process.wait()
            typing.cancel()
            terminal.hangUp()
            self.keep(nil, of: process.id)
        }
        return process
    }

    /// Says what the terminal of a process shows at once; the process hears of it by a signal.
    public func resizeTerminal(of process: Int, to size: SimTerminal.Size) {
        guard let terminal = terminal(of: process), terminal.size != size else { return }
        terminal.size = size
        _ = signal(.windowChange, to: process)
    }
}
