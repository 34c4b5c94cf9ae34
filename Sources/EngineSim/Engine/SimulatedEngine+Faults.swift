import EngineAPI
import SimShell

extension SimulatedEngine {
    /// What goes wrong on purpose in a run, and what goes wrong because the container has too little memory.
    func scheduleFaults(_ record: ContainerRecord, _ run: Int) {
        let (id, image, faults) = (record.id, record.imageName, configuration.faults)
        let memory = record.hostConfig.resources.memory
        if memory > 0, memory < record.image.behaviour.memory {
            later(id, run, after: .milliseconds(200)) { $0.isOutOfMemory = true }
        }
        if let delay = faults.delay(faults.outOfMemory, image) {
            later(id, run, after: delay) { $0.isOutOfMemory = true }
        }
        if let delay = faults.delay(faults.crashes, image) {
            later(id, run, after: delay) { $0.forcedCode = 1 }
        }
    }

    /// What a container's processes may keep in memory: a part of the session's, less what its server needs to be there.
    func heap(of record: ContainerRecord) -> MemoryBudget {
        let limit = record.hostConfig.resources.memory
        guard limit > 0 else { return memory }
        return MemoryBudget(bytes: limit - min(limit, record.image.behaviour.memory), within: memory)
    }

    /// The system kills what needs more memory than there is.
    func outOfMemory(in id: String) {
        guard let run = containers[id]?.run?.number else { return }
        strike(id, run) { $0.isOutOfMemory = true }
    }

    private func later(
        _ id: String,
        _ run: Int,
        after delay: Duration,
        _ change: @escaping @Sendable (inout ContainerRecord.Run) -> Void
    ) {
        let task = Task { [weak self, time] in
            do { try await time.sleep(for: delay) } catch { return }
            await self?.strike(id, run, change)
        }
        containers[id]?.run?.tasks.append(task)
    }

    private func strike(_ id: String, _ number: Int, _ change: (inout ContainerRecord.Run) -> Void) {
        guard let record = containers[id], var run = record.run, run.number == number else { return }
        change(&run)
        record.run = run
        _ = run.sandbox.signal(.kill, to: run.process.id)
    }
}
