import EngineAPI

/// The limits that a namespace's `LimitRange` objects set: what they fill in, and what they refuse.
struct LimitRanges {
    private let items: [JSON]

    init(_ ranges: [KubeObject]) {
        items = ranges.sorted { $0.name < $1.name }.flatMap { $0["spec", "limits"]?.elements ?? [] }
    }

    var isEmpty: Bool { items.isEmpty }

    /// Gives containers the requests and limits that they don't say, and notes it in an annotation.
    func fillIn(_ pod: inout KubeObject) {
        let ofContainers = items.filter { $0["type"]?.text == "Container" }
        guard !ofContainers.isEmpty else { return }
        var notes: [String] = []
        for (list, what) in [("containers", "container"), ("initContainers", "init container")] {
            pod.json.edit("spec") { spec in
                spec.editEach(list) { container in
                    let name = container["name"]?.text ?? ""
                    for (source, kind, word) in [
                        ("defaultRequest", "requests", "request"), ("default", "limits", "limit"),
                    ] {
                        let set = Self.merge(ofContainers, source, kind, &container)
                        if !set.isEmpty {
                            notes.append("\(set.joined(separator: ", ")) \(word) for \(what) \(name)")
                        }
                    }
                }
            }
        }
        guard !notes.isEmpty else { return }
        pod["metadata", "annotations", "kubernetes.io/limit-ranger"] = .string(
            "LimitRanger plugin set: " + notes.joined(separator: "; ")
        )
    }

    /// Sets what a container doesn't say; gives the names of what was set.
    private static func merge(
        _ items: [JSON],
        _ source: String,
        _ kind: String,
        _ container: inout JSON
    ) -> [String] {
        var names: [String] = []
        for item in items {
            for member in item[source]?.members ?? [] where container["resources"]?[kind]?[member.name] == nil
            {
                container.set(member.value, at: ["resources", kind, member.name])
                names.append(member.name)
            }
        }
        return names.sorted()
    }

    /// What of a pod is outside of the limits.
    func problems(of pod: KubeObject) -> [String] {
        let lists = ["containers", "initContainers"].map { pod["spec", $0]?.elements ?? [] }
        var problems: [String] = []
        for item in items {
            switch item["type"]?.text {
            case "Container":
                for container in lists[0] + lists[1] {
                    problems += Self.problems(
                        "Container",
                        item,
                        PodResources.amounts(container["resources"]?["requests"]),
                        PodResources.amounts(container["resources"]?["limits"])
                    )
                }
            case "Pod":
                problems += Self.problems(
                    "Pod",
                    item,
                    PodResources.total(pod, "requests"),
                    PodResources.total(pod, "limits")
                )
            default: break
            }
        }
        return problems
    }

    /// What of a claim is outside of the limits.
    func problems(ofClaim claim: KubeObject) -> [String] {
        let requests = PodResources.amounts(claim["spec", "resources", "requests"])
        return items.filter { $0["type"]?.text == "PersistentVolumeClaim" }.flatMap { item in
            Self.bounds(item, "min").compactMap { name, least in
                guard let request = requests[name], request < least else { return nil }
                return
                    "minimum \(name) usage per PersistentVolumeClaim is \(least.text), but request is \(request.text)"
            }
                + Self.bounds(item, "max").compactMap { name, most in
                    guard let request = requests[name], request > most else { return nil }
                    return
                        "maximum \(name) usage per PersistentVolumeClaim is \(most.text), but request is \(request.text)"
                }
        }
    }

    private static func bounds(_ item: JSON, _ name: String) -> [(name: String, bound: Quantity)] {
        (item[name]?.members ?? []).compactMap { member in
            Quantity(json: member.value).map { (member.name, $0) }
        }
    }

    private static func problems(
        _ what: String,
        _ item: JSON,
        _ requests: [String: Quantity],
        _ limits: [String: Quantity]
    ) -> [String] {
        var problems: [String] = []
        for (name, least) in bounds(item, "min") {
            let start = "minimum \(name) usage per \(what) is \(least.text)"
            guard let request = requests[name] else {
                problems.append("\(start).  No request is specified")
                continue
            }
            if request < least {
                problems.append("\(start), but request is \(request.text)")
            } else if let limit = limits[name], limit < least {
                problems.append("\(start), but limit is \(limit.text)")
            }
        }
        for (name, most) in bounds(item, "max") {
            let start = "maximum \(name) usage per \(what) is \(most.text)"
            guard let limit = limits[name] else {
                problems.append("\(start).  No limit is specified")
                continue
            }
            if limit > most {
                problems.append("\(start), but limit is \(limit.text)")
            } else if let request = requests[name], request > most {
                problems.append("\(start), but request is \(request.text)")
            }
        }
        for (name, ratio) in bounds(item, "maxLimitRequestRatio") {
            let start = "\(name) max limit to request ratio per \(what) is \(ratio.text)"
            guard let request = requests[name], request > .zero else {
                problems.append("\(start), but no request is specified or request is 0")
                continue
            }
            guard let limit = limits[name], limit > .zero else {
                problems.append("\(start), but no limit is specified or limit is 0")
                continue
            }
            let observed = Double(limit.milliValue) / Double(request.milliValue)
            if observed > Double(ratio.milliValue) / 1000 {
                let thousandths = Int((observed * 1_000_000).rounded())
                let digits = String(thousandths % 1_000_000)
                let fraction = String(repeating: "0", count: 6 - digits.count) + digits
                problems.append("\(start), but provided ratio is \(thousandths / 1_000_000).\(fraction)")
            }
        }
        return problems
    }
}
