public import EngineAPI

extension EngineMark {
    /// Takes away all that was made since, and gives names of images back to those that had them.
    ///
    /// - Returns: What can't be as it was; empty where everything is.
    /// - Throws: ``RoomError`` where the engine doesn't answer.
    public func restore(_ engine: any ContainerEngine) async throws -> [String] {
        var now = try await EngineMark(engine)
        for id in now.newestFirst where containers[id] == nil {
            try? await engine.removeContainer(id, RemoveOptions(force: true, volumes: true))
        }
        for id in now.networks.subtracting(networks) { try? await engine.removeNetwork(id) }
        for name in now.volumes.subtracting(volumes) { try? await engine.removeVolume(name, force: true) }
        await restoreImages(engine, now)
        now = try await EngineMark(engine)
        return lost(in: now) + left(in: now)
    }

    private func restoreImages(_ engine: any ContainerEngine, _ now: EngineMark) async {
        for name in now.names.keys.sorted() where names[name] == nil {
            _ = try? await engine.removeImage(name, force: true, noPrune: false)
        }
        for (name, id) in names where now.names[name] != id && now.imageIDs.contains(id) {
            let (repository, tag) = Self.parts(name)
            try? await engine.tagImage(id, repo: repository, tag: tag)
        }
        // Images without a name, as those are whose name a later one took.
        guard let after = try? await EngineMark(engine) else { return }
        for id in after.imageIDs.subtracting(imageIDs) {
            _ = try? await engine.removeImage(id, force: true, noPrune: false)
        }
    }

    private func left(in now: EngineMark) -> [String] {
        now.newestFirst.filter { containers[$0] == nil }.map {
            "container \($0.prefix(12)) couldn't be removed"
        }
            + now.networks.subtracting(networks).map { "network \($0.prefix(12)) couldn't be removed" }
            + now.volumes.subtracting(volumes).map { "volume \($0) couldn't be removed" }
            + now.names.keys.filter { names[$0] == nil }.map { "image \($0) couldn't be removed" }
    }

    /// `localhost:5000/app:1.0` is `localhost:5000/app` and `1.0`.
    private static func parts(_ name: String) -> (String, String) {
        guard let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") else {
            return (name, "latest")
        }
        return (String(name[..<colon]), String(name[name.index(after: colon)...]))
    }
}
