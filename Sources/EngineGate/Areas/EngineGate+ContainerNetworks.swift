import EngineAPI

extension EngineGate {
    /// Networks, links and shared namespaces of a new container, in the engine's names.
    func scopeNetworks(_ creation: inout ContainerCreation, _ name: String) async throws {
        var host = creation.hostConfig
        let asked = host.networkMode
        let isDefault = ["", "default", "bridge"].contains(asked)
        host.networkMode =
            isDefault
            ? try await defaultNetwork() : try await scopedMode(asked, "network") { try await joined($0) }
        host.pidMode = try await scopedMode(host.pidMode, "PID") { $0 }
        host.ipcMode = try await scopedMode(host.ipcMode, "IPC") { $0 }
        let links = try await scoped(links: host.links)
        // The session's default network is one of the kind in which links belong to the container's place in it.
        host.links = isDefault ? nil : links
        var endpoints: [String: EndpointSettings?] = [:]
        for (key, endpoint) in creation.networkingConfig?.endpointsConfig ?? [:] {
            let network =
                ["default", "bridge"].contains(key)
                ? try await defaultNetwork() : key == "none" ? key : try await joined(key)
            endpoints[network] = try await scoped(endpoint ?? nil, in: network, name)
        }
        // Containers find each other by the name that the student gave, which the engine doesn't know.
        if !host.networkMode.hasPrefix("container:"), host.networkMode != "none",
            endpoints[host.networkMode] == nil,
            let asked = names.viewName(host.networkMode)
        {
            let given = creation.networkingConfig?.endpointsConfig?[asked] ?? nil
            endpoints[host.networkMode] = try await scoped(given ?? nil, in: host.networkMode, name)
        }
        if isDefault, let links {
            let place = endpoints[host.networkMode] ?? nil
            endpoints[host.networkMode] = (place ?? EndpointSettings()).with {
                $0.links = ($0.links ?? []) + links
            }
        }
        creation.hostConfig = host
        creation.networkingConfig = NetworkingConfig().with { $0.endpointsConfig = endpoints }
    }

    /// The engine's name of a network that a new container joins.
    ///
    /// One that isn't there may be named: the container can be made, and the engine says so when it is started.
    private func joined(_ name: String) async throws -> String {
        do { return try await engineNetwork(name) } catch let error as EngineError
            where error.kind == .notFound
        {
            guard ContainerPolicy.isName(name, atLeast: 1) else { throw error }
            return names.engineName(name)
        }
    }

    /// How a container joins a network: with the student's name for it where names are looked up.
    func scoped(
        _ endpoint: EndpointSettings?,
        in network: String,
        _ name: String
    ) async throws -> EndpointSettings {
        var judged = NetworkPolicy.judge(endpoint)
        judged.links = try await scoped(links: judged.links)
        if hasNames(network), !name.isEmpty { judged.aliases = ((judged.aliases ?? []) + [name]).unique }
        return judged
    }

    /// A link in the default network leads to who is in it, too.
    ///
    /// The engine wouldn't say so: the session's default network is to it one like others, where a link may lead nowhere.
    func checkLinks(of id: String) async throws {
        let network = names.engineName("bridge")
        guard let details = try? await engine.inspectContainer(id, size: false), !details.state.running,
            let links = (details.networkSettings.networks[network] ?? nil)?.links
        else { return }
        for link in links {
            let target = link.split(separator: ":").first.map(String.init) ?? ""
            guard let other = try? await engine.inspectContainer(target, size: false),
                other.networkSettings.networks[network] == nil, owns(other.config.labels)
            else { continue }
            let isNew = try await engine.ping().apiVersion >= APIVersion(1, 48)
            throw EngineError(
                .failed,
                (isNew ? "failed to set up container networking: " : "")
                    + "Cannot link to \(other.name), as it does not belong to the default network"
            )
        }
    }

    private func scoped(links: [String]?) async throws -> [String]? {
        guard let links, !links.isEmpty else { return nil }
        var scoped: [String] = []
        for link in links {
            let sides = link.split(separator: ":", maxSplits: 1).map(String.init)
            let target = sides.first ?? ""
            let alias = sides.count > 1 ? sides[1] : target
            let id: String
            do { id = try await containers.id(of: target) } catch let error as EngineError
                where error.kind == .notFound
            {
                // As for other containers that a new one names, clients would pull its image.
                throw EngineError(.badRequest, "could not get container for \(target): \(error.message)")
            }
            // In a network an id is looked up in its short form.
            scoped.append("\(id.prefix(12)):\(alias)")
        }
        return scoped
    }

    /// `container:NAME` of the session's own; everything else is for `other`.
    ///
    /// Clients take "not found" at this point for a missing image, and would pull it; so it is another kind of failure.
    private func scopedMode(
        _ mode: String,
        _ kind: String,
        _ other: (String) async throws -> String
    ) async throws -> String {
        guard mode.hasPrefix("container:") else { return try await other(mode) }
        let name = String(mode.dropFirst("container:".count))
        do { return "container:\(try await containers.id(of: name))" } catch let error as EngineError
            where error.kind == .notFound
        {
            let isNew = try await engine.ping().apiVersion >= APIVersion(1, 44)
            let start = isNew ? "joining \(kind) namespace of container: " : ""
            throw EngineError(.conflict, start + error.message)
        }
    }
}
