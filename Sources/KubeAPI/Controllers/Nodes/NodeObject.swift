import EngineAPI

/// A simulated node as an object.
struct NodeObject {
    /// A condition of a node that is well.
    private static let wellbeing: [(type: String, status: String, reason: String, message: String)] = [
        ("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
        ("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
        ("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
        ("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
    ]

    let settings: NodeSettings

    /// The node as it registers.
    var object: KubeObject {
        let machine = [
            "beta.kubernetes.io/arch": settings.architecture, "beta.kubernetes.io/os": "linux",
            "kubernetes.io/arch": settings.architecture, "kubernetes.io/hostname": settings.name,
            "kubernetes.io/os": "linux",
        ]
        let taints = settings.taints.compactMap(Self.taint)
        return KubeObject(
            .of([
                "apiVersion": "v1".json, "kind": "Node".json,
                "metadata": .of([
                    "name": settings.name.json,
                    "labels": settings.labels.merging(machine) { first, _ in first }.json,
                    "annotations": .of([
                        "volumes.kubernetes.io/controller-managed-attach-detach": "true".json
                    ]),
                ]),
                "spec": .of([
                    "podCIDR": settings.podNetwork.json, "podCIDRs": [settings.podNetwork].json,
                    "taints": taints.isEmpty ? nil : .array(taints),
                ]),
            ])
        )
    }

    /// What the node says of itself; conditions that held before keep the moment since when.
    func status(of node: KubeObject?, at now: KubeTime) -> JSON {
        let own: JSON = .of([
            "cpu": settings.cpu.json, "ephemeral-storage": settings.storage.json,
            "hugepages-1Gi": "0".json, "hugepages-2Mi": "0".json, "memory": settings.memory.json,
            "pods": String(settings.pods).json,
        ])
        let amounts = JSON.object((own.members ?? []) + Self.extended(node?.status("capacity")))
        let identity = identity
        return .of([
            "addresses": .array([
                .of(["type": "InternalIP".json, "address": settings.address.json]),
                .of(["type": "Hostname".json, "address": settings.name.json]),
            ]),
            "allocatable": amounts, "capacity": amounts,
            "conditions": .array(
                Self.wellbeing.map { type, status, reason, message in
                    let old = node?.condition(type)
                    let isSame = old?["status"]?.text == status
                    return .of([
                        "type": type.json, "status": status.json, "lastHeartbeatTime": now.json,
                        "lastTransitionTime": isSame ? old?["lastTransitionTime"] ?? now.json : now.json,
                        "reason": reason.json, "message": message.json,
                    ])
                }
            ),
            "daemonEndpoints": .of(["kubeletEndpoint": .of(["Port": 10250.json])]),
            "images": node?.status("images"),
            "nodeInfo": .of([
                "architecture": settings.architecture.json, "bootID": identity.boot.json,
                "containerRuntimeVersion": settings.runtimeVersion.json,
                "kernelVersion": settings.kernelVersion.json,
                "kubeProxyVersion": settings.kubeletVersion.json,
                "kubeletVersion": settings.kubeletVersion.json, "machineID": identity.machine.json,
                "operatingSystem": "linux".json, "osImage": settings.osImage.json,
                "systemUUID": identity.system.json,
            ]),
        ])
    }

    /// What tells its machine from others: the same each time for a name.
    private var identity: (machine: String, system: String, boot: String) {
        let seed = settings.name.utf8.reduce(14_695_981_039_346_656_037 as UInt64) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        var random = StoreRandom(seed: seed)
        return (random.uuid().filter { $0 != "-" }, random.uuid(), random.uuid())
    }

    /// The resources that aren't Kubernetes' own, such as `example.com/dongle`: whoever knows of them adds them to the
    /// node's capacity, and the node lends them to pods.
    static func extended(_ amounts: JSON?) -> [JSON.Member] {
        (amounts?.members ?? []).filter { $0.name.contains("/") && !$0.name.contains("kubernetes.io/") }
            .sorted { $0.name < $1.name }
    }

    /// Reads `key=value:Effect`.
    private static func taint(_ text: String) -> JSON? {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let parts = text[..<colon].split(separator: "=", maxSplits: 1).map(String.init)
        guard let key = parts.first else { return nil }
        return .of([
            "key": key.json, "value": parts.count > 1 ? parts[1].json : nil,
            "effect": String(text[text.index(after: colon)...]).json,
        ])
    }
}
