import EngineAPI

/// What happens to a new pod before it is judged: its account and token, its priority, its tolerations.
struct PodAdmission {
    /// Where containers find the token of their pod's account.
    static let tokenPath = "/var/run/secrets/kubernetes.io/serviceaccount"

    /// The account that the pod names; nil where it isn't there.
    let account: KubeObject?
    /// All priority classes.
    let priorities: [KubeObject]

    /// - Throws: ``StatusError`` 403 for an account or a priority class that isn't there.
    func admit(_ pod: inout KubeObject, _ random: inout StoreRandom) throws(StatusError) {
        try refuseRuntimeClass(pod)
        try setPriority(&pod)
        try setAccount(&pod, &random)
        addTolerations(&pod)
    }

    /// No runtimes are told apart here, so there are no classes of them.
    private func refuseRuntimeClass(_ pod: KubeObject) throws(StatusError) {
        guard let name = pod["spec", "runtimeClassName"]?.text, !name.isEmpty else { return }
        let why = "pod rejected: RuntimeClass \(GoFormat.quoted(name)) not found"
        throw .forbidden(.pods, pod.name, why)
    }

    private func setAccount(_ pod: inout KubeObject, _ random: inout StoreRandom) throws(StatusError) {
        let name = pod["spec", "serviceAccountName"]?.text ?? "default"
        let namespace = pod.namespace ?? "default"
        guard let account else {
            throw .forbidden(
                .pods,
                pod.name,
                "error looking up service account \(namespace)/\(name): serviceaccount \"\(name)\" not found"
            )
        }
        pod["spec", "serviceAccountName"] = .string(name)
        pod["spec", "serviceAccount"] = .string(name)
        if pod["spec", "imagePullSecrets"] == nil {
            pod["spec", "imagePullSecrets"] = account["imagePullSecrets"]
        }
        let wantsToken =
            pod["spec", "automountServiceAccountToken"]?.flag
            ?? account["automountServiceAccountToken"]?.flag ?? true
        if wantsToken { mountToken(&pod, &random) }
    }

    private func mountToken(_ pod: inout KubeObject, _ random: inout StoreRandom) {
        let name = "kube-api-access-\(random.suffix())"
        var isMounted = false
        for list in ["initContainers", "containers"] {
            pod.json.edit("spec") { spec in
                spec.editEach(list) { container in
                    let mounts = container["volumeMounts"]?.elements ?? []
                    guard !mounts.contains(where: { $0["mountPath"]?.text == Self.tokenPath }) else { return }
                    isMounted = true
                    let mount: JSON = .object([
                        .string("mountPath", Self.tokenPath), .string("name", name), .bool("readOnly", true),
                    ])
                    container.set(.array(mounts + [mount]), at: ["volumeMounts"])
                }
            }
        }
        guard isMounted else { return }
        let volumes = pod["spec", "volumes"]?.elements ?? []
        let volume: JSON = .object([.string("name", name), Self.tokenSource])
        pod["spec", "volumes"] = .array(volumes + [volume])
    }

    /// What the volume of a token is made of: made once, since every pod has it.
    private static let tokenSource: JSON.Member = {
        let token: JSON = .object([
            .object("serviceAccountToken", [.int("expirationSeconds", 3607), .string("path", "token")])
        ])
        let item: JSON = .object([.string("key", "ca.crt"), .string("path", "ca.crt")])
        let certificate: JSON = .object([
            .object("configMap", [.array("items", [item]), .string("name", "kube-root-ca.crt")])
        ])
        let field: JSON = .object([
            .object(
                "fieldRef",
                [.string("apiVersion", "v1"), .string("fieldPath", "metadata.namespace")]
            ), .string("path", "namespace"),
        ])
        let namespace: JSON = .object([.object("downwardAPI", [.array("items", [field])])])
        let sources: JSON.Member = .array("sources", [token, certificate, namespace])
        return .object("projected", [.int("defaultMode", 420), sources])
    }()

    private func setPriority(_ pod: inout KubeObject) throws(StatusError) {
        let asked = pod["spec", "priorityClassName"]?.text ?? ""
        let found =
            asked.isEmpty
            ? priorities.first { $0["globalDefault"]?.flag ?? false }
            : priorities.first { $0.name == asked }
        guard asked.isEmpty || found != nil else {
            throw .forbidden(.pods, pod.name, "no PriorityClass with name \(asked) was found")
        }
        let priority = found?["value"]?.integer ?? 0
        if let given = pod["spec", "priority"]?.integer, given != priority {
            throw .forbidden(
                .pods,
                pod.name,
                "the integer value of priority (\(given)) must not be provided in pod spec; "
                    + "priority admission controller computed \(priority) from the given PriorityClass name"
            )
        }
        if let found, asked.isEmpty { pod["spec", "priorityClassName"] = .string(found.name) }
        pod["spec", "priority"] = .int(priority)
        if pod["spec", "preemptionPolicy"] == nil {
            pod["spec", "preemptionPolicy"] = found?["preemptionPolicy"] ?? .string("PreemptLowerPriority")
        }
    }

    /// A pod stays for a while on a node of which nothing is heard.
    private func addTolerations(_ pod: inout KubeObject) {
        var tolerations = pod["spec", "tolerations"]?.elements ?? []
        for key in Self.tolerated {
            let isThere = tolerations.contains { toleration in
                let itsKey = toleration["key"]?.text ?? ""
                let effect = toleration["effect"]?.text ?? ""
                return (itsKey == key || itsKey.isEmpty) && (effect == "NoExecute" || effect.isEmpty)
            }
            if isThere { continue }
            tolerations.append(Self.toleration(key))
        }
        // The usual pair is kept once for all pods.
        if tolerations == Self.usualTolerations { tolerations = Self.usualTolerations }
        if !tolerations.isEmpty { pod["spec", "tolerations"] = .array(tolerations) }
    }

    private static let tolerated = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"]
    private static let usualTolerations = tolerated.map(toleration)

    private static func toleration(_ key: String) -> JSON {
        .object([
            .string("effect", "NoExecute"), .string("key", key), .string("operator", "Exists"),
            .int("tolerationSeconds", 300),
        ])
    }
}
