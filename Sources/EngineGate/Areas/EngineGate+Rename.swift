import EngineAPI

extension EngineGate {
    /// Renames a container; other containers look it up by the student's name, so its aliases follow.
    public func renameContainer(_ name: String, to newName: String) async throws {
        let bare = newName.hasPrefix("/") ? String(newName.dropFirst()) : newName
        guard ContainerPolicy.isName(bare), bare.utf8.count <= 200 else {
            throw EngineError.malformed(
                "Invalid container name (\(newName)), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"
            )
        }
        try await own(name) { id in
            let before = try await engine.inspectContainer(id, size: false)
            try await engine.renameContainer(id, to: names.engineName(bare))
            containers.add(id, name: bare)
            // Aliases can only be set when joining; a running container would lose its connections by that.
            guard !before.state.running else { return }
            for (network, endpoint) in before.networkSettings.networks where hasNames(network) {
                let old = names.view(String(before.name.drop { $0 == "/" }))
                let aliases = (endpoint?.aliases ?? []).filter { $0 != old && !id.hasPrefix($0) } + [bare]
                try await engine.disconnectNetwork(
                    network,
                    NetworkDisconnection().with { $0.container = id }
                )
                let settings = EndpointSettings().with {
                    $0.ipamConfig = endpoint?.ipamConfig
                    $0.links = endpoint?.links
                    $0.aliases = aliases.unique
                }
                try await engine.connectNetwork(
                    network,
                    NetworkConnection().with {
                        $0.container = id
                        $0.endpointConfig = settings
                    }
                )
            }
        }
    }

    /// Whether containers look each other up by name in a network: not in the default one, as with plain Docker.
    func hasNames(_ engineNetwork: String) -> Bool {
        guard let view = names.viewName(engineNetwork) else { return false }
        return view != "bridge"
    }
}
