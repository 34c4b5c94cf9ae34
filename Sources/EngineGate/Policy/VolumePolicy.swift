import EngineAPI

/// What a volume may ask for.
enum VolumePolicy {
    /// The request as it may reach the engine; the name is still the student's.
    static func judge(
        _ creation: VolumeCreation,
        _ session: GateSession,
        _ quotas: GateSettings.Quotas
    ) throws(EngineError) -> VolumeCreation {
        guard creation.driver.isEmpty || creation.driver == "local" else {
            throw .denied(
                "volumes of the driver '\(creation.driver)' aren't available in a session; use local ones"
            )
        }
        guard creation.clusterVolumeSpec == nil || creation.clusterVolumeSpec == .null else {
            throw .denied("volumes of a cluster aren't available in a session")
        }
        try check(name: creation.name)
        let options = try options(creation.driverOpts, quotas)
        return VolumeCreation().with {
            $0.name = creation.name
            $0.driver = "local"
            $0.driverOpts = options
            $0.labels = SessionLabels.stamped(creation.labels, session)
        }
    }

    /// A volume's name, in the engine's words where it isn't one.
    static func check(name: String) throws(EngineError) {
        guard name.utf8.count != 1 else {
            throw .malformed(
                "create \(name): volume name is too short, names should be at least two alphanumeric characters"
            )
        }
        guard name.isEmpty || ContainerPolicy.isName(name), name.utf8.count <= 200 else {
            throw .malformed(
                "create \(name): \"\(name)\" includes invalid characters for a local volume name, only "
                    + "\"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory, use "
                    + "absolute path"
            )
        }
    }

    /// A volume in memory is all that options may ask for: every other kind mounts something of the host's.
    private static func options(
        _ asked: [String: String]?,
        _ quotas: GateSettings.Quotas
    ) throws(EngineError) -> [String: String]? {
        guard let asked, !asked.isEmpty else { return nil }
        guard asked["type"] == "tmpfs", asked["device"] == "tmpfs",
            asked.keys.allSatisfy({ key in
                ["type", "device", "o"].contains(key)
            })
        else {
            throw .denied(
                "options of a volume (--opt) aren't available in a session: they can mount the host's folders. "
                    + "Only type=tmpfs, device=tmpfs with o=size=… is."
            )
        }
        return [
            "type": "tmpfs", "device": "tmpfs", "o": ContainerPolicy.judgeTmpfs(asked["o"] ?? "", quotas),
        ]
    }
}
