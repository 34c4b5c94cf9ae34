import EngineAPI

/// What holds for the volumes of a pod.
enum VolumeRules {
    /// The field of each kind of source that must be given, for the kinds that courses use.
    private static let needed = [
        ("secret", "secretName"), ("configMap", "name"), ("persistentVolumeClaim", "claimName"),
        ("hostPath", "path"),
    ]

    private static let hostTypes = [
        "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket",
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
            checkFiles(volume, path, &faults)
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

    /// Where the files of a volume lie, and who may read them.
    private static func checkFiles(_ volume: JSON, _ path: String, _ faults: inout Faults) {
        for source in ["secret", "configMap", "downwardAPI", "projected"] {
            faults.checkMode("\(path).\(source).defaultMode", volume[source]?["defaultMode"])
        }
        checkItems(of: volume, path, &faults)
        for (index, source) in (volume["projected"]?["sources"]?.elements ?? []).enumerated() {
            checkItems(of: source, "\(path).projected.sources[\(index)]", &faults)
        }
        if let host = volume["hostPath"], let place = host["path"]?.text, !place.isEmpty {
            faults.checkSteps("\(path).hostPath.path", place)
            faults.check("\(path).hostPath.type", host["type"]?.text, oneOf: hostTypes)
        }
    }

    private static func checkItems(of source: JSON, _ path: String, _ faults: inout Faults) {
        for kind in ["secret", "configMap"] {
            for (index, item) in (source[kind]?["items"]?.elements ?? []).enumerated() {
                let path = "\(path).\(kind).items[\(index)]"
                faults.checkRequired("\(path).key", item["key"]?.text)
                faults.checkFilePath("\(path).path", item["path"]?.text)
                faults.checkMode("\(path).mode", item["mode"])
            }
        }
        // The server names the source, not the file.
        for file in source["downwardAPI"]?["items"]?.elements ?? [] {
            faults.checkFilePath("\(path).downwardAPI.path", file["path"]?.text)
            faults.checkMode("\(path).downwardAPI.mode", file["mode"])
        }
    }
}
