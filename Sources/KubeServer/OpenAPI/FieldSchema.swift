import EngineAPI
import KubeAPI

/// What OpenAPI says of one field.
struct FieldSchema {
    let field: SchemaField
    let owner: SchemaType

    var json: JSON {
        let content = Self.content(field.content)
        var schema =
            switch field.cardinality {
            case .one: content
            case .list: JSON.record(["type": "array", "items": content])
            case .map: JSON.record(["type": "object", "additionalProperties": content])
            }
        let name = "\(owner.name).\(field.name)"
        if let values = FieldValues.of(name) { schema = schema.leading([.init("enum", values.json)]) }
        guard let text = FieldDescriptions.text(name) ?? FieldDescriptions.text(".\(field.name)") else {
            return schema
        }
        return schema.leading([.init("description", .string(text))])
    }

    /// A type's name among the schemas: `io.k8s.api.apps.v1.Deployment`.
    static func key(_ fullName: String) -> String {
        let parts = fullName.split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return "io.k8s.api.core." + fullName }
        if parts[0] == "meta" { return "io.k8s.apimachinery.pkg.apis.meta." + parts[1] }
        let group = parts[0].split(separator: ".").first ?? parts[0]
        return "io.k8s.api.\(group).\(parts[1])"
    }

    static func reference(_ fullName: String) -> JSON { reference(key: key(fullName)) }

    private static func reference(key: String) -> JSON {
        .record(["allOf": [JSON.record(["$ref": "#/components/schemas/\(key)"])]])
    }

    private static let quantity = "io.k8s.apimachinery.pkg.api.resource.Quantity"
    private static let intOrString = "io.k8s.apimachinery.pkg.util.intstr.IntOrString"

    /// Types that are written as one value.
    static let special: [JSON.Member] = [
        .init(
            quantity,
            .record([
                "description": "An amount: a number with a unit such as m, Ki, Mi, Gi.",
                "oneOf": [JSON.record(["type": "string"]), JSON.record(["type": "number"])],
            ])
        ),
        .init(
            intOrString,
            .record([
                "description": "A whole number, or a string such as a percentage or a port's name.",
                "oneOf": [JSON.record(["type": "integer"]), JSON.record(["type": "string"])],
                "format": "int-or-string",
            ])
        ),
    ]

    private static func content(_ content: SchemaField.Content) -> JSON {
        switch content {
        case .string: .record(["type": "string"])
        case .bool: .record(["type": "boolean"])
        case .int32: .record(["type": "integer", "format": "int32"])
        case .int64: .record(["type": "integer", "format": "int64"])
        case .bytes: .record(["type": "string", "format": "byte"])
        case .time, .microTime: .record(["type": "string", "format": "date-time"])
        case .quantity: reference(key: quantity)
        case .intOrString: reference(key: intOrString)
        case .json, .managedFields: .record(["type": "object"])
        case .strings: .record(["type": "array", "items": JSON.record(["type": "string"])])
        case .type(let name): reference(name)
        }
    }
}
