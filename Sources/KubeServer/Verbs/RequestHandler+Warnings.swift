import EngineAPI
import KubeAPI

/// What a write is warned of, though it is done: `Warning` lines, which clients print.
extension RequestHandler {
    /// What is to be said about an object that is written whole.
    func warnings(for object: KubeObject, _ options: WriteOptions) -> [String] {
        let unknown = options.fieldValidation == .warn ? KubeSchema.builtIn.problems(of: object) : []
        return unknown + PodWarnings.of(object)
    }

    /// What is to be said about a patch: of fields that the type doesn't have, and of pods as the patch leaves them.
    func warnings(
        for patch: ObjectPatch,
        _ wanted: ResourceRequest,
        _ options: WriteOptions
    ) async throws -> [String] {
        if case .apply(let config) = patch { return warnings(for: KubeObject(config), options) }
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
        return ["initContainers", "containers"].flatMap { list in
            (spec[list]?.elements ?? []).enumerated().flatMap { index, container in
                let path = "\(place).\(list)[\(index)]"
                return fractions(container, path, ofPod: object.kind == "Pod") + repeats(container, path)
            }
        }
    }

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
