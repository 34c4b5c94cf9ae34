import EngineAPI

/// What holds for the volumes of a pod.
enum VolumeRules {
    /// The field of each kind of source that must be given, for the kinds that courses use.
    private static let needed = [
        ("secret", "secretName"), ("configMap", "name"), ("persistentVolumeClaim", "claimName"),
        ("hostPath", "path"),
    ]

    static func check(_ spec: JSON, _ path: String, _ faults: inout Faults) {
        var names: Set<String> = []
        for (index, volume) in (spec["volumes"]?.elements ?? []).enumerated() {
            let path = "\(path).volumes[\(index)]"
            let sources = (volume.members ?? []).map(\.name).filter { $0 != "name" }
            if sources.isEmpty { faults.require(path, "must specify a volume type") }
            for extra in sources.dropFirst() {
                faults.add(.forbidden("\(path).\(extra)", "may not specify more than 1 volume type"))
            }
            for (source, field) in needed {
                if let value = volume[source] {
                    faults.checkRequired("\(path).\(source).\(field)", value[field]?.text)
                }
            }
            let name = volume["name"]?.text ?? ""
            if name.isEmpty {
                faults.require("\(path).name")
            } else if let problem = NameRules.labelProblem(name) {
                faults.refuse("\(path).name", name, problem)
            } else if !names.insert(name).inserted {
                faults.add(.duplicate("\(path).name", GoFormat.quoted(name)))
            }
        }
    }
}
