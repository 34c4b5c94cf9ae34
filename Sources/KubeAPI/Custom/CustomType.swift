import EngineAPI

/// A type that a custom resource definition brought.
struct CustomType: Sendable {
    /// The type in each version that is served.
    let served: [ResourceType]
    /// The structural schema of each version.
    let schemas: [String: JSON]
    /// Where its replicas are counted, if it can be scaled.
    let scale: ScalePaths?

    /// The type that a definition describes.
    init(_ definition: KubeObject) {
        let spec = definition["spec"]
        let names = spec?["names"]
        let group = spec?["group"]?.text ?? ""
        let kind = names?["kind"]?.text ?? ""
        let plural = names?["plural"]?.text ?? ""
        func words(_ json: JSON?) -> [String] { (json?.elements ?? []).compactMap(\.text) }
        var served: [ResourceType] = []
        var schemas: [String: JSON] = [:]
        var scale: ScalePaths?
        for version in spec?["versions"]?.elements ?? [] {
            guard let name = version["name"]?.text else { continue }
            schemas[name] = Self.rooted(version["schema"]?["openAPIV3Schema"] ?? .object([]))
            let subresources = version["subresources"]
            if let paths = subresources?["scale"] { scale = ScalePaths(definition: paths) }
            guard version["served"]?.flag ?? false else { continue }
            var type = ResourceType(
                group,
                name,
                plural,
                kind,
                short: words(names?["shortNames"]),
                categories: words(names?["categories"]),
                isNamespaced: spec?["scope"]?.text != "Cluster",
                subresources: ["scale", "status"].filter { subresources?[$0] != nil },
                hasGeneration: true
            )
            type.singular = names?["singular"]?.text ?? kind.lowercased()
            served.append(type)
        }
        self.served = served
        self.schemas = schemas
        self.scale = scale
    }

    /// A schema whose `metadata` is that of all objects.
    private static func rooted(_ schema: JSON) -> JSON {
        var schema = schema
        schema.set(.bool(true), at: ["x-kubernetes-root"])
        return schema
    }
}

extension ScalePaths {
    /// The paths of a definition: `.spec.replicas`.
    init(definition: JSON) {
        self.init()
        func path(_ name: String) -> [String]? {
            definition[name]?.text.map { $0.split(separator: ".").map(String.init) }
        }
        spec = path("specReplicasPath") ?? spec
        status = path("statusReplicasPath") ?? status
        selector = path("labelSelectorPath") ?? ["status", "selector", "none"]
    }
}
