/// What fields the objects of an API have.
///
/// It serves strict validation, reading protobuf, and explaining kinds.
public struct KubeSchema: Sendable {
    private let types: [String: SchemaType]

    /// The built-in kinds of Kubernetes 1.32 that are served, without custom resource definitions, whose schemas are JSON.
    public static let builtIn = KubeSchema(texts: SchemaText.all)

    /// The type with a full name: `apps/v1.DeploymentSpec`.
    public subscript(fullName: String) -> SchemaType? { types[fullName] }

    /// The type of a kind that stands alone.
    public func kind(_ kind: String, in apiVersion: String) -> SchemaType? {
        // Options and answers are known in each group.
        let type = types["\(apiVersion).\(kind)"] ?? types["meta/v1.\(kind)"]
        return type?.isKind == true ? type : nil
    }

    /// All kinds that stand alone, sorted by their full names.
    public var kinds: [SchemaType] { types.values.filter(\.isKind).sorted { $0.fullName < $1.fullName } }

    /// Reads texts of the form that ``SchemaText`` describes; what can't be read is left out.
    init(texts: [String]) {
        var read: [String: SchemaType] = [:]
        for text in texts {
            var version = ""
            for line in Self.logicalLines(text) {
                if line.hasPrefix("@ ") {
                    version = String(line.dropFirst(2))
                } else if let type = Self.type(line, version) {
                    read[type.fullName] = type
                }
            }
        }
        types = read.mapValues { type in
            let inlined = type.fields.filter(\.isInlined).flatMap { Self.flat($0, read, depth: 0) }
            return SchemaType(
                apiVersion: type.apiVersion,
                name: type.name,
                isKind: type.isKind,
                fields: type.fields,
                inlined: inlined
            )
        }
    }

    /// The fields that an inlined one stands for.
    private static func flat(_ field: SchemaField, _ types: [String: SchemaType], depth: Int) -> [SchemaField]
    {
        guard field.isInlined, depth < 8, case .type(let name) = field.content else { return [field] }
        return (types[name]?.fields ?? []).flatMap { flat($0, types, depth: depth + 1) }
    }

    /// The lines of a text, with those joined that are indented.
    private static func logicalLines(_ text: String) -> [String] {
        text.split(separator: "\n").reduce(into: []) { lines, line in
            if line.hasPrefix(" "), !lines.isEmpty {
                lines[lines.count - 1] += " " + line.drop { $0 == " " }
            } else {
                lines.append(String(line))
            }
        }
    }

    private static func type(_ line: String, _ version: String) -> SchemaType? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let isKind = line.hasPrefix("*")
        let fields = line[line.index(after: colon)...].split(separator: ",").compactMap {
            field($0.split(separator: " "), version)
        }
        return SchemaType(
            apiVersion: version,
            name: String(line[..<colon].drop { $0 == "*" }),
            isKind: isKind,
            fields: fields
        )
    }

    private static func field(_ words: [Substring], _ version: String) -> SchemaField? {
        guard let number = words.first.flatMap({ Int($0) }), let last = words.last, words.count >= 2 else {
            return nil
        }
        let isInlined = last.hasPrefix("+")
        guard words.count == (isInlined ? 2 : 3) else { return nil }
        var name = last.drop { $0 == "+" }
        let cardinality: SchemaField.Cardinality =
            name.hasPrefix("[]") ? .list : name.hasPrefix("{}") ? .map : .one
        if cardinality != .one { name = name.dropFirst(2) }
        let isRequired = name.hasSuffix("!")
        if isRequired { name = name.dropLast() }
        let isPointer = name.hasSuffix("?")
        if isPointer { name = name.dropLast() }
        return SchemaField(
            name: isInlined ? "" : String(words[1]),
            number: number,
            content: content(String(name), version),
            cardinality: cardinality,
            isPointer: isPointer,
            isRequired: isRequired
        )
    }

    private static func content(_ name: String, _ version: String) -> SchemaField.Content {
        switch name {
        case "string": .string
        case "bool": .bool
        case "int32": .int32
        case "int64": .int64
        case "bytes": .bytes
        case "time": .time
        case "microTime": .microTime
        case "quantity": .quantity
        case "intOrString": .intOrString
        case "json": .json
        case "fields": .managedFields
        case "strings": .strings
        case _ where name.hasPrefix("core."): .type("v1." + name.dropFirst(5))
        case _ where name.hasPrefix("meta."): .type("meta/v1." + name.dropFirst(5))
        default: .type("\(version).\(name)")
        }
    }
}
