public import EngineAPI

/// What a session has on its engine at a moment, so that what is made later can be taken away again.
public struct EngineMark: Hashable, Sendable {
    /// The state of each container by its id: `running`, `exited`.
    var containers: [String: String] = [:]
    /// The ids of the containers.
    var newestFirst: [String] = []
    /// The image that each name stands for.
    var names: [String: String] = [:]
    var imageIDs: Set<String> = []
    var networks: Set<String> = []
    var volumes: Set<String> = []

    /// Looks at what is there.
    ///
    /// - Throws: ``RoomError`` where the engine doesn't answer.
    public init(_ engine: any ContainerEngine) async throws {
        do {
            var query = ContainerListQuery()
            query.all = true
            let list = try await engine.listContainers(query)
            for container in list { containers[container.id] = container.state }
            newestFirst = list.sorted { ($0.created, $0.id) > ($1.created, $1.id) }.map(\.id)
            for image in try await engine.listImages(ImageListQuery()) {
                imageIDs.insert(image.id)
                for name in image.repoTags ?? [] where name != "<none>:<none>" { names[name] = image.id }
            }
            networks = Set(try await engine.listNetworks(Filters()).map(\.id))
            volumes = Set(try await engine.listVolumes(Filters()).volumes.map(\.name))
        } catch let error as EngineError {
            throw RoomError("the engine can't be asked: \(error)")
        }
    }

    /// What was there and isn't as it was: nobody can bring it back.
    ///
    /// What is written in containers and volumes isn't compared.
    public func lost(in now: EngineMark) -> [String] {
        var lost: [String] = []
        for (id, state) in containers.sorted(by: { $0.key < $1.key }) where now.containers[id] != state {
            let isGone = now.containers[id] == nil
            lost.append("container \(id.prefix(12)) \(isGone ? "is gone" : "is no longer \(state)")")
        }
        for id in imageIDs.subtracting(now.imageIDs).sorted() {
            let name = names.filter { $0.value == id }.keys.sorted().first
            lost.append("image \(name ?? String(id.prefix(19))) is gone")
        }
        lost += networks.subtracting(now.networks).sorted().map { "network \($0.prefix(12)) is gone" }
        lost += volumes.subtracting(now.volumes).sorted().map { "volume \($0) is gone" }
        return lost
    }
}
