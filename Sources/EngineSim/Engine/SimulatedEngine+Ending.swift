public import EngineAPI
import SimShell

extension SimulatedEngine {
    /// The main process is over: the run ends now, or when it was as long as the shortest may be.
    func processOver(_ id: String, run number: Int, code: Int, began: WallTime) {
        let rest = configuration.shortestRun - .nanoseconds(time.now.nanoseconds - began.nanoseconds)
        background { [weak self, time] in
            try? await time.sleep(for: rest)
            await self?.processEnded(id, run: number, code: code)
        }
    }

    /// The main process of a run has ended.
    func processEnded(_ id: String, run number: Int, code: Int) async {
        guard let record = containers[id], let run = record.run, run.number == number, !record.isBusy else {
            return
        }
        record.isBusy = true
        for task in run.tasks { task.cancel() }
        run.sandbox.end()
        record.output.end()
        record.input.renew()
        await leaveNetworks(record)
        tellMounts(record, "unmount")
        record.isBusy = false
        record.run = nil
        let exit = run.isOutOfMemory ? 137 : run.forcedCode ?? code
        let began = record.lifecycle.startedAt?.seconds ?? time.now.seconds
        let ending = record.lifecycle.ended(code: exit, isOutOfMemory: run.isOutOfMemory, at: time.now)
        if run.isOutOfMemory { events.tell("container", "oom", id, record.eventAttributes) }
        events.tell(
            "container",
            "die",
            id,
            record.eventAttributes.merging([
                "exitCode": String(exit), "execDuration": String(max(0, time.now.seconds - began)),
            ]) { $1 }
        )
        for exec in record.execs { forgetExecProcess(exec) }
        run.over.set(exit)
        switch ending {
        case .rest: tellWaiters(record, .nextExit, .notRunning)
        case .again(let pause):
            tellWaiters(record, .nextExit)
            background { [weak self, time] in
                try? await time.sleep(for: pause)
                await self?.startAgain(id)
            }
        case .remove:
            tellWaiters(record, .nextExit, .notRunning)
            await discard(record, volumes: true)
        }
    }

    /// What a restart policy asks for, unless somebody meant otherwise meanwhile.
    private func startAgain(_ id: String) async {
        guard let record = containers[id], record.lifecycle.phase == .restarting, !record.isBusy else {
            return
        }
        do { try await start(record) } catch { tellWaiters(record, .notRunning) }
    }

    /// Tells those who wait for one of some conditions.
    func tellWaiters(_ record: ContainerRecord, _ conditions: WaitCondition...) {
        let result = WaitResult().with { $0.statusCode = record.lifecycle.exitCode }
        for waiter in record.waiters where conditions.contains(waiter.condition) { waiter.result.set(result) }
        record.waiters.removeAll { conditions.contains($0.condition) }
    }

    public func waitContainer(
        _ name: String,
        _ condition: WaitCondition
    ) async throws -> EngineStream<WaitResult> {
        let record = try containers.find(name)
        let result = OneShot<WaitResult>()
        if condition == .notRunning, !record.lifecycle.isRunning, !record.isBusy {
            return EngineStream([WaitResult().with { $0.statusCode = record.lifecycle.exitCode }])
        }
        record.waiters.append(ContainerRecord.Waiter(condition: condition, result: result))
        let isTold = Mailbox<Bool>()
        isTold.post(true)
        return EngineStream(cancel: { result.giveUp() }) {
            guard isTold.isOpen else { return nil }
            let value = await result.value()
            isTold.abandon()
            return value
        }
    }

    /// Kills a container's main process and waits until all is told.
    func end(_ record: ContainerRecord) async {
        guard let run = record.run else { return }
        record.output.freeze(false)
        _ = run.sandbox.signal(.kill, to: run.process.id)
        _ = await run.over.value()
    }

    // MARK: Removing

    public func removeContainer(_ name: String, _ options: RemoveOptions) async throws {
        let record = try containers.find(name)
        if options.link { throw EngineError(.failed, "Cannot get parent / for name \(name)") }
        if record.lifecycle.phase == .removing {
            throw EngineError(.conflict, "removal of container \(name) is already in progress")
        }
        if record.lifecycle.isRunning {
            guard options.force else {
                let state = record.lifecycle.phase == .paused ? "paused" : record.lifecycle.phase.rawValue
                let way =
                    state == "paused"
                    ? " and must be unpaused first" : ": stop the container before removing or force remove"
                throw EngineError(
                    .conflict,
                    "cannot remove container \"\(record.name)\": container is \(state)\(way)"
                )
            }
            record.lifecycle.stops()
            if record.run != nil {
                events.tell(
                    "container",
                    "kill",
                    record.id,
                    record.eventAttributes.merging(["signal": "9"]) { $1 }
                )
            }
            await end(record)
        }
        await discard(record, volumes: options.volumes)
    }

    /// Takes a container away, with its anonymous volumes where told so.
    func discard(_ record: ContainerRecord, volumes takesVolumes: Bool) async {
        guard containers[record.id] != nil, record.lifecycle.phase != .removing else { return }
        record.lifecycle.removes()
        await leaveNetworks(record)
        fabric.removeHost(record.id)
        containers.remove(record)
        for exec in record.execs { execs[exec] = nil }
        record.output.end()
        if takesVolumes {
            for point in record.mounts {
                guard let name = point.name, volumes[name]?.isAnonymous == true, users(of: name).isEmpty
                else {
                    continue
                }
                volumes[name] = nil
                events.tell("volume", "destroy", name, ["driver": "local"])
            }
        }
        events.tell("container", "destroy", record.id, record.eventAttributes)
        tellWaiters(record, .removed, .nextExit, .notRunning)
    }

    public func pruneContainers(_ filters: Filters) async throws -> PruneReport {
        try filters.check(known: ["label", "label!", "until"])
        let until = try PruneFilter(filters, now: time.now)
        var (deleted, bytes): ([String], Int) = ([], 0)
        for record in containers.all where !record.lifecycle.isRunning && !record.isBusy {
            guard until.takes(record.config.labels ?? [:], created: record.created) else { continue }
            deleted.append(record.id)
            bytes += record.layer.size
            await discard(record, volumes: false)
        }
        events.tell("container", "prune", "", ["reclaimed": String(bytes)])
        return PruneReport(deleted: deleted.isEmpty ? nil : deleted, spaceReclaimed: bytes)
    }
}

/// What prunes are narrowed to: labels that must or mustn't be there, and an age.
struct PruneFilter {
    private let filters: Filters
    private let until: WallTime?

    init(_ filters: Filters, now: WallTime) throws(EngineError) {
        self.filters = filters
        guard let text = filters["until"].first else {
            until = nil
            return
        }
        if let ago = GoDuration.read(text) {
            until = WallTime(nanoseconds: now.nanoseconds - ago)
        } else if let time = Timestamp.read(text) {
            until = time
        } else {
            throw .malformed("invalid filter 'until=\(text)'")
        }
    }

    func takes(_ labels: [String: String], created: WallTime) -> Bool {
        if let until, until < created { return false }
        guard filters.matchLabels(labels) else { return false }
        return filters["label!"].allSatisfy { !Filters(["label": [$0]]).matchLabels(labels) }
    }
}
