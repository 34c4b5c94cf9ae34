import EngineAPI

extension EngineGate {
    /// Folders of the workspace, volumes and other containers' mounts, in the engine's names.
    func scopeMounts(_ creation: inout ContainerCreation, _ image: ImageDetails) async throws {
        var targets: Set<String> = []
        var mounts: [Mount] = []
        var volumesToMake: Set<String> = []
        for text in creation.hostConfig.binds ?? [] {
            let mount = try await mount(try BindText(text), &volumesToMake)
            targets.insert(mount.target)
            mounts.append(mount)
        }
        for mount in creation.hostConfig.mounts ?? [] {
            targets.insert(mount.target)
            mounts.append(try await scoped(mount, &volumesToMake))
        }
        if let binds = creation.hostConfig.binds, !binds.isEmpty {
            creation.config.labels?[SessionLabels.binds] = String(decoding: binds.json.bytes, as: UTF8.self)
        }
        creation.hostConfig.binds = nil
        targets.formUnion((creation.hostConfig.tmpfs ?? [:]).keys)
        let anonymous = Set((creation.config.volumes ?? [:]).keys).union((image.config?.volumes ?? [:]).keys)
        for target in anonymous.sorted() where !targets.contains(target) {
            mounts.append(self.anonymous(target))
        }
        creation.config.volumes = nil
        creation.hostConfig.mounts = mounts.isEmpty ? nil : mounts
        for name in volumesToMake.sorted() { try await makeVolume(name) }
        var sources: [String] = []
        for text in creation.hostConfig.volumesFrom ?? [] {
            let sides = text.split(separator: ":", maxSplits: 1).map(String.init)
            let id = try await containers.id(of: sides.first ?? "")
            sources.append(sides.count > 1 && sides[1] == "ro" ? "\(id):ro" : id)
        }
        creation.hostConfig.volumesFrom = sources.isEmpty ? nil : sources
    }

    /// A volume without a name; the label lets it be found when its container is gone.
    private func anonymous(_ target: String) -> Mount {
        Mount().with {
            $0.type = "volume"
            $0.target = target
            $0.volumeOptions = Mount.VolumeOptions().with {
                $0.labels = [SessionLabels.session: session.id, SessionLabels.anonymous: "true"]
            }
        }
    }

    private func mount(_ bind: BindText, _ volumes: inout Set<String>) async throws -> Mount {
        var mount = Mount()
        mount.target = bind.target
        mount.readOnly = bind.isReadOnly
        mount.source = bind.source
        mount.type = bind.source.isEmpty || !bind.source.hasPrefix("/") ? "volume" : "bind"
        if bind.source.isEmpty { return anonymous(bind.target).with { $0.readOnly = bind.isReadOnly } }
        if mount.type == "volume", bind.copiesNothing {
            mount.volumeOptions = Mount.VolumeOptions().with { $0.noCopy = true }
        }
        return try await scoped(mount, &volumes, makesMissing: true)
    }

    private func scoped(
        _ mount: Mount,
        _ volumes: inout Set<String>,
        makesMissing: Bool = false
    ) async throws -> Mount {
        guard mount.target.hasPrefix("/"), !mount.target.split(separator: "/").contains("..") else {
            throw EngineError.malformed(
                "invalid mount config for type \"\(mount.type)\": invalid mount path: '\(mount.target)' "
                    + "mount path must be absolute"
            )
        }
        switch mount.type {
        case "bind": return try await boundFolder(mount, makesMissing: makesMissing)
        case "volume" where mount.source.isEmpty:
            return mount.with {
                $0.volumeOptions = ($0.volumeOptions ?? Mount.VolumeOptions()).with {
                    $0.labels = SessionLabels.stamped($0.labels, session)
                }
            }
        case "volume":
            if let subpath = mount.volumeOptions?.subpath, !subpath.isEmpty {
                try await checkSubpath(subpath)
            }
            let name = try await engineVolume(mount.source)
            if name == names.engineName(mount.source) { volumes.insert(mount.source) }
            return mount.with {
                $0.source = name
                $0.volumeOptions?.labels = nil
            }
        case "image":
            let image = try await engineImage(mount.source)
            return mount.with { $0.source = image }
        default: return mount
        }
    }

    private func boundFolder(_ mount: Mount, makesMissing: Bool) async throws -> Mount {
        if ["/var/run/docker.sock", "/run/docker.sock", session.socketPath].contains(mount.source) {
            guard let socket = session.socketPath else {
                throw EngineError.denied("the engine's socket can't be mounted in a session")
            }
            return mount.with { $0.source = socket }
        }
        guard let binder else {
            throw EngineError.denied(
                "folders can't be mounted here: this session has no workspace. Use a volume (-v NAME:/path) and docker cp."
            )
        }
        switch try await binder.bind(mount.source, makesMissing: makesMissing) {
        case .path(let path):
            return mount.with {
                $0.source = path
                $0.bindOptions = Mount.BindOptions().with { $0.propagation = "rprivate" }
            }
        case .volume(let name, let subpath):
            try await checkSubpath(subpath)
            return mount.with {
                $0.type = "volume"
                $0.source = name
                $0.volumeOptions = Mount.VolumeOptions().with {
                    $0.noCopy = true
                    $0.subpath = subpath
                }
            }
        }
    }

    /// An engine that doesn't know parts of volumes would mount the whole without a word.
    private func checkSubpath(_ subpath: String) async throws {
        guard try await engine.ping().apiVersion >= APIVersion(1, 45) else {
            throw EngineError.denied(
                "folders can't be mounted here: without root that needs Docker 26 or newer. Use a volume "
                    + "(-v NAME:/path) and docker cp."
            )
        }
        guard !subpath.hasPrefix("/"), !subpath.split(separator: "/").contains("..") else {
            throw EngineError.denied("a part of a volume is named from its root, without '..'")
        }
    }
}

/// A mount in the short form: `source:target:options`.
struct BindText: Hashable, Sendable {
    var source = ""
    var target: String
    var isReadOnly = false
    /// Whether an empty volume stays empty.
    var copiesNothing = false

    init(_ text: String) throws(EngineError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let isValid = (1...3).contains(parts.count) && parts.allSatisfy { !$0.isEmpty }
        guard isValid else { throw .malformed("invalid volume specification: '\(text)'") }
        source = parts.count > 1 ? parts[0] : ""
        target = parts.count > 1 ? parts[1] : parts[0]
        for option in parts.count > 2 ? parts[2].split(separator: ",") : [] {
            switch option {
            case "ro": isReadOnly = true
            case "nocopy": copiesNothing = true
            // These say how the host sees the mount; the gate decides that.
            case "rw", "z", "Z", "shared", "rshared", "slave", "rslave", "private", "rprivate", "cached",
                "delegated", "consistent":
                break
            default: throw .malformed("invalid mode: \(option)")
            }
        }
    }
}
