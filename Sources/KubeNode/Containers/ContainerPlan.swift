import EngineAPI
import KubeAPI
import TarStream

/// A container as the engine is to make it: a pure function of the pod and of what was found out for it.
struct ContainerPlan: Sendable {
    let pod: KubeObject
    let container: ContainerSpec
    /// In order.
    let variables: [(name: String, value: String)]
    let volumes: VolumePlan
    /// The files of the volumes that are made of objects, by the pod's names.
    let contents: [String: [TarMember]]
    /// As whom the image runs by itself.
    let imageUser: String

    /// What is laid into the container before it starts: single files of volumes.
    private(set) var files: [TarMember] = []
    private(set) var mounts: [Mount] = []

    init(
        pod: KubeObject,
        container: ContainerSpec,
        variables: [(name: String, value: String)],
        volumes: VolumePlan,
        contents: [String: [TarMember]],
        imageUser: String
    ) throws(ConfigError) {
        (self.pod, self.container, self.variables) = (pod, container, variables)
        (self.volumes, self.contents, self.imageUser) = (volumes, contents, imageUser)
        for mount in container.mounts { try add(mount) }
    }

    private mutating func add(_ mount: JSON) throws(ConfigError) {
        guard let name = mount["name"]?.text, let path = mount["mountPath"]?.text,
            let entry = volumes.entries[name]
        else { throw ConfigError("a mount names a volume that the pod doesn't have") }
        var subpath = mount["subPath"]?.text ?? ""
        if let expression = mount["subPathExpr"]?.text {
            subpath = Expansion.expand(expression, Dictionary(variables) { $1 })
        }
        guard !subpath.hasPrefix("/"), !subpath.split(separator: "/").contains("..") else {
            throw ConfigError("subPath must be a path inside of its volume")
        }
        if entry.kind == .objects, !subpath.isEmpty {
            // A file of such a volume is copied: it wouldn't follow its object under Kubernetes either.
            let place = path.split(separator: "/").joined(separator: "/")
            for file in contents[name] ?? [] {
                var file = file
                if file.path == subpath {
                    file.path = place
                } else {
                    guard file.path.hasPrefix(subpath + "/") else { continue }
                    file.path = place + file.path.dropFirst(subpath.count)
                }
                files.append(file)
            }
            return
        }
        var isReadOnly = mount["readOnly"]?.isTrue ?? false
        switch entry.kind {
        case .objects: isReadOnly = true
        case .claim(let claimIsReadOnly): isReadOnly = isReadOnly || claimIsReadOnly
        case .empty: break
        }
        mounts.append(
            Mount().with {
                ($0.type, $0.source, $0.target, $0.readOnly) = ("volume", entry.engineName, path, isReadOnly)
                $0.volumeOptions = Mount.VolumeOptions().with {
                    $0.noCopy = true
                    $0.subpath = subpath.isEmpty ? nil : subpath
                }
            }
        )
    }

    /// What the engine is asked for; how it stands in the network is added by the place that it goes to.
    func creation(name: String, labels: [String: String]) throws(ConfigError) -> ContainerCreation {
        let values = Dictionary(variables) { $1 }
        let words = { (field: String) -> Words? in
            let texts = container.json[field]?.texts ?? []
            return texts.isEmpty ? nil : Words(texts.map { Expansion.expand($0, values) })
        }
        let user = try self.user()
        var creation = ContainerCreation()
        creation.name = name
        creation.config = ContainerConfig().with {
            $0.image = container.image
            ($0.entrypoint, $0.cmd) = (words("command"), words("args"))
            $0.env = variables.map { "\($0.name)=\($0.value)" }
            $0.workingDir = container.json["workingDir"]?.text ?? ""
            $0.user = user
            $0.labels = labels
            $0.openStdin = container.json["stdin"]?.isTrue ?? false
            $0.stdinOnce = container.json["stdinOnce"]?.isTrue ?? false
            $0.tty = container.json["tty"]?.isTrue ?? false
        }
        creation.hostConfig = HostConfig().with {
            $0.mounts = mounts.isEmpty ? nil : mounts
            setLimits(&$0.resources)
            setPrivileges(&$0)
        }
        return creation
    }

    private func setLimits(_ resources: inout Resources) {
        let limits = container.json.at("resources", "limits")
        if let memory = Amount(limits?["memory"])?.units, memory > 0 {
            // An engine makes none with less; it doesn't start then.
            resources.memory = max(memory, ContainerSpec.leastMemory)
            // Nothing is swapped out under Kubernetes.
            resources.memorySwap = resources.memory
        }
        if let processors = Amount(limits?["cpu"])?.thousandths, processors > 0 {
            resources.nanoCPUs = min(processors, 1_000_000) * 1_000_000
        }
        let share = Amount(container.json.at("resources", "requests", "cpu"))?.thousandths ?? 0
        if share > 0 { resources.cpuShares = max(2, min(share, 1_000_000) * 1024 / 1000) }
    }

    private func setPrivileges(_ host: inout HostConfig) {
        let context = container.json["securityContext"]
        host.privileged = context?["privileged"]?.isTrue ?? false
        host.readonlyRootfs = context?["readOnlyRootFilesystem"]?.isTrue ?? false
        let add = context?.at("capabilities", "add")?.texts ?? []
        let drop = context?.at("capabilities", "drop")?.texts ?? []
        host.capAdd = add.isEmpty ? nil : add
        host.capDrop = drop.isEmpty ? nil : drop
        if context?["allowPrivilegeEscalation"] == .bool(false) { host.securityOpt = ["no-new-privileges"] }
        // Groups beside its own are the whole pod's; the one of its volumes is among them.
        let common = PodSpec(pod).json["securityContext"]
        let groups =
            (common?["supplementalGroups"]?.elements ?? []) + (common?["fsGroup"].map { [$0] } ?? [])
        host.groupAdd = groups.isEmpty ? nil : groups.compactMap(\.integer).map(String.init)
    }

    /// As whom it runs; empty for whom the image says.
    private func user() throws(ConfigError) -> String {
        let spec = PodSpec(pod)
        let own = container.json["securityContext"]
        let common = spec.json["securityContext"]
        let user = own?["runAsUser"]?.integer ?? common?["runAsUser"]?.integer
        let group = own?["runAsGroup"]?.integer ?? common?["runAsGroup"]?.integer
        let isNeverRoot = own?["runAsNonRoot"] ?? common?["runAsNonRoot"]
        if isNeverRoot?.isTrue == true {
            let place =
                "(pod: \"\(pod.name)_\(pod.namespace ?? "")(\(pod.uid))\", container: \(container.name))"
            if user == 0 {
                throw ConfigError("container's runAsUser breaks non-root policy \(place)")
            }
            let name = imageUser.split(separator: ":").first.map(String.init) ?? ""
            if user == nil, ["", "0", "root"].contains(name) {
                throw ConfigError("container has runAsNonRoot and image will run as root \(place)")
            }
            if user == nil, Int(name) == nil {
                throw ConfigError(
                    "container has runAsNonRoot and image has non-numeric user (\(name)), cannot verify user is non-root \(place)"
                )
            }
        }
        guard let user else { return group.map { "\(imageUser.isEmpty ? "0" : imageUser):\($0)" } ?? "" }
        return group.map { "\(user):\($0)" } ?? String(user)
    }
}
