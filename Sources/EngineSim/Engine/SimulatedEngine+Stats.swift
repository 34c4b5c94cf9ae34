public import EngineAPI
import SimShell
import Synchronization

extension SimulatedEngine {
    public func stats(_ name: String, _ options: StatsOptions) async throws -> EngineStream<JSON> {
        let record = try containers.find(name)
        let id = record.id
        guard options.stream else {
            if !options.oneShot, record.lifecycle.hasProcess { try? await time.sleep(for: .seconds(1)) }
            return EngineStream([sample(id, previous: !options.oneShot) ?? sampleOfNothing(record)])
        }
        let time = time
        let isFirst = Mutex(true)
        return EngineStream { [weak self] in
            let first = isFirst.withLock { first in
                defer { first = false }
                return first
            }
            if !first { try await time.sleep(for: .seconds(1)) }
            return await self?.sample(id, previous: !first)
        }
    }

    /// What the model of the image says that its main process takes; zeros for what doesn't run.
    func sample(_ id: String, previous: Bool) -> JSON? {
        guard let record = containers[id] else { return nil }
        guard let run = record.run, let began = record.lifecycle.startedAt, record.lifecycle.hasProcess else {
            return sampleOfNothing(record)
        }
        let now = time.now
        let processes = run.sandbox.processes().count
        let share = record.image.behaviour.processor
        let used = { (age: Int) in max(0, age) / 1000 &* share &+ 20_000_000 }
        let age = now.nanoseconds - began.nanoseconds
        let memory = record.image.behaviour.memory + max(0, processes - 1) * (512 << 10)
        let limit =
            record.hostConfig.resources.memory > 0 ? record.hostConfig.resources.memory : limits.memory
        let processor = { (age: Int, now: Int) in
            JSON.object([
                .init(
                    "cpu_usage",
                    .object([
                        .init("total_usage", used(age).json),
                        .init("usage_in_kernelmode", (used(age) / 4).json),
                        .init("usage_in_usermode", (used(age) / 4 * 3).json),
                    ])
                ),
                .init("system_cpu_usage", (now / 1000 * 1000).json),
                .init("online_cpus", self.limits.processors.json),
                .init("throttling_data", Self.noThrottling),
            ])
        }
        let second = 1_000_000_000
        let uptime = (now.nanoseconds - started.nanoseconds) * limits.processors + 60 * second
        return .object([
            .init("name", .string("/" + record.name)), .init("id", .string(id)),
            .init("read", .string(Timestamp.text(now))),
            .init(
                "preread",
                .string(
                    previous
                        ? Timestamp.text(WallTime(nanoseconds: now.nanoseconds - second)) : Timestamp.never
                )
            ),
            .init(
                "pids_stats",
                .object([
                    .init("current", processes.json),
                    .init("limit", (record.hostConfig.resources.pidsLimit ?? limits.processes).json),
                ])
            ),
            .init("blkio_stats", .object([.init("io_service_bytes_recursive", .array([]))])),
            .init("num_procs", 0.json), .init("storage_stats", .object([])),
            .init("cpu_stats", processor(age, uptime)),
            .init(
                "precpu_stats",
                previous
                    ? processor(age - second, uptime - second * limits.processors) : Self.emptyProcessor
            ),
            .init(
                "memory_stats",
                .object([
                    .init("usage", memory.json), .init("limit", limit.json),
                    .init("stats", .object([.init("inactive_file", 0.json)])),
                ])
            ),
            .init("networks", .object(record.endpoints.isEmpty ? [] : [.init("eth0", Self.quietNetwork)])),
        ])
    }

    private func sampleOfNothing(_ record: ContainerRecord) -> JSON {
        .object([
            .init("name", .string("/" + record.name)), .init("id", .string(record.id)),
            .init("read", .string(Timestamp.never)), .init("preread", .string(Timestamp.never)),
            .init("pids_stats", .object([])), .init("blkio_stats", .object([])),
            .init("num_procs", 0.json), .init("storage_stats", .object([])),
            .init("cpu_stats", Self.emptyProcessor), .init("precpu_stats", Self.emptyProcessor),
            .init("memory_stats", .object([])),
        ])
    }

    private static let noThrottling = JSON.object([
        .init("periods", 0.json), .init("throttled_periods", 0.json), .init("throttled_time", 0.json),
    ])

    private static let emptyProcessor = JSON.object([
        .init(
            "cpu_usage",
            .object([
                .init("total_usage", 0.json), .init("usage_in_kernelmode", 0.json),
                .init("usage_in_usermode", 0.json),
            ])
        ),
        .init("throttling_data", noThrottling),
    ])

    private static let quietNetwork = JSON.object(
        [
            "rx_bytes", "rx_dropped", "rx_errors", "rx_packets", "tx_bytes", "tx_dropped", "tx_errors",
            "tx_packets",
        ]
        .map { .init($0, 0.json) }
    )
}
