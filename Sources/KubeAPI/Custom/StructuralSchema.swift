import EngineAPI

/// Brings a custom object into the form that its schema asks for: what isn't in it goes, what it has a default for comes.
struct StructuralSchema {
    /// The fields that aren't known, by their paths.
    private(set) var unknown: [String] = []

    /// The object pruned and with its defaults.
    static func read(_ object: JSON, _ schema: JSON) -> (json: JSON, unknown: [String]) {
        var reader = StructuralSchema()
        var members: [JSON.Member] = []
        for member in object.members ?? [] where ["apiVersion", "kind", "metadata"].contains(member.name) {
            members.append(member)
        }
        let rest = (object.members ?? []).filter { member in !members.contains { $0.name == member.name } }
        var content = schema
        for name in ["apiVersion", "kind", "metadata"] { content.set(nil, at: ["properties", name]) }
        let read = reader.value(.object(rest), content, "")
        return (.object(members + (read.members ?? [])), reader.unknown)
    }

    private mutating func value(_ json: JSON, _ schema: JSON, _ path: String) -> JSON {
        switch json {
        case .object(let members): return .object(object(members, schema, path))
        case .array(let elements):
            guard let items = schema["items"] else { return json }
            return .array(elements.enumerated().map { value($1, items, "\(path)[\($0)]") })
        case .null, .bool, .number, .string: return json
        }
    }

    private mutating func object(_ members: [JSON.Member], _ schema: JSON, _ path: String) -> [JSON.Member] {
        let properties = schema["properties"]
        let others = schema["additionalProperties"]
        let keepsUnknown = schema["x-kubernetes-preserve-unknown-fields"]?.flag ?? false
        var read: [JSON.Member] = []
        for member in members {
            let inner = path.isEmpty ? member.name : "\(path).\(member.name)"
            if let property = properties?[member.name] {
                // A null where none may be stands for nothing, so that the default comes.
                if member.value.isNull, !(property["nullable"]?.flag ?? false) { continue }
                read.append(.init(member.name, value(member.value, property, inner)))
            } else if let others, others.flag == nil {
                read.append(.init(member.name, value(member.value, others, inner)))
            } else if keepsUnknown || others?.flag ?? false || isEmbeddedName(member.name, schema) {
                read.append(member)
            } else {
                unknown.append(inner)
            }
        }
        for property in properties?.members ?? [] {
            guard let standard = property.value["default"],
                !read.contains(where: { $0.name == property.name })
            else {
                continue
            }
            let inner = path.isEmpty ? property.name : "\(path).\(property.name)"
            read.append(.init(property.name, value(standard, property.value, inner)))
        }
        return read
    }

    private func isEmbeddedName(_ name: String, _ schema: JSON) -> Bool {
        (schema["x-kubernetes-embedded-resource"]?.flag ?? false)
            && ["apiVersion", "kind", "metadata"].contains(name)
    }
}
