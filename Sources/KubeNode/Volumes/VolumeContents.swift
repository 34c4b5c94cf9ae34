import EngineAPI
import KubeAPI
import TarStream

/// What lies in a pod's volumes whose files come from objects: a pure function of the objects.
struct VolumeContents: Sendable {
    let pod: KubeObject
    let objects: PodObjects
    let facts: PodFacts
    /// What a service account's token file holds.
    let token: String

    /// The objects that a volume names.
    static func needs(_ volume: JSON) -> [(PodObjects.Kind, String)] {
        if let name = volume.at("configMap", "name")?.text { return [(.configMap, name)] }
        if let name = volume.at("secret", "secretName")?.text { return [(.secret, name)] }
        return (volume.at("projected", "sources")?.elements ?? []).flatMap {
            source -> [(PodObjects.Kind, String)] in
            if let name = source.at("configMap", "name")?.text { return [(.configMap, name)] }
            if let name = source.at("secret", "name")?.text { return [(.secret, name)] }
            return []
        }
    }

    /// Whether a volume has a service account's token in it.
    static func needsToken(_ volume: JSON) -> Bool {
        (volume.at("projected", "sources")?.elements ?? []).contains { $0["serviceAccountToken"] != nil }
    }

    /// The files of a volume; nil for a volume whose files aren't made by the kubelet.
    func files(_ volume: JSON) throws(ConfigError) -> [TarMember]? {
        if let source = volume["configMap"] {
            return try self.files(.configMap, source["name"]?.text ?? "", source, mode: Self.mode(source))
        }
        if let source = volume["secret"] {
            return try self.files(.secret, source["secretName"]?.text ?? "", source, mode: Self.mode(source))
        }
        if let source = volume["downwardAPI"] { return try downward(source, mode: Self.mode(source)) }
        if let source = volume["projected"] {
            var files: [TarMember] = []
            for part in source["sources"]?.elements ?? [] {
                files += try projected(part, mode: Self.mode(source))
            }
            return files
        }
        return nil
    }

    private func projected(_ part: JSON, mode: Int) throws(ConfigError) -> [TarMember] {
        if let source = part["configMap"] {
            return try files(.configMap, source["name"]?.text ?? "", source, mode: mode)
        }
        if let source = part["secret"] {
            return try files(.secret, source["name"]?.text ?? "", source, mode: mode)
        }
        if let source = part["downwardAPI"] { return try downward(source, mode: mode) }
        if let source = part["serviceAccountToken"] {
            let path = source["path"]?.text ?? "token"
            return [TarMember(path: path, contents: Array(token.utf8), permissions: mode)]
        }
        throw ConfigError("a projected volume has a source of a kind that isn't available here")
    }

    private func files(
        _ kind: PodObjects.Kind,
        _ name: String,
        _ source: JSON,
        mode: Int
    ) throws(ConfigError) -> [TarMember] {
        let isOptional = source["optional"]?.isTrue ?? false
        guard let values = try objects.values(kind, name, isOptional: isOptional) else { return [] }
        guard let items = source["items"]?.elements else {
            return values.sorted { $0.key < $1.key }.map {
                TarMember(path: $0.key, contents: $0.value, permissions: mode)
            }
        }
        var files: [TarMember] = []
        for item in items {
            guard let key = item["key"]?.text, let path = Self.path(item["path"]?.text) else { continue }
            guard let value = values[key] else {
                if isOptional { continue }
                throw ConfigError(
                    "references non-existent \(kind == .secret ? "secret" : "config") key: \(key)"
                )
            }
            files.append(TarMember(path: path, contents: value, permissions: item["mode"]?.integer ?? mode))
        }
        return files
    }

    private func downward(_ source: JSON, mode: Int) throws(ConfigError) -> [TarMember] {
        var files: [TarMember] = []
        for item in source["items"]?.elements ?? [] {
            guard let path = Self.path(item["path"]?.text) else { continue }
            var text = ""
            if let field = item.at("fieldRef", "fieldPath")?.text {
                text = try facts.field(field, of: pod)
            } else if let reference = item["resourceFieldRef"] {
                let spec = PodSpec(pod)
                let none = ContainerSpec(.object([]), isInitial: false)
                text = try facts.resource(reference, of: spec, spec.main.first ?? none)
            }
            files.append(
                TarMember(path: path, contents: Array(text.utf8), permissions: item["mode"]?.integer ?? mode)
            )
        }
        return files
    }

    private static func mode(_ source: JSON) -> Int { (source["defaultMode"]?.integer ?? 0o644) & 0o777 }

    /// A path that stays in its volume; nil for another.
    private static func path(_ text: String?) -> String? {
        guard let text, !text.isEmpty, !text.hasPrefix("/"), !text.split(separator: "/").contains("..") else {
            return nil
        }
        return text
    }
}
