import EngineAPI
import KubeAPI

/// The objects of the cluster that a pod's containers need: its config maps and secrets, and the services it is told of.
struct PodObjects: Hashable, Sendable {
    let namespace: String
    private(set) var configMaps: [String: KubeObject] = [:]
    private(set) var secrets: [String: KubeObject] = [:]
    var services: [KubeObject] = []

    init(namespace: String, configMaps: [KubeObject] = [], secrets: [KubeObject] = []) {
        self.namespace = namespace
        for object in configMaps { self.configMaps[object.name] = object }
        for object in secrets { self.secrets[object.name] = object }
    }

    /// A kind of object whose keys a container can be given.
    enum Kind: String, Hashable, Sendable {
        case configMap = "ConfigMap"
        case secret = "Secret"

        var type: ResourceType { self == .configMap ? .configMaps : .secrets }
    }

    mutating func add(_ object: KubeObject, _ kind: Kind) {
        if kind == .configMap { configMaps[object.name] = object } else { secrets[object.name] = object }
    }

    /// The values of an object, by key; nil where an object that may be missing is.
    ///
    /// - Throws: ``ConfigError`` in the kubelet's words.
    func values(_ kind: Kind, _ name: String, isOptional: Bool) throws(ConfigError) -> [String: [UInt8]]? {
        guard let object = kind == .configMap ? configMaps[name] : secrets[name] else {
            if isOptional { return nil }
            throw ConfigError("\(kind.rawValue.lowercased()) \"\(name)\" not found")
        }
        var values: [String: [UInt8]] = [:]
        for member in object["data"]?.members ?? [] {
            guard let text = member.value.text else { continue }
            values[member.name] = kind == .configMap ? Array(text.utf8) : Base64Text.decode(text)
        }
        for member in object["binaryData"]?.members ?? [] {
            values[member.name] = member.value.text.flatMap { Base64Text.decode($0) }
        }
        return values
    }
}
