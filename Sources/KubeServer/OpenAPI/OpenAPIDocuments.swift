import EngineAPI
import KubeAPI
import Synchronization

/// The documents of the built-in groups, made when somebody asks and then kept.
final class OpenAPIDocuments: Sendable {
    private let made = Mutex<[String: [UInt8]]>([:])

    func document(_ key: String, _ make: () -> JSON) -> [UInt8] {
        if let bytes = made.withLock({ $0[key] }) { return bytes }
        let bytes = make().bytes
        made.withLock { $0[key] = bytes }
        return bytes
    }
}

extension RequestHandler {
    func openAPI(_ path: [String]) async throws {
        switch path.first {
        case "v2" where path.count == 1: try await openAPIv2()
        case "v3" where path.count == 1: try await openAPIIndex()
        case "v3": try await openAPIDocument(Array(path.dropFirst()))
        default: throw StatusError.noSuchPath
        }
    }

    /// An empty document: clients then fall back on what they have compiled in.
    private func openAPIv2() async throws {
        let accept = request.field("Accept")
        guard accept.contains("proto-openapi") || !accept.contains("json") else {
            return try await request.answer(
                .record([
                    "swagger": "2.0",
                    "info": JSON.record(["title": "Kubernetes", "version": KubernetesVersion.text]),
                    "paths": JSON.object([]),
                ])
            )
        }
        try await request.answer(
            document: [],
            type: "application/com.github.proto-openapi.spec.v2.v1.0+protobuf",
            tag: "EMPTY"
        )
    }

    private func openAPIIndex() async throws {
        let types = await service.types()
        let definitions = try await definitions()
        var paths: [JSON.Member] = []
        for (group, versions) in types.groups {
            for version in versions {
                let path = group.isEmpty ? "api/\(version)" : "apis/\(group)/\(version)"
                let hash = Self.hash(types.types(group: group, version: version), definitions)
                paths.append(
                    .init(path, .record(["serverRelativeURL": "/openapi/v3/\(path)?hash=\(hash)"]))
                )
            }
        }
        let bytes = JSON.record(["paths": JSON.object(paths)]).bytes
        try await request.answer(document: bytes, type: "application/json", tag: DocumentTag.of(bytes))
    }

    private func openAPIDocument(_ path: [String]) async throws {
        let group = path.first == "apis" && path.count == 3 ? path[1] : ""
        guard let version = path.last, path == ["api", version] || path.count == 3,
            path.first != "api" || path.count == 2
        else { throw StatusError.noSuchPath }
        let found = await service.types().types(group: group, version: version)
        guard !found.isEmpty else { throw StatusError.noSuchPath }
        let definitions = try await definitions()
        let tag = Self.hash(found, definitions)
        let isBuiltIn = found.allSatisfy(ResourceType.isServedByItself)
        let make = {
            var document = SchemaDocument(schema: .builtIn, types: found)
            for type in found {
                document.custom[type.kind] = Self.schema(of: type, definitions)
            }
            return document.json
        }
        let bytes = isBuiltIn ? service.documents.document(tag, make) : make().bytes
        try await request.answer(document: bytes, type: "application/json", tag: tag)
    }

    private func definitions() async throws -> [KubeObject] {
        try await api.list(.customResourceDefinitions, ObjectQuery()).items
    }

    /// The schema that a custom type's definition has for a version.
    private static func schema(of type: ResourceType, _ definitions: [KubeObject]) -> JSON? {
        let definition = definitions.first {
            $0["spec", "group"]?.text == type.group && $0["spec", "names", "plural"]?.text == type.plural
        }
        let versions = definition?["spec", "versions"]?.elements ?? []
        return versions.first { $0["name"]?.text == type.version }?["schema"]?["openAPIV3Schema"]
    }

    /// A name for a document that changes whenever the document does.
    private static func hash(_ types: [ResourceType], _ definitions: [KubeObject]) -> String {
        var text = KubernetesVersion.text
        for type in types {
            text += "\n\(type.apiVersion) \(type.plural) \(type.kind) \(type.isNamespaced)"
            guard !ResourceType.isServedByItself(type) else { continue }
            text += schema(of: type, definitions).map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
        }
        return DocumentTag.of(Array(text.utf8))
    }
}

extension ResourceType {
    /// Whether a type is one of Kubernetes' own, those that aren't stored among them.
    static func isServedByItself(_ type: ResourceType) -> Bool {
        isBuiltIn(type)
            || ["authorization.k8s.io", "authentication.k8s.io", ""].contains(type.group)
    }
}
