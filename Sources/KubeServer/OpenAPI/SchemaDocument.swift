import EngineAPI
import KubeAPI

/// The OpenAPI document of a group and version: what clients may send there, and what the fields mean.
///
/// Strategic merge patches aren't listed among what may be sent: kubectl then makes them by the rules that it has compiled
/// in, which are the right ones for the built-in kinds.
struct SchemaDocument {
    let schema: KubeSchema
    let types: [ResourceType]
    /// The schemas of custom kinds by their kind.
    var custom: [String: JSON] = [:]

    var json: JSON {
        .record([
            "openapi": "3.0.0",
            "info": JSON.record(["title": "Kubernetes", "version": KubernetesVersion.text]),
            "paths": JSON.object(types.map { .init(Self.path($0), operations($0)) }),
            "components": JSON.record(["schemas": JSON.object(schemas)]),
        ])
    }

    static func path(_ type: ResourceType) -> String {
        let root = type.group.isEmpty ? "/api/\(type.version)" : "/apis/\(type.group)/\(type.version)"
        return root + (type.isNamespaced ? "/namespaces/{namespace}" : "") + "/\(type.plural)/{name}"
    }

    private func operations(_ type: ResourceType) -> JSON {
        let parameters = ["dryRun", "fieldManager", "fieldValidation", "force"].map { name in
            JSON.record([
                "name": name, "in": "query",
                "schema": JSON.record(["type": name == "force" ? "boolean" : "string", "uniqueItems": true]),
            ])
        }
        let content = [
            "application/json-patch+json", "application/merge-patch+json", "application/apply-patch+yaml",
        ]
        .map { JSON.Member($0, .record(["schema": JSON.record(["type": "object"])])) }
        return .record([
            "patch": JSON.record([
                "x-kubernetes-group-version-kind": Self.kind(type), "x-kubernetes-action": "patch",
                "parameters": parameters, "requestBody": JSON.record(["content": JSON.object(content)]),
                "responses": JSON.record(["200": JSON.record(["description": "OK"])]),
            ])
        ])
    }

    private static func kind(_ type: ResourceType) -> JSON {
        .record(["group": type.group, "version": type.version, "kind": type.kind])
    }

    // The kinds of this version, and all types that they hold.
    private var schemas: [JSON.Member] {
        var found: [JSON.Member] = []
        var todo: [SchemaType] = []
        var seen: Set<String> = []
        for type in types {
            if let own = schema.kind(type.kind, in: type.apiVersion) {
                found.append(.init(FieldSchema.key(own.fullName), kindSchema(own, type)))
                todo += held(own)
            } else {
                found.append(.init(FieldSchema.key("\(type.apiVersion).\(type.kind)"), customSchema(type)))
                todo += schema["meta/v1.ObjectMeta"].map { [$0] } ?? []
            }
        }
        while let type = todo.popLast() {
            guard seen.insert(type.fullName).inserted else { continue }
            found.append(.init(FieldSchema.key(type.fullName), object(type)))
            todo += held(type)
        }
        return FieldSchema.special + found.sorted { $0.name < $1.name }
    }

    private func held(_ type: SchemaType) -> [SchemaType] {
        type.named.compactMap { field in
            if case .type(let name) = field.content { schema[name] } else { nil }
        }
    }

    private func kindSchema(_ own: SchemaType, _ type: ResourceType) -> JSON {
        object(
            own,
            leading: Self.kindFields,
            marks: [.init("x-kubernetes-group-version-kind", .array([Self.kind(type)]))]
        )
    }

    private func customSchema(_ type: ResourceType) -> JSON {
        let given =
            custom[type.kind] ?? .record(["type": "object", "x-kubernetes-preserve-unknown-fields": true])
        let own = (given["properties"]?.members ?? []).filter {
            !["apiVersion", "kind", "metadata"].contains($0.name)
        }
        let metadata = JSON.Member("metadata", FieldSchema.reference("meta/v1.ObjectMeta"))
        return given.leading([
            .init("type", .string("object")),
            .init("properties", .object(Self.kindFields + [metadata] + own)),
            .init("x-kubernetes-group-version-kind", .array([Self.kind(type)])),
        ])
    }

    private static let kindFields: [JSON.Member] = [
        .init(
            "apiVersion",
            .record(["type": "string", "description": "The group and the version of the object's type."])
        ),
        .init("kind", .record(["type": "string", "description": "The object's type within its group."])),
    ]

    private func object(
        _ type: SchemaType,
        leading: [JSON.Member] = [],
        marks: [JSON.Member] = []
    ) -> JSON {
        let fields = type.named.map { field in
            JSON.Member(field.name, FieldSchema(field: field, owner: type).json)
        }
        let required = type.named.filter(\.isRequired).map(\.name)
        var members: [JSON.Member] = [.init("type", .string("object"))]
        if let text = FieldDescriptions.text(type.name) {
            members.append(.init("description", .string(text)))
        }
        members.append(.init("properties", .object(leading + fields)))
        if !required.isEmpty { members.append(.init("required", required.json)) }
        return .object(members + marks)
    }
}
