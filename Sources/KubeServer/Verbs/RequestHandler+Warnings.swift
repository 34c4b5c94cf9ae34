import EngineAPI
import KubeAPI

/// What a write is warned of, though it is done: `Warning` lines, which clients print.
extension RequestHandler {
    /// What is to be said about an object that is written whole; one without a version is made.
    func warnings(for object: KubeObject, _ options: WriteOptions) -> [String] {
        warnings(for: object, options, isNew: object.resourceVersion == 0)
    }

    private func warnings(for object: KubeObject, _ options: WriteOptions, isNew: Bool) -> [String] {
        let unknown = options.fieldValidation == .warn ? KubeSchema.builtIn.problems(of: object) : []
        return unknown + (isNew ? NewObjectWarnings.of(object) : []) + PodWarnings.of(object)
    }

    /// What is to be said about a patch: of fields that the type doesn't have, and of pods as the patch leaves them.
    func warnings(
        for patch: ObjectPatch,
        _ wanted: ResourceRequest,
        _ options: WriteOptions
    ) async throws -> [String] {
        if case .apply(let config) = patch {
            let current = try? await api.get(
                wanted.served.stored,
                namespace: wanted.path.namespace,
                name: wanted.name
            )
            return warnings(for: KubeObject(config), options, isNew: current == nil)
        }
        guard options.fieldValidation == .warn, wanted.path.subresource == nil else { return [] }
        // What can't be found or doesn't fit is the patch's own failure, and told as such.
        guard
            let current = try? await api.get(
                wanted.served.stored,
                namespace: wanted.path.namespace,
                name: wanted.name
            ), let patched = try? patch.applied(to: (wanted.served.view?.shown(current) ?? current).json)
        else { return [] }
        let known = Set(PodWarnings.of(current))
        return KubeSchema.builtIn.problems(of: KubeObject(patched))
            + PodWarnings.of(KubeObject(patched)).filter { !known.contains($0) }
    }
}

/// What a real server says of pods, and of templates for them, that are valid but hardly meant so.
enum PodWarnings {
    /// The warnings for an object; none for kinds without pods.
    static func of(_ object: KubeObject) -> [String] {
        let path: [String]
        switch object.kind {
        case "Pod": path = ["spec"]
        case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "ReplicationController":
            path = ["spec", "template", "spec"]
        case "CronJob": path = ["spec", "jobTemplate", "spec", "template", "spec"]
        default: return []
        }
        guard let spec = object.json.value(at: path[...]) else { return [] }
        let place = path.joined(separator: ".")
        return labels(spec, place)
            + ["initContainers", "containers"].flatMap { list in
                (spec[list]?.elements ?? []).enumerated().flatMap { index, container in
                    let path = "\(place).\(list)[\(index)]"
                    return fractions(container, path, ofPod: object.kind == "Pod") + repeats(container, path)
                }
            }
    }

    /// Labels of nodes that have other names since long ago.
    private static func labels(_ spec: JSON, _ path: String) -> [String] {
        func warnings(_ list: JSON?, _ path: String) -> [String] {
            (list?.elements ?? []).enumerated().compactMap { index, expression in
                guard let key = expression["key"]?.text, let why = renamed[key] else { return nil }
                return "\(path)[\(index)].key: \(key) is \(why)"
            }
        }
        func warnings(ofTerm term: JSON?, _ path: String) -> [String] {
            warnings(term?["matchExpressions"], "\(path).matchExpressions")
        }
        let selected = (spec["nodeSelector"]?.members ?? []).compactMap { label in
            renamed[label.name].map { "\(path).nodeSelector[\(label.name)]: \($0)" }
        }
        let affinity = spec["affinity"]?["nodeAffinity"]
        let (must, may) = (
            "requiredDuringSchedulingIgnoredDuringExecution",
            "preferredDuringSchedulingIgnoredDuringExecution"
        )
        let required = (affinity?[must]?["nodeSelectorTerms"]?.elements ?? []).enumerated().flatMap {
            warnings(ofTerm: $1, "\(path).affinity.nodeAffinity.\(must).nodeSelectorTerms[\($0)]")
        }
        let preferred = (affinity?[may]?.elements ?? []).enumerated().flatMap {
            warnings(ofTerm: $1["preference"], "\(path).affinity.nodeAffinity.\(may)[\($0)].preference")
        }
        let spread = (spec["topologySpreadConstraints"]?.elements ?? []).enumerated().compactMap {
            index,
            constraint -> String? in
            guard let key = constraint["topologyKey"]?.text, let why = renamed[key] else { return nil }
            return "\(path).topologySpreadConstraints[\(index)].topologyKey: \(key) is \(why)"
        }
        return selected.sorted() + required + preferred + spread
    }

