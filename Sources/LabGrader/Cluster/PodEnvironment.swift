import EngineAPI
import KubeAPI

/// The variables of the containers that an object makes, as its pods get them: a pure function of the object and of what
/// that names.
struct PodEnvironment {
    /// A config map or a secret that variables come from.
    struct Source: Hashable {
        var isSecret: Bool
        var name: String

        var type: ResourceType { isSecret ? .secrets : .configMaps }
        var text: String { "\(isSecret ? "secret" : "config map") \(name)" }

        /// What `configMapRef`, `secretKeyRef` and their like name, with the reference itself.
        static func of(_ json: JSON, _ suffix: String) -> (source: Source, reference: JSON)? {
            for (isSecret, field) in [(false, "configMap" + suffix), (true, "secret" + suffix)] {
                if let reference = json[field], let name = reference["name"]?.text {
                    return (Source(isSecret: isSecret, name: name), reference)
                }
            }
            return nil
        }

        /// The values of such an object.
        func values(_ object: JSON) -> [String: String] {
            let pairs = (object["data"]?.members ?? []).map { member in
                let text = member.value.text ?? ""
                let plain = isSecret ? String(decoding: Base64.decode(text) ?? [], as: UTF8.self) : text
                return (member.name, plain)
            }
            return Dictionary(pairs) { first, _ in first }
        }
    }

    let object: JSON
    /// The values of what is there.
    var values: [Source: [String: String]] = [:]

    /// What the variables come from.
    var sources: Set<Source> {
        var found: Set<Source> = []
        for container in ObjectParts.containers(object) {
            for entry in container["envFrom"]?.elements ?? [] {
                if let (source, _) = Source.of(entry, "Ref") { found.insert(source) }
            }
            for entry in container["env"]?.elements ?? [] {
                if let (source, _) = entry["valueFrom"].flatMap({ Source.of($0, "KeyRef") }) {
                    found.insert(source)
                }
            }
        }
        return found
    }

    /// The variables of all containers, in order of their names; a name may stand there once for each container.
    var variables: [VariableSight] {
        ObjectParts.containers(object).flatMap(variables).sorted { $0.name < $1.name }
    }

    private func variables(of container: JSON) -> [VariableSight] {
        var found: [String: VariableSight] = [:]
        for entry in container["envFrom"]?.elements ?? [] {
            guard let (source, _) = Source.of(entry, "Ref") else { continue }
            for (key, value) in values[source] ?? [:] {
                let name = (entry["prefix"]?.text ?? "") + key
                found[name] = VariableSight().with { ($0.name, $0.value) = (name, value) }
            }
        }
        for entry in container["env"]?.elements ?? [] {
            guard let name = entry["name"]?.text else { continue }
            var variable = VariableSight()
            if let from = entry["valueFrom"], entry["value"] == nil {
                guard let taken = taken(from) else { continue }
                variable = taken
            } else {
                variable.value = Expansion.expand(entry["value"]?.text ?? "", found.compactMapValues(\.value))
            }
            variable.name = name
            found[name] = variable
        }
        return Array(found.values)
    }

    /// What a variable takes from elsewhere; nil for one that isn't set because it needn't be.
    private func taken(_ from: JSON) -> VariableSight? {
        if let (source, reference) = Source.of(from, "KeyRef") {
            let key = reference["key"]?.text ?? ""
            if let value = values[source]?[key] { return VariableSight().with { $0.value = value } }
            if reference["optional"] == .bool(true) { return nil }
            return VariableSight().with {
                $0.source =
                    values[source] == nil
                    ? "\(source.text), which isn't there" : "\(source.text), which has no key \(key)"
                $0.isMissing = true
            }
        }
        if let path = from["fieldRef"]?["fieldPath"]?.text {
            // Pods have their namespace from what makes them, all else each for itself.
            let isKnown = path == "metadata.namespace" || object["kind"]?.text == "Pod"
            let value =
                isKnown
                ? path.split(separator: ".").reduce(JSON?.some(object)) { $0?[String($1)] }?.text : nil
            return VariableSight().with { ($0.value, $0.source) = (value, "each pod's own \(path)") }
        }
        return VariableSight().with { $0.source = "the limits of the container" }
    }
}
