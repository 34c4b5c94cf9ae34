import EngineAPI

/// Reads a body as an object of a built-in kind: finds fields that the kind doesn't have and values of the wrong type, and
/// brings the rest into the form in which the real server stores it.
///
/// As a server in Go would after decoding: nulls, empty lists and maps, and zeros of plain fields are left out, amounts
/// are written in their shortest form.
struct SchemaReader {
    /// A value that a field can't hold.
    struct WrongType: Error, Hashable {
        /// The whole text after `json: `… or of the field's own decoder.
        var message: String
        /// What a strategic patch is told instead.
        var converterMessage: String
        /// What a server-side apply is told instead: the path, and what is expected there.
        var typedMessage = ""
    }

    private let schema = KubeSchema.builtIn
    /// What isn't known or stands twice, in the words of strict decoding.
    private(set) var problems: [String] = []

    /// The object in its stored form.
    static func read(
        _ json: JSON,
        _ type: SchemaType
    ) throws(WrongType) -> (json: JSON, problems: [String]) {
        var reader = SchemaReader()
        let read = try reader.object(json, type, Place())
        return (read, reader.problems)
    }

    /// Where a value stands.
    private struct Place {
        /// What leads there; texts are made of it only for problems, and most objects have none.
        private indirect enum Way {
            case root
            case field(String, of: Way)
            case element(Int, of: Way)

            func text(withIndices: Bool) -> String {
                switch self {
                case .root: return ""
                case .field(let name, of: let outer):
                    let before = outer.text(withIndices: withIndices)
                    return before.isEmpty ? name : "\(before).\(name)"
                case .element(let index, of: let outer):
                    let before = outer.text(withIndices: withIndices)
                    return withIndices ? "\(before)[\(index)]" : before
                }
            }
        }

        private var way = Way.root
        /// The innermost type and its field.
        private(set) var owner = ""
        private(set) var isInStatus = false

        /// With indices, as strict decoding names it: `spec.containers[0]`.
        var path: String { way.text(withIndices: true) }
        /// Without, as type errors name it: `spec.containers`.
        var fields: String { way.text(withIndices: false) }
        var isRoot: Bool {
            if case .root = way { true } else { false }
        }

        func field(_ name: String, of owner: String) -> Place {
            var place = self
            place.way = .field(name, of: way)
            place.owner = owner
            place.isInStatus = isInStatus || (isRoot && name == "status")
            return place
        }

        func element(_ index: Int) -> Place {
            var place = self
            place.way = .element(index, of: way)
            return place
        }
    }

    private mutating func object(_ json: JSON, _ type: SchemaType, _ place: Place) throws(WrongType) -> JSON {
        guard case .object(let members) = json else {
            throw wrong(json, place, goName(type), converter: "cannot restore struct from: \(kind(json))")
        }
        var read: [JSON.Member] = []
        read.reserveCapacity(members.count)
        var seen: Set<String> = []
        for member in members {
            let inner = place.field(member.name, of: type.name)
            if !seen.insert(member.name).inserted { problems.append("duplicate field \"\(inner.path)\"") }
            // The claims of a stateful set are whole objects inside another.
            if place.isRoot || type.isKind, member.name == "apiVersion" || member.name == "kind" {
                read.append(member)
                continue
            }
            guard let field = type.field(named: member.name) else {
                problems.append("unknown field \"\(inner.path)\"")
                continue
            }
            if let value = try value(member.value, field, inner) { read.append(.init(member.name, value)) }
        }
        return .object(read)
    }

    /// A field's value; nil where it says nothing.
    private mutating func value(_ json: JSON, _ field: SchemaField, _ place: Place) throws(WrongType) -> JSON?
    {
        if json.isNull { return nil }
        switch field.cardinality {
        case .one:
            let read = try single(json, field.content, place)
            // Numbers that may be percentages are always pointers in Go.
            let isPlain = !field.isPointer && field.content != .intOrString
            let isZero = isPlain && !field.isRequired && !place.isInStatus && Self.isZero(read)
            return isZero ? nil : read
        case .list:
            guard case .array(let elements) = json else {
                throw wrong(
                    json,
                    place,
                    "[]" + goName(field.content),
                    converter: "cannot restore slice from \(kind(json))"
                )
            }
            var read: [JSON] = []
            for (index, element) in elements.enumerated() {
                read.append(try single(element, field.content, place.element(index)))
            }
            return read.isEmpty && !field.isRequired ? nil : .array(read)
        case .map:
            guard case .object(let members) = json else {
                throw wrong(
                    json,
                    place,
                    "map[string]" + goName(field.content),
                    converter: "cannot restore map from \(kind(json))"
                )
            }
            var read: [JSON.Member] = []
            var seen: Set<String> = []
            for member in members {
                let inner = place.field(member.name, of: place.owner)
                if !seen.insert(member.name).inserted { problems.append("duplicate field \"\(inner.path)\"") }
                read.append(.init(member.name, try single(member.value, field.content, place)))
            }
            return read.isEmpty ? nil : .object(read)
        }
    }

    private mutating func single(
        _ json: JSON,
        _ content: SchemaField.Content,
        _ place: Place
    ) throws(WrongType) -> JSON {
        switch (content, json) {
        case (.json, _), (.managedFields, .object), (.bool, .bool), (.string, .string): return json
        case (.string, .null): return .string("")
        case (.strings, .array): return json
        case (.int32, .number(let digits)):
            guard Int32(digits) != nil else { throw wrong(json, place, "int32", number: digits) }
            return json
        case (.int64, .number(let digits)):
            guard Int(digits) != nil else { throw wrong(json, place, "int64", number: digits) }
            return json
        case (.bytes, .null): return .string("")
        case (.bytes, .string(let text)): return .string(try Self.canonicalBytes(text))
        case (.time, .string(let text)), (.microTime, .string(let text)):
            guard KubeTime(text) != nil || text.isEmpty else {
                let problem =
                    "parsing time \(GoFormat.quoted(text)) as \"2006-01-02T15:04:05Z07:00\": cannot parse "
                    + "\(GoFormat.quoted(text)) as \"2006\""
                throw WrongType(message: problem, converterMessage: problem)
            }
            return json
        case (.quantity, .string), (.quantity, .number):
            guard let quantity = Quantity(json: json) else {
                let problem = QuantityText.problem(json.text ?? "")
                throw WrongType(message: problem, converterMessage: problem)
            }
            return .string(quantity.text)
        case (.intOrString, .string): return json
        case (.intOrString, .number(let digits)):
            guard Int32(digits) != nil else { throw wrong(json, place, "int32", number: digits) }
            return json
        case (.type(let name), .null) where schema[name] != nil: return .object([])
        case (.type(let name), _):
            guard let type = schema[name] else { return json }
            return try object(json, type, place)
        default: throw wrong(json, place, goName(content), converter: "unrecognized type: \(goName(content))")
        }
    }

    private static func isZero(_ json: JSON) -> Bool {
        switch json {
        case .bool(let flag): !flag
        case .string(let text): text.isEmpty
        case .number(let digits): Int(digits) == 0
        case .null, .array, .object: false
        }
    }

    private func wrong(_ json: JSON, _ place: Place, _ goType: String, converter: String) -> WrongType {
        wrong(json, owner: place.owner, fields: place.fields, goType, converter: converter)
    }

    /// A number that the field's type can't hold.
    private func wrong(_ json: JSON, _ place: Place, _ goType: String, number: String) -> WrongType {
        wrong(
            "number \(number)",
            owner: place.owner,
            fields: place.fields,
            goType,
            converter: "unrecognized type: \(goType)"
        )
    }
}
