import EngineAPI

/// Turns what the engine says of a container into what the student sees.
struct ContainerView: Sendable {
    let names: SessionNames
    let session: GateSession

    func summary(_ summary: ContainerSummary) -> ContainerSummary {
        summary.with {
            $0.names = summary.names.map(name)
            $0.image = image(summary.image, summary.labels)
            $0.labels = SessionLabels.visible(summary.labels) ?? [:]
            $0.ports = ports(summary.ports, summary.labels)
            $0.hostConfig.networkMode = networkMode(summary.hostConfig.networkMode)
            $0.networkSettings.networks = networks(
                summary.networkSettings.networks,
                summary.names.first ?? ""
            )
            $0.mounts = summary.mounts.map(mount)
        }
    }

    func details(_ details: ContainerDetails) -> ContainerDetails {
        let labels = details.config.labels
        return details.with {
            $0.name = name(details.name)
            $0.config = config(details.config)
            $0.hostConfig = host(details.hostConfig, labels)
            $0.mounts = details.mounts.map(mount)
            $0.state.error = names.text(details.state.error)
            $0.networkSettings.networks = networks(details.networkSettings.networks, details.name)
            $0.networkSettings.repeatDefaultNetwork()
            $0.networkSettings.ports = bindings(details.networkSettings.ports, labels) ?? [:]
            // Where the engine keeps its files is nobody's business.
            for path in [\ContainerDetails.resolvConfPath, \.hostnamePath, \.hostsPath, \.logPath] {
                $0[keyPath: path] = ""
            }
            $0.networkSettings.sandboxKey = ""
        }
    }

    func config(_ config: ContainerConfig) -> ContainerConfig {
        config.with {
            $0.image = image(config.image, config.labels)
            $0.labels = SessionLabels.visible(config.labels)
        }
    }

    private func host(_ host: HostConfig, _ labels: [String: String]?) -> HostConfig {
        host.with {
            $0.networkMode = networkMode(host.networkMode)
            $0.portBindings = asked(labels) ?? host.portBindings
            $0.logConfig = askedLog(labels)
            $0.publishAllPorts = labels?[SessionLabels.publishAll] == "true"
            $0.binds = askedBinds(labels) ?? host.binds.map { $0.map(names.text) }
            $0.mounts = host.mounts.flatMap { mounts in
                let shown = mounts.filter { $0.volumeOptions?.labels?[SessionLabels.anonymous] == nil }.map {
                    mount in
                    mount.with {
                        $0.source =
                            mount.type == "image" ? names.text(mount.source) : names.view(mount.source)
                        $0.volumeOptions?.labels = SessionLabels.visible(mount.volumeOptions?.labels)
                    }
                }
                return shown.isEmpty ? nil : shown
            }
            $0.links = host.links.map { $0.map(names.text) }
            $0.resources.cgroupParent = ""
        }
    }

    /// As the student wrote it, unless the engine says that the name has moved on to another image.
    private func image(_ image: String, _ labels: [String: String]?) -> String {
        guard let typed = labels?[SessionLabels.image] else { return names.text(image) }
        return names.viewImage(image) != nil || image == typed ? typed : names.text(image)
    }

    private func name(_ name: String) -> String {
        name.hasPrefix("/") ? "/" + names.view(String(name.dropFirst())) : names.view(name)
    }

    private func networkMode(_ mode: String) -> String { names.view(mode) }

    private func mount(_ point: MountPoint) -> MountPoint {
        point.with {
            $0.name = point.name.map { point.type == "image" ? names.text($0) : names.view($0) }
            $0.source = names.text(point.source)
        }
    }

    private func networks(
        _ networks: [String: EndpointSettings?],
        _ name: String
    ) -> [String: EndpointSettings?] {
        let engineName = name.hasPrefix("/") ? String(name.dropFirst()) : name
        var shown: [String: EndpointSettings?] = [:]
        for (network, endpoint) in networks {
            shown[names.view(network)] = .some(
                endpoint?.with {
                    // The gate added the student's name so that it can be looked up; the engine's name isn't his.
                    let added = names.view(engineName)
                    $0.aliases = endpoint?.aliases.flatMap { aliases in
                        let kept = aliases.filter { $0 != added || added == engineName }
                        return kept.isEmpty ? nil : kept
                    }
                    $0.dnsNames = endpoint?.dnsNames.map { $0.filter { $0 != engineName }.unique }
                }
            )
        }
        return shown
    }
}

extension ContainerDetails.NetworkSettings {
    /// Fills the older fields for a place in the default network, which on the engine is a network like others.
    fileprivate mutating func repeatDefaultNetwork() {
        guard let place = networks["bridge"] ?? nil else { return }
        (endpointID, gateway, macAddress) = (place.endpointID, place.gateway, place.macAddress)
        (ipAddress, ipPrefixLen) = (place.ipAddress, place.ipPrefixLen)
    }
}

extension Array where Element: Hashable {
    /// The elements, each once, in order.
    var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
