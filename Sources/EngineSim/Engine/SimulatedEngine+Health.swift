import EngineAPI
import SimShell

extension SimulatedEngine {
    /// Starts the health checks of a run.
    func startHealthChecks(_ record: ContainerRecord, _ run: Int) {
        guard let check = record.config.healthcheck, let test = check.test, let kind = test.first,
            ["CMD", "CMD-SHELL"].contains(kind), test.count > 1
        else {
            record.health = nil
            return
        }
        record.health = HealthRecord()
        let words =
            kind == "CMD"
            ? Array(test.dropFirst()) : (record.config.shell ?? ["/bin/sh", "-c"]) + test.dropFirst()
        let positive = { (value: Int?, other: Int) in
            Duration.nanoseconds((value ?? 0) > 0 ? value ?? other : other)
        }
        let second = 1_000_000_000
        let plan = HealthPlan(
            words: words,
            interval: positive(check.interval, 30 * second),
            timeout: positive(check.timeout, 30 * second),
            startPeriod: positive(check.startPeriod, 0),
            startInterval: positive(check.startInterval, 5 * second),
            retries: (check.retries ?? 0) > 0 ? check.retries ?? 3 : 3
        )
        let id = record.id
        let task = Task { [weak self, time] in
            let began = time.now
            while !Task.isCancelled {
                let age = Duration.nanoseconds(time.now.nanoseconds - began.nanoseconds)
                let isStarting = age < plan.startPeriod ? await self?.isStarting(id) == true : false
                do {
                    try await time.sleep(for: isStarting ? plan.startInterval : plan.interval)
                } catch { return }
                let probedAt = Duration.nanoseconds(time.now.nanoseconds - began.nanoseconds)
                guard await self?.probe(id, run, plan, isStarting: probedAt < plan.startPeriod) == true else {
                    return
                }
            }
        }
        record.run?.tasks.append(task)
    }

    /// What the checks of a container are and when they are made.
    struct HealthPlan: Sendable {
        var words: [String]
        var interval: Duration
        var timeout: Duration
        var startPeriod: Duration
        var startInterval: Duration
        var retries: Int
    }

    private func isStarting(_ id: String) -> Bool { containers[id]?.health?.status == "starting" }

    /// Runs the check once; false where the run is over.
    private func probe(_ id: String, _ run: Int, _ plan: HealthPlan, isStarting: Bool) async -> Bool {
        guard let record = containers[id], record.run?.number == run else { return false }
        // Nothing is asked of a frozen container.
        guard record.lifecycle.phase == .running else { return true }
        let began = time.now
        let (code, output) = await check(record, plan)
        guard let record = containers[id], record.run?.number == run, !Task.isCancelled else { return false }
        let probe = ContainerState.Probe().with {
            ($0.start, $0.end) = (Timestamp.text(began), Timestamp.text(time.now))
            ($0.exitCode, $0.output) = (code, output)
        }
        if record.health?.take(probe, retries: plan.retries, isStarting: isStarting) == true {
            let status = record.health?.status ?? ""
            events.tell("container", "health_status: \(status)", id, record.eventAttributes)
        }
        return true
    }

    private func check(_ record: ContainerRecord, _ plan: HealthPlan) async -> (Int, String) {
        let creation = ExecCreation().with {
            ($0.cmd, $0.attachStdout, $0.attachStderr) = (Words(plan.words), true, true)
        }
        do {
            let exec = try await createExec(record.id, creation).id
            let process = try await startExec(exec, ExecStart())
            let (output, isOver) = await output(of: process, within: plan.timeout)
            defer { forget(exec, of: record) }
            guard isOver else {
                if let process = execs[exec]?.process {
                    _ = record.run?.sandbox.signal(.kill, to: process.id)
                }
                return (-1, "Health check exceeded timeout (\(HumanTimeout.text(plan.timeout)))")
            }
            while execs[exec]?.isRunning == true { await Task.yield() }
            return (execs[exec]?.exitCode ?? -1, output)
        } catch {
            return (-1, (error as? EngineError)?.message ?? "\(error)")
        }
    }

    private func forget(_ exec: String, of record: ContainerRecord) {
        execs[exec] = nil
        record.execs.removeAll { $0 == exec }
    }

    /// What a process writes, at most 4 KiB as engines keep, and whether it ended in time.
    private func output(of process: ProcessConnection, within limit: Duration) async -> (String, Bool) {
        await withTaskGroup(of: (String, Bool)?.self) { [time] group in
            group.addTask {
                var reader = StreamFrameReader()
                var bytes: [UInt8] = []
                while let piece = try? await process.output.next() {
                    let frames = (try? reader.read(piece)) ?? []
                    if bytes.count < 4096 { bytes += frames.flatMap(\.bytes) }
                }
                return Task.isCancelled ? nil : (String(decoding: bytes.prefix(4096), as: UTF8.self), true)
            }
            group.addTask {
                try? await time.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next().flatMap { $0 } ?? ("", false)
        }
    }
}

/// Durations as Go prints them, in whole milliseconds at the finest.
enum HumanTimeout {
    static func text(_ duration: Duration) -> String {
        let milliseconds = duration.nanoseconds / 1_000_000
        guard milliseconds >= 1000 else { return "\(milliseconds)ms" }
        guard milliseconds % 1000 == 0 else {
            return "\(milliseconds / 1000).\(Timestamp.padded(milliseconds % 1000, 3))s"
        }
        let seconds = milliseconds / 1000
        return seconds >= 60 ? "\(seconds / 60)m\(seconds % 60)s" : "\(seconds)s"
    }
}
