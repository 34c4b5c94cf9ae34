import EngineAPI

/// What a network, and a container's place in one, may ask for.
enum NetworkPolicy {
    /// Names that every engine has.
    static let builtIn: Set<String> = ["bridge", "host", "none"]

    private static let allowedOptions: Set<String> = [
        "com.docker.network.bridge.enable_icc", "com.docker.network.driver.mtu",
    ]

    /// The request as it may reach the engine; the name is still the student's.
    static func judge(
        _ creation: NetworkCreation,
        _ session: GateSession,
        _ settings: GateSettings
    ) throws(EngineError) -> NetworkCreation {
        guard creation.driver.isEmpty || creation.driver == "bridge" else {
            throw .denied(
                "networks of the driver '\(creation.driver)' aren't available in a session: they would reach the "
                    + "host's own network. Use the driver bridge."
            )
        }
        guard !builtIn.contains(creation.name) else {
            throw EngineError(
                .forbidden,
                "operation is not permitted on predefined \(creation.name) network "
            )
        }
        guard creation.name.utf8.count <= 100, ContainerPolicy.isName(creation.name, atLeast: 1) else {
            throw .malformed("invalid name for a network: '\(creation.name)'")
        }
        guard !creation.ingress, !creation.configOnly, creation.configFrom?.network.isEmpty ?? true,
            creation.scope.isEmpty || creation.scope == "local"
        else { throw .denied("networks for swarms aren't available in a session") }
        guard !creation.attachable else {
            throw .denied("--attachable is for swarms, which a session doesn't have")
        }
        return try NetworkCreation().filled { (judged) throws(EngineError) in
            judged.name = creation.name
            judged.driver = "bridge"
            judged.isInternal = creation.isInternal || !settings.allowsInternet
            judged.ipam = try judge(creation.ipam, settings)
            judged.options = try options(creation.options)
            judged.labels = SessionLabels.stamped(creation.labels, session)
        }
    }

    private static func options(_ asked: [String: String]?) throws(EngineError) -> [String: String]? {
        for name in (asked ?? [:]).keys.sorted()
        where name.hasSuffix(".name") || name.contains("host_binding") || name.hasSuffix("iface_prefix") {
            throw .denied("the option '\(name)' of a network isn't available in a session")
        }
        // The rest is dropped: most of it does nothing on a bridge.
        let kept = (asked ?? [:]).filter { allowedOptions.contains($0.key) }
        return kept.isEmpty ? nil : kept
    }

    private static func judge(_ ipam: IPAM?, _ settings: GateSettings) throws(EngineError) -> IPAM? {
        guard let ipam else { return nil }
        guard ipam.driver.isEmpty || ipam.driver == "default", ipam.options?.isEmpty ?? true else {
            throw .denied("--ipam-driver and --ipam-opt aren't available in a session")
        }
        let ranges = settings.subnets.compactMap(AddressRange.init)
        for pool in ipam.config ?? [] {
            guard let text = pool.subnet else { continue }
            guard let subnet = AddressRange(text) else { throw .malformed("invalid subnet \(text)") }
            guard ranges.contains(where: { $0.contains(subnet) }), subnet.prefix >= 16 else {
                throw .denied(
                    "the subnet \(text) isn't available in a session: it must be a /16 or smaller within "
                        + settings.subnets.joined(separator: ", ")
                )
            }
            // The engine would give itself an address in it, and the machine would no longer find the way there.
            if let taken = settings.takenRanges.first(where: { AddressRange($0)?.overlaps(subnet) == true }) {
                throw .denied(
                    "the subnet \(text) isn't available in a session: the machine itself reaches \(taken). Choose "
                        + "another, or leave it out."
                )
            }
        }
        return ipam
    }

    /// How a container may stand in a network: what it learns from the engine is dropped, and what it may not set.
    static func judge(_ endpoint: EndpointSettings?) -> EndpointSettings {
        EndpointSettings().with {
            $0.ipamConfig = endpoint?.ipamConfig
            $0.links = endpoint?.links
            $0.aliases = endpoint?.aliases
        }
    }
}

extension EngineObject {
    /// A copy changed by something that may fail.
    func filled(_ change: (inout Self) throws(EngineError) -> Void) throws(EngineError) -> Self {
        var copy = self
        try change(&copy)
        return copy
    }
}
