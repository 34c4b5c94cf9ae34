import EngineAPI
import KubeAPI
import TarStream

/// Where a pod's containers live: its network and its volumes.
extension PodWorker {
    /// Gets what all containers need; tries until it is there.
    func prepare() async throws {
        var pause = Duration.milliseconds(500)
        while true {
            do {
                try await mountVolumes()
                break
            } catch let failure as VolumeFailure {
                await node.events.tell(pod, nil, .warning, "FailedMount", failure.message)
                try await clock.sleep(for: pause)
                pause = min(pause * 2, .seconds(122))
            }
        }
        while true {
            do {
                try await openPlace()
                break
            } catch let error as EngineError {
                try Task.checkCancellation()
                await node.events.tell(
                    pod,
                    nil,
                    .warning,
                    "FailedCreatePodSandBox",
                    "Failed to create pod sandbox: rpc error: code = Unknown desc = \(error.message)"
                )
                try await clock.sleep(for: .seconds(10))
            }
        }
        situation.isSandboxReady = true
    }

    private func mountVolumes() async throws {
        var claims: [String: KubeObject] = [:]
        for name in VolumePlan.claims(of: pod) {
            claims[name] = try? await node.api.get(
                .persistentVolumeClaims,
                namespace: pod.namespace,
                name: name
            )
        }
        let plan = try VolumePlan(pod, prefix: node.settings.prefix, claims: claims)
        // An address isn't known yet; the files that tell it are written again once it is.
        contents = try await volumeContents()
        for (name, entry) in plan.entries.sorted(by: { $0.key < $1.key }) {
            let creation = VolumeCreation().with {
                ($0.name, $0.labels) = (entry.engineName, node.labels(pod))
            }
            do { _ = try await node.engine.createVolume(creation) } catch let error as EngineError {
                throw VolumeFailure(volume: name, why: error.message)
            }
        }
        volumes = plan
    }

    /// The files of the volumes that are made of objects, by the pod's names for them.
    private func volumeContents() async throws -> [String: [TarMember]] {
        var contents: [String: [TarMember]] = [:]
        for volume in spec.volumes {
            guard let name = volume["name"]?.text else { continue }
            do {
                let objects = try await gather(VolumeContents.needs(volume))
                let needsToken = VolumeContents.needsToken(volume)
                let maker = VolumeContents(
                    pod: pod,
                    objects: objects,
                    facts: facts,
                    token: needsToken ? await node.accounts.token(for: pod) : ""
                )
                contents[name] = try maker.files(volume)
            } catch let error as ConfigError {
                throw VolumeFailure(volume: name, why: error.message)
            }
        }
        return contents
    }

    /// Writes the files of volumes that have changed.
    func refreshVolumes() async {
        guard place != nil, let new = try? await volumeContents(), new != contents else { return }
        let old = contents
        contents = new
        for (name, files) in new where old[name] != files { try? await lay(name, files) }
    }

    /// Lays the files of a volume that is made of objects into it, in place of those that are there.
    private func lay(_ name: String, _ files: [TarMember]) async throws {
        let old = layouts[name]
        let new = VolumeLayout(files, at: clock.now)
        try await fill(name, new.members(after: old))
        layouts[name] = new
        guard let old, let place, let entry = volumes?.entries[name] else { return }
        try await node.places.remove(new.leftovers(of: old), fromVolume: entry.engineName, of: place)
    }

    private func fill(_ name: String, _ files: [TarMember]) async throws {
        guard let place, let entry = volumes?.entries[name], !files.isEmpty else { return }
        try await node.places.write(try TarWriter.archive(files), intoVolume: entry.engineName, of: place)
    }

    private func openPlace() async throws {
        guard place == nil else { return }
        let spec = spec
        if let field = Unmodelled.field(of: spec) {
            throw EngineError(.notImplemented, "\(field) isn't available in this cluster")
        }
        let opened = try await node.places.open(try placeRequest(spec))
        place = opened
        situation.address = opened.address
        // Only now there is an address to tell.
        contents = (try? await volumeContents()) ?? contents
        for (name, files) in contents { try await lay(name, files) }
        for entry in (volumes?.entries ?? [:]).values where entry.kind == .empty {
            // Whoever a container runs as may write to it.
            try await node.places.open(volume: entry.engineName, of: opened)
        }
        for container in spec.containers { try await makeSubpaths(container) }
    }

    /// What the pod's network is to be like.
    private func placeRequest(_ spec: PodSpec) throws -> PlaceRequest {
        let aliases = (spec.json["hostAliases"]?.elements ?? []).compactMap { alias in
            alias["ip"]?.text.map { HostAlias(address: $0, names: alias["hostnames"]?.texts ?? []) }
        }
        let host = spec.json["hostname"]?.text ?? ""
        let namespace = pod.namespace ?? "default"
        let request = PlaceRequest(
            name: "\(node.settings.prefix)POD_\(pod.uid)",
            // A host's name has at most 63 characters.
            hostName: String((host.isEmpty ? pod.name : host).prefix(63)),
            namespace: namespace,
            subdomain: spec.json["subdomain"]?.text ?? "",
            aliases: aliases,
            resolver: PodResolver(
                policy: spec.json["dnsPolicy"]?.text ?? "ClusterFirst",
                config: spec.json["dnsConfig"],
                namespace: namespace
            ),
            labels: node.labels(pod),
            volumes: Set((volumes?.entries.values ?? [:].values).map(\.engineName)).sorted(),
            usesFullName: spec.json["setHostnameAsFQDN"]?.isTrue ?? false
        )
        // A kernel takes no longer name for its host.
        let length = request.shownName.utf8.count
        guard length <= 64 else {
            throw EngineError(
                .failed,
                "Failed to construct FQDN from pod hostname and cluster domain, FQDN \(request.shownName) "
                    + "is too long (64 characters is the max, \(length) characters requested)"
            )
        }
        return request
    }

    /// Makes the folders of volumes that a container mounts instead of the whole.
    private func makeSubpaths(_ container: ContainerSpec) async throws {
        for mount in container.mounts {
            guard let name = mount["name"]?.text, let path = mount["subPath"]?.text, !path.isEmpty,
                let kind = volumes?.entries[name]?.kind, kind != .objects,
                !path.split(separator: "/").contains("..")
            else { continue }
            let parts = path.split(separator: "/").map(String.init)
            let folders = (1...max(1, parts.count)).map { count in
                TarMember(
                    path: parts.prefix(count).joined(separator: "/"),
                    kind: .folder,
                    // As the volume that they lie in.
                    permissions: kind == .empty ? 0o777 : 0o755
                )
            }
            try await fill(name, folders)
        }
    }

    func closePlace() async {
        guard let place else { return }
        self.place = nil
        await node.places.close(place)
    }
}
