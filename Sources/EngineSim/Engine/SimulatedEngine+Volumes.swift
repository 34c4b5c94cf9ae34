public import EngineAPI
import SimShell

extension SimulatedEngine {
    /// The containers that a volume is mounted in, running or not.
    func users(of volume: String) -> [ContainerRecord] {
        containers.all.filter { $0.mounts.contains { $0.name == volume } }
    }

    public func listVolumes(_ filters: Filters) async throws -> VolumeList {
        try filters.check(known: VolumeFilters.known)
        let found = volumes.values.sorted { $0.name < $1.name }.filter { volume in
            filters.matchExactly("driver", "local") && filters.matchLabels(volume.labels ?? [:])
                && filters.matchNames(volume.name)
                && (!filters.contains("dangling")
                    || filters["dangling"].contains { ["1", "true"].contains($0) }
                        == users(of: volume.name).isEmpty)
        }
        return VolumeList().with { $0.volumes = found.map(\.details) }
    }

    public func inspectVolume(_ name: String) async throws -> VolumeDetails {
        guard let volume = volumes[name] else { throw EngineError.noSuchVolume(name) }
        return volume.details
    }

    public func createVolume(_ creation: VolumeCreation) async throws -> VolumeDetails {
        guard ["", "local"].contains(creation.driver) else {
            throw EngineError(
                .notFound,
                "create \(creation.name): error looking up volume plugin \(creation.driver): plugin \"\(creation.driver)\" not found"
            )
        }
        if let options = creation.driverOpts, !options.isEmpty {
            guard options["type"] == "tmpfs", options["device"] == "tmpfs" else {
                throw EngineError(
                    .forbidden,
                    "slidectl: a volume has no driver options with the embedded engine, but for a tmpfs"
                )
            }
        }
        var name = creation.name
        let isAnonymous = name.isEmpty
        if isAnonymous { name = ids.id() } else { name = try MountPlan.volumeName(name) }
        var labels = creation.labels
        if isAnonymous { labels = (labels ?? [:]).merging(["com.docker.volume.anonymous": ""]) { $1 } }
        let options = creation.driverOpts?["o"]?.split(separator: ",") ?? []
        let size = options.first { $0.hasPrefix("size=") }.flatMap {
            HumanSize.read(String($0.dropFirst(5)).binaryUnits)
        }
        let (volume, isNew) = try volume(name, labels: labels, isAnonymous: isAnonymous, size: size)
        if isNew, let options = creation.driverOpts, !options.isEmpty { volumes[name]?.options = options }
        return volumes[name]?.details ?? volume.details
    }

    public func removeVolume(_ name: String, force: Bool) async throws {
        guard volumes[name] != nil else {
            if force { return }
            throw EngineError.noSuchVolume(name)
        }
        let users = users(of: name)
        guard users.isEmpty else {
            let list = users.map(\.id).joined(separator: ", ")
            throw EngineError(.conflict, "remove \(name): volume is in use - [\(list)]")
        }
        volumes[name] = nil
        events.tell("volume", "destroy", name, ["driver": "local"])
    }

    public func pruneVolumes(_ filters: Filters) async throws -> PruneReport {
        try filters.check(known: VolumeFilters.knownWhenPruning)
        let filter = try PruneFilter(filters, now: time.now)
        let takesNamed = filters["all"].contains { ["1", "true"].contains($0) }
        var (deleted, bytes): ([String], Int) = ([], 0)
        for volume in volumes.values.sorted(by: { $0.name < $1.name })
        where (volume.isAnonymous || takesNamed) && users(of: volume.name).isEmpty {
            guard filter.takes(volume.labels ?? [:], created: volume.created) else { continue }
            bytes += volume.files.usage.bytes
            deleted.append(volume.name)
            volumes[volume.name] = nil
            events.tell("volume", "destroy", volume.name, ["driver": "local"])
        }
        events.tell("volume", "prune", "", ["reclaimed": String(bytes)])
        return PruneReport(deleted: deleted, spaceReclaimed: bytes)
    }
}
