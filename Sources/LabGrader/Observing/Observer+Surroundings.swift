import EngineAPI

extension Observer {
    /// Looks around after a failure; what can't be seen is left out.
    ///
    /// - Returns: Nil where nothing at all can be seen.
    func surroundings() async -> Surroundings? {
        var query = ContainerListQuery()
        query.all = true
        guard let list = try? await room.engine.listContainers(query) else { return nil }
        var around = Surroundings()
        for summary in list.prefix(16) {
            guard let details = try? await room.engine.inspectContainer(summary.id, size: false) else {
                continue
            }
            var sight = ContainerSight(details)
            sight.setup.labels = sight.setup.labels.filter {
                [ComposeLabel.project, ComposeLabel.service].contains($0.key)
            }
            if ["exited", "dead", "restarting"].contains(sight.state.status) {
                sight.logs = try? await logs(sight.id, tail: 5, limit: 4_096)
            }
            around.containers.append(sight)
        }
        around.containers.sort { $0.name < $1.name }
        around.images =
            (try? await room.engine.listImages(ImageListQuery()))?.flatMap { $0.repoTags ?? [] }
            .filter { $0 != "<none>:<none>" }.sorted() ?? []
        around.networks = (try? await room.engine.listNetworks(Filters()))?.map(\.name).sorted() ?? []
        around.volumes = (try? await room.engine.listVolumes(Filters()))?.volumes.map(\.name).sorted() ?? []
        if let cluster = room.cluster {
            around.deployments = try? await ClusterObserver(cluster: cluster).deployments()
        }
        return around
    }
}
