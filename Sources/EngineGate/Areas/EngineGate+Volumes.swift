public import EngineAPI

extension EngineGate {
    public func listVolumes(_ filters: Filters) async throws -> VolumeList {
        var upstream = filters
        upstream.remove("name")
        upstream.insert("label", ownFilter)
        let list = try await asking { try await engine.listVolumes(upstream) }
        let own = list.volumes.filter { owns($0.labels) }.map(volumeView)
        return VolumeList().with {
            $0.volumes = own.filter { filters.matchNames($0.name) }
        }
    }

    public func inspectVolume(_ name: String) async throws -> VolumeDetails {
        volumeView(try await ownVolume(name))
    }

    public func createVolume(_ creation: VolumeCreation) async throws -> VolumeDetails {
        let judged = try VolumePolicy.judge(creation, session, settings.quotas)
        if !creation.name.isEmpty, let found = try? await ownVolume(creation.name) {
            return volumeView(found)
        }
        try await checkVolumeRoom()
        return volumeView(
            try await asking {
                try await engine.createVolume(
                    judged.with { $0.name = creation.name.isEmpty ? "" : names.engineName(creation.name) }
                )
            }
        )
    }

    public func removeVolume(_ name: String, force: Bool) async throws {
        let volume: VolumeDetails
        do { volume = try await ownVolume(name) } catch let error as EngineError
            where error.kind == .notFound && force
        {
            // With force, a volume that isn't there counts as removed.
            return
        }
        try await asking { try await engine.removeVolume(volume.name, force: force) }
    }

    public func pruneVolumes(_ filters: Filters) async throws -> PruneReport {
        try filters.check(known: VolumeFilters.knownWhenPruning)
        let report = try await whenFree { try await engine.pruneVolumes(narrowed(filters)) }
        return PruneReport(
            deleted: report.deleted.map { $0.map(names.view) },
            spaceReclaimed: report.spaceReclaimed
        )
    }

    func volumeView(_ volume: VolumeDetails) -> VolumeDetails {
        volume.with {
            $0.name = names.view(volume.name)
            $0.mountpoint = names.text(volume.mountpoint)
            let shown = SessionLabels.visible(volume.labels)
            $0.labels = shown?.isEmpty == true ? nil : shown
        }
    }
}

extension EngineGate {
    /// A volume of the session's: one with a name, or one without that is labelled as the session's.
    func ownVolume(_ name: String) async throws -> VolumeDetails {
        guard ContainerPolicy.isName(name) else { throw EngineError.noSuchVolume(name) }
        for candidate in [names.engineName(name), name] where candidate != name || name.utf8.count == 64 {
            do {
                let volume = try await engine.inspectVolume(candidate)
                if owns(volume.labels) { return volume }
            } catch let error as EngineError where error.kind == .notFound {
                continue
            }
        }
        throw EngineError.noSuchVolume(name)
    }

    /// The engine's name of a volume that a container mounts, whether it is there or not.
    func engineVolume(_ name: String) async throws -> String {
        try VolumePolicy.check(name: name)
        if name.utf8.count == 64, ImageReference.isID(name), let found = try? await ownVolume(name) {
            return found.name
        }
        return names.engineName(name)
    }

    /// Makes a volume that a container mounts: the engine would make it without our labels.
    func makeVolume(_ name: String) async throws {
        if (try? await ownVolume(name)) != nil { return }
        _ = try await createVolume(VolumeCreation().with { $0.name = name })
    }

    private func checkVolumeRoom() async throws {
        let most = settings.quotas.volumes
        guard try await engine.listVolumes(ownLabels).volumes.count < most else {
            throw EngineError.quota(
                "a session has at most \(most) volumes; remove some with docker volume rm or prune"
            )
        }
    }
}
