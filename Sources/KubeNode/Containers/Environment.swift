import EngineAPI
import KubeAPI

/// The environment of a container: a pure function of the pod, the objects that it names, and its addresses.
struct Environment: Sendable {
    let pod: KubeObject
    let objects: PodObjects
    let facts: PodFacts

    /// The objects that a container's environment names.
    static func needs(_ container: ContainerSpec) -> [(PodObjects.Kind, String)] {
        var needs: [(PodObjects.Kind, String)] = []
        for source in container.json["envFrom"]?.elements ?? [] {
            if let name = source.at("configMapRef", "name")?.text { needs.append((.configMap, name)) }
            if let name = source.at("secretRef", "name")?.text { needs.append((.secret, name)) }
        }
        for entry in container.json["env"]?.elements ?? [] {
            let from = entry["valueFrom"]
            if let name = from?.at("configMapKeyRef", "name")?.text { needs.append((.configMap, name)) }
            if let name = from?.at("secretKeyRef", "name")?.text { needs.append((.secret, name)) }
        }
        return needs
    }

    /// The variables, in order: those of services, then what objects give, then the container's own.
    func variables(_ container: ContainerSpec) throws(ConfigError) -> [(name: String, value: String)] {
        var list = OrderedVariables()
        let links = pod["spec", "enableServiceLinks"] != .bool(false)
        for (name, value) in ServiceVariables.of(objects.services, namespace: objects.namespace, links: links)
        {
            list.set(name, value)
        }
        for source in container.json["envFrom"]?.elements ?? [] { try add(source, to: &list) }
        for entry in container.json["env"]?.elements ?? [] {
            guard let name = entry["name"]?.text, !name.isEmpty else { continue }
            if let value = entry["value"]?.text {
                list.set(name, Expansion.expand(value, list.values))
            } else if let from = entry["valueFrom"] {
                if let value = try value(from, container) { list.set(name, value) }
            } else {
                list.set(name, "")
            }
        }
        return list.all
    }

    private func add(_ source: JSON, to list: inout OrderedVariables) throws(ConfigError) {
        let prefix = source["prefix"]?.text ?? ""
        for (kind, field) in [(PodObjects.Kind.configMap, "configMapRef"), (.secret, "secretRef")] {
            guard let reference = source[field], let name = reference["name"]?.text else { continue }
            let isOptional = reference["optional"]?.isTrue ?? false
            let values = try objects.values(kind, name, isOptional: isOptional) ?? [:]
            for (key, value) in values.sorted(by: { $0.key < $1.key }) {
                list.set(prefix + key, String(decoding: value, as: UTF8.self))
            }
        }
    }

    private func value(_ from: JSON, _ container: ContainerSpec) throws(ConfigError) -> String? {
        for (kind, field) in [(PodObjects.Kind.configMap, "configMapKeyRef"), (.secret, "secretKeyRef")] {
            guard let reference = from[field], let name = reference["name"]?.text else { continue }
            let (key, isOptional) = (
                reference["key"]?.text ?? "", reference["optional"]?.isTrue ?? false
            )
            guard let values = try objects.values(kind, name, isOptional: isOptional) else { return nil }
            if let value = values[key] { return String(decoding: value, as: UTF8.self) }
            if isOptional { return nil }
            throw ConfigError(
                "couldn't find key \(key) in \(kind.rawValue) \(objects.namespace)/\(name)"
            )
        }
        if let path = from.at("fieldRef", "fieldPath")?.text { return try facts.field(path, of: pod) }
        if let reference = from["resourceFieldRef"] {
            return try facts.resource(reference, of: PodSpec(pod), container)
        }
        return nil
    }
}

/// Variables in the order in which they were first set.
private struct OrderedVariables {
    private(set) var names: [String] = []
    private(set) var values: [String: String] = [:]

    mutating func set(_ name: String, _ value: String) {
        if values.updateValue(value, forKey: name) == nil { names.append(name) }
    }

    var all: [(name: String, value: String)] { names.map { ($0, values[$0] ?? "") } }
}
