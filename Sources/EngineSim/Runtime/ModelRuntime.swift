import SimShell

/// Runs containers' processes as programs in memory.
struct ModelRuntime: ProcessRuntime {
    let programs: ProgramTable

    func sandbox(_ plan: SandboxPlan) -> any ProcessSandbox {
        ModelSandbox(
            world: ModelWorld(
                files: plan.files,
                network: plan.network,
                programs: programs,
                hostName: plan.hostName,
                clock: WorldClock(plan.time.clock, startingAt: plan.time.now),
                processes: plan.processes,
                allowance: plan.allowance,
                heap: plan.heap,
                beside: plan.beside,
                outOfMemory: plan.onOutOfMemory,
                noteModelled: plan.onModelled
            )
        )
    }
}

/// A world of its own for each run of a container.
private struct ModelSandbox: ProcessSandbox {
    let world: ModelWorld

    func start(_ launch: ProcessLaunch) throws(LaunchError) -> any RunningProcess {
        guard launch.streams.isTerminal else { return try world.start(launch, parent: 0) }
        return try world.startOnTerminal(launch, parent: 0)
    }

    func signal(_ signal: Signal, to process: Int) -> Bool { world.signalFromOutside(signal, to: process) }

    func resizeTerminal(of process: Int, to size: SimTerminal.Size) {
        world.resizeTerminal(of: process, to: size)
    }

    func processes() -> [ProcessSummary] { world.ownProcesses() }

    func end() { world.stop() }
}
