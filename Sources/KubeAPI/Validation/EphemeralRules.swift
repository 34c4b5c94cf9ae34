import EngineAPI

/// What holds for containers that are put into a pod that runs, to look into it.
enum EphemeralRules {
    private static let refusal = "cannot be set for an Ephemeral Container"

    /// What only a container that serves something has.
    private static let refused = [
        "ports", "resources", "resizePolicy", "restartPolicy", "livenessProbe", "readinessProbe",
        "startupProbe",
        "lifecycle",
    ]

    /// Checks the ephemeral containers of a pod; `names` are those of its other containers.
    static func check(
        _ spec: JSON,
        _ path: String,
        _ rules: ContainerRules,
        _ names: inout Set<String>,
        _ faults: inout Faults
    ) {
        let others = names
        for (index, container) in (spec["ephemeralContainers"]?.elements ?? []).enumerated() {
            let path = "\(path).ephemeralContainers[\(index)]"
            rules.check(container, path, &names, &faults)
            if let target = container["targetContainerName"]?.text, !target.isEmpty, !others.contains(target)
            {
                faults.add(.notFound("\(path).targetContainerName", GoFormat.quoted(target)))
            }
            for field in refused where isSet(container[field]) {
                faults.add(.forbidden("\(path).\(field)", refusal))
            }
            for (index, mount) in (container["volumeMounts"]?.elements ?? []).enumerated() {
                for field in ["subPath", "subPathExpr"] where !(mount[field]?.text ?? "").isEmpty {
                    faults.add(.forbidden("\(path).volumeMounts[\(index)].\(field)", refusal))
                }
            }
        }
    }

    /// Those that are there stay as they are: a container can't be taken back.
    static func check(_ new: KubeObject, changing old: KubeObject, _ faults: inout Faults) {
        let later = new["spec", "ephemeralContainers"]?.elements ?? []
        for container in old["spec", "ephemeralContainers"]?.elements ?? [] {
            let name = container["name"]?.text ?? ""
            let shown = "existing ephemeral containers \(GoFormat.quoted(name)) may not be"
            switch later.first(where: { $0["name"]?.text == name }) {
            case nil: faults.add(.forbidden("spec.ephemeralContainers", "\(shown) removed\n"))
            case container?: break
            case .some: faults.add(.forbidden("spec.ephemeralContainers", "\(shown) changed\n"))
            }
        }
    }

    /// Whether a field says something; resources are filled in empty.
    private static func isSet(_ value: JSON?) -> Bool {
        switch value {
        case nil, .null: false
        case .array(let elements): !elements.isEmpty
        case .object(let members): !members.isEmpty
        case .some: true
        }
    }
}
