import EngineAPI

/// Where things stand in the cluster's objects.
enum ObjectParts {
    /// The containers of a pod, or of the pods that an object makes.
    static func containers(_ object: JSON) -> [JSON] {
        let spec = object["spec"]
        let template = spec?["template"] ?? spec?["jobTemplate"]?["spec"]?["template"]
        return (template?["spec"]?["containers"] ?? spec?["containers"])?.elements ?? []
    }

    /// What selects an object's pods, as a request says it; nil for an object that has none.
    static func selector(_ object: JSON) -> String? {
        guard let selector = object["spec"]?["selector"] else { return nil }
        let labels = (selector["matchLabels"] ?? selector).members ?? []
        var terms = labels.compactMap { label in label.value.text.map { "\(label.name)=\($0)" } }
        for expression in selector["matchExpressions"]?.elements ?? [] {
            guard let key = expression["key"]?.text else { continue }
            let values = (expression["values"]?.elements ?? []).compactMap(\.text).joined(separator: ",")
            switch expression["operator"]?.text {
            case "In": terms.append("\(key) in (\(values))")
            case "NotIn": terms.append("\(key) notin (\(values))")
            case "Exists": terms.append(key)
            case "DoesNotExist": terms.append("!\(key)")
            default: continue
            }
        }
        return terms.isEmpty ? nil : terms.joined(separator: ",")
    }

    /// An object without what says nothing of its state, so that equal looks are equal evidence.
    static func evidence(_ object: JSON) -> JSON {
        guard case .object(let members) = object else { return object }
        return .object(
            members.map { member in
                guard member.name == "metadata", case .object(let metadata) = member.value else {
                    return member
                }
                return .init("metadata", .object(metadata.compactMap(kept)))
            }
        )
    }

    private static func kept(_ member: JSON.Member) -> JSON.Member? {
        if ["managedFields", "resourceVersion"].contains(member.name) { return nil }
        guard member.name == "annotations", case .object(let annotations) = member.value else {
            return member
        }
        return .init(
            member.name,
            .object(annotations.filter { $0.name != "kubectl.kubernetes.io/last-applied-configuration" })
        )
    }
}

extension PodSight {
    /// What a pod's object shows.
    init(_ pod: JSON) {
        self.init()
        let status = pod["status"]
        name = pod["metadata"]?["name"]?.text ?? ""
        phase = status?["phase"]?.text ?? ""
        isEnding = pod["metadata"]?["deletionTimestamp"]?.text != nil
        images = ObjectParts.containers(pod).map { $0["image"]?.text ?? "" }
        let containers = status?["containerStatuses"]?.elements ?? []
        readyContainers = containers.filter { $0["ready"] == .bool(true) }.count
        restarts = containers.reduce(0) { $0 &+ ($1["restartCount"]?.integer ?? 0) }
        let all = (status?["initContainerStatuses"]?.elements ?? []) + containers
        let stuck = all.lazy.compactMap { Self.trouble($0["state"]) }.first
        let unplaced = (status?["conditions"]?.elements ?? []).first {
            $0["type"]?.text == "PodScheduled" && $0["status"]?.text == "False"
        }
        (reason, message) =
            stuck ?? unplaced.map { ($0["reason"]?.text ?? "", $0["message"]?.text ?? "") }
            ?? (status?["reason"]?.text ?? "", status?["message"]?.text ?? "")
    }

    /// What keeps a container from running; nil where nothing does.
    private static func trouble(_ state: JSON?) -> (String, String)? {
        if let waiting = state?["waiting"], let reason = waiting["reason"]?.text {
            return ["ContainerCreating", "PodInitializing"].contains(reason)
                ? nil : (reason, waiting["message"]?.text ?? "")
        }
        guard let ended = state?["terminated"], let reason = ended["reason"]?.text, reason != "Completed"
        else {
            return nil
        }
        return (reason, ended["message"]?.text ?? "exit code \(ended["exitCode"]?.integer ?? 0)")
    }
}