    private static let renamed = [
        "beta.kubernetes.io/arch": "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
        "beta.kubernetes.io/os": "deprecated since v1.14; use \"kubernetes.io/os\" instead",
        "beta.kubernetes.io/instance-type":
            "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead",
        "failure-domain.beta.kubernetes.io/region":
            "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
        "failure-domain.beta.kubernetes.io/zone":
            "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
    ]

    /// Amounts of memory that are no whole bytes, as nearly everybody has them who writes `m` for `Mi`.
    ///
    /// A pod itself requests what it limits, where it says nothing else; its template doesn't yet.
    private static func fractions(_ container: JSON, _ path: String, ofPod isPod: Bool) -> [String] {
        let resources = container["resources"]
        return ["memory", "ephemeral-storage"].flatMap { name in
            ["limits", "requests"].compactMap { list in
                let limit = isPod ? resources?["limits"]?[name] : nil
                guard let amount = Quantity(json: resources?[list]?[name] ?? limit),
                    amount.milliValue % 1000 != 0
                else { return nil }
                return "\(path).resources.\(list)[\(name)]: fractional byte value \"\(amount.text)\" "
                    + "is invalid, must be an integer"
            }
        }
    }

    /// Variables and ports of a container that are named twice.
    private static func repeats(_ container: JSON, _ path: String) -> [String] {
        var warnings: [String] = []
        var names: Set<String> = []
        for (index, variable) in (container["env"]?.elements ?? []).enumerated() {
            guard let name = variable["name"]?.text, !names.insert(name).inserted else { continue }
            warnings.append(
                "\(path).env[\(index)]: hides previous definition of \"\(name)\", which may be dropped when using apply"
            )
        }
        var ports: [String: Int] = [:]
        for (index, port) in (container["ports"]?.elements ?? []).enumerated() {
            guard let number = port["containerPort"]?.integer else { continue }
            let key = "\(number)/\(port["protocol"]?.text ?? "TCP")/\(port["hostPort"]?.integer ?? 0)"
            if let first = ports[key] {
                warnings.append(
                    "\(path).ports[\(index)]: duplicate port definition with \(path).ports[\(first)]"
                )
            } else {
                ports[key] = index
            }
        }
        return warnings
    }
}

/// What a real server says of an object only as it is made.
enum NewObjectWarnings {
    static func of(_ object: KubeObject) -> [String] {
        switch object.kind {
        case "Pod": return names(object, of: "the Pod's hostname")
        case "CronJob", "Deployment", "Job", "ReplicaSet", "ReplicationController":
            return names(object, of: "Pod names and hostnames")
        case "Ingress":
            let old = "kubernetes.io/ingress.class"
            guard object.annotations[old] != nil, object["spec", "ingressClassName"] == nil else { return [] }
            return ["annotation \"\(old)\" is deprecated, please use 'spec.ingressClassName' instead"]
        default: return []
        }
    }

    /// A name that is good for an object and none for a host.
    private static func names(_ object: KubeObject, of what: String) -> [String] {
        var problems: [String] = []
        if object.name.utf8.count > 63 { problems.append("must be no more than 63 bytes") }
        if object.name.contains(".") { problems.append("must not contain dots") }
        guard !problems.isEmpty else { return [] }
        return [
            "metadata.name: this is used in \(what), which can result in surprising behavior; a DNS label is "
                + "recommended: [\(problems.joined(separator: " "))]"
        ]
    }
}
