public import EngineAPI
import SimShell

extension SimulatedEngine {
    public func stopContainer(_ name: String, _ options: StopOptions) async throws -> Transition {
        let record = try containers.find(name)
        guard record.lifecycle.isRunning else { return .unchanged }
        let signal = try stopSignal(record, options, verb: "stop", name)
        await stop(record, signal, options)
        events.tell("container", "stop", record.id, record.eventAttributes)
        return .done
    }

    public func restartContainer(_ name: String, _ options: StopOptions) async throws {
        let record = try containers.find(name)
        if record.lifecycle.isRunning {
            let signal = try stopSignal(record, options, verb: "restart", name)
            await stop(record, signal, options)
            events.tell("container", "stop", record.id, record.eventAttributes)
        }
        record.lifecycle.startsByHand()
        try await start(record)
        events.tell("container", "restart", record.id, record.eventAttributes)
    }

    private func stopSignal(
        _ record: ContainerRecord,
        _ options: StopOptions,
        verb: String,
        _ name: String
    ) throws(EngineError) -> Signal {
        guard let text = options.signal ?? record.config.stopSignal, !text.isEmpty else { return .terminate }
        guard let signal = Signal(text) else {
            throw EngineError(.badRequest, "cannot \(verb) container: \(name): invalid signal: \(text)")
        }
        return signal
    }

    /// A signal, some time, then the end by force.
    private func stop(_ record: ContainerRecord, _ signal: Signal, _ options: StopOptions) async {
        record.lifecycle.stops()
        guard let run = record.run else {
            tellWaiters(record, .notRunning)
            return
        }
        let tell = { (signal: Signal) in
            self.events.tell(
                "container",
                "kill",
                record.id,
                record.eventAttributes.merging(["signal": String(signal.number)]) { $1 }
            )
        }
        if record.lifecycle.phase == .paused { record.output.freeze(false) }
        tell(signal)
        _ = run.sandbox.signal(signal, to: run.process.id)
        let seconds = options.timeout ?? record.config.stopTimeout ?? 10
        let grace = seconds < 0 ? nil : Duration.seconds(min(seconds, 86_400))
        if await ends(run.over, within: grace) { return }
        tell(.kill)
        _ = run.sandbox.signal(.kill, to: run.process.id)
        _ = await run.over.value()
    }

    /// Whether something comes about in time; nil waits for ever.
    private func ends(_ over: OneShot<Int>, within limit: Duration?) async -> Bool {
        guard let limit else { return await over.value() != nil }
        return await withTaskGroup(of: Bool.self) { [time] group in
            group.addTask { await over.value() != nil }
            group.addTask {
                try? await time.sleep(for: limit)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
    }

    public func killContainer(_ name: String, signal text: String?) async throws {
        let record: ContainerRecord
        do { record = try containers.find(name) } catch {
            throw EngineError(error.kind, "cannot kill container: \(name): \(error.message)")
        }
        guard let signal = text.map({ Signal($0) }) ?? .kill else {
            throw EngineError(.badRequest, "cannot kill container: \(name): invalid signal: \(text ?? "")")
        }
        guard let run = record.run, record.lifecycle.hasProcess else {
            throw EngineError(
                .conflict,
                "cannot kill container: \(name): container \(record.id) is not running"
            )
        }
        events.tell(
            "container",
            "kill",
            record.id,
            record.eventAttributes.merging(["signal": String(signal.number)]) { $1 }
        )
        if signal == .kill || record.config.stopSignal.flatMap({ Signal($0) }) == signal {
            record.lifecycle.stops()
        }
        if signal == .kill { record.output.freeze(false) }
        _ = run.sandbox.signal(signal, to: run.process.id)
        // Whoever kills and then looks finds it dead.
        if signal == .kill { _ = await run.over.value() }
    }

    public func pauseContainer(_ name: String) async throws {
        let record = try containers.find(name)
        try record.lifecycle.freeze(record.id)
        record.output.freeze(true)
        events.tell("container", "pause", record.id, record.eventAttributes)
    }

    public func unpauseContainer(_ name: String) async throws {
        let record = try containers.find(name)
        try record.lifecycle.thaw(record.id)
        record.output.freeze(false)
        events.tell("container", "unpause", record.id, record.eventAttributes)
    }

    public func renameContainer(_ name: String, to newName: String) async throws {
        let record = try containers.find(name)
        let bare = newName.hasPrefix("/") ? String(newName.dropFirst()) : newName
        guard !bare.isEmpty else { throw EngineError(.badRequest, "Neither old nor new names may be empty") }
        guard bare != record.name else {
            throw EngineError(.badRequest, "Renaming a container with the same name as its current name")
        }
        do { try containers.check(bare) } catch {
            throw EngineError(error.kind, "Error when allocating new name: \(error.message)")
        }
        let old = record.name
        containers.rename(record, to: bare)
        renameInNetworks(record)
        events.tell(
            "container",
            "rename",
            record.id,
            record.eventAttributes.merging(["oldName": "/" + old]) { $1 }
        )
    }

    public func updateContainer(_ name: String, _ update: ContainerUpdate) async throws -> Warnings {
        let record = try containers.find(name)
        let check = CreationCheck(limits: limits)
        try check.check(update.resources)
        try check.check(update.restartPolicy, removesItself: record.hostConfig.autoRemove)
        let new = update.resources
        record.hostConfig.resources = record.hostConfig.resources.with {
            if new.memory != 0 { $0.memory = new.memory }
            if new.memorySwap != 0 { $0.memorySwap = new.memorySwap }
            if new.memoryReservation != 0 { $0.memoryReservation = new.memoryReservation }
            if new.nanoCPUs != 0 { $0.nanoCPUs = new.nanoCPUs }
            if new.cpuShares != 0 { $0.cpuShares = new.cpuShares }
            if new.cpuPeriod != 0 { $0.cpuPeriod = new.cpuPeriod }
            if new.cpuQuota != 0 { $0.cpuQuota = new.cpuQuota }
            if !new.cpusetCpus.isEmpty { $0.cpusetCpus = new.cpusetCpus }
            if !new.cpusetMems.isEmpty { $0.cpusetMems = new.cpusetMems }
            if let pids = new.pidsLimit, pids != 0 { $0.pidsLimit = pids > 0 ? pids : nil }
        }
        if !update.restartPolicy.name.isEmpty {
            record.hostConfig.restartPolicy = update.restartPolicy
            record.lifecycle.policy = update.restartPolicy
        }
        events.tell("container", "update", record.id, record.eventAttributes)
        return Warnings()
    }
}
