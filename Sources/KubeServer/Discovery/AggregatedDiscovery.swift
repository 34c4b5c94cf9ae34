import EngineAPI
import KubeAPI

/// All types in one document, as kubectl asks for them from 1.27 on.
struct AggregatedDiscovery {
    let types: ServedTypes
    /// `v2` or `v2beta1`, which have one shape.
    let version: String

    /// The version that an `Accept` field asks for first; nil for the form of old.
    static func version(accept: [String]) -> String? {
        for type in MediaType.list(accept.joined(separator: ",")) where type.name == "application/json" {
            guard type.parameters["as"] == "APIGroupDiscoveryList" else { return nil }
            guard type.parameters["g"] == "apidiscovery.k8s.io",
                let version = type.parameters["v"], ["v2", "v2beta1"].contains(version)
            else { continue }
            return version
        }
        return nil
    }

    var mediaType: String {
        "application/json;g=apidiscovery.k8s.io;v=\(version);as=APIGroupDiscoveryList"
    }

    /// The document of the core group, or of all others.
    func document(core: Bool) -> JSON {
        .record([
            "kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/\(version)",
            "metadata": JSON.object([]),
            "items": types.groups.filter { $0.name.isEmpty == core }.map(group),
        ])
    }

    private func group(_ name: String, _ versions: [String]) -> JSON {
        .record([
            "metadata": JSON.record([
                "name": name.isEmpty ? nil : name, "creationTimestamp": JSON.null,
            ]),
            "versions": versions.map { version in
                JSON.record([
                    "version": version,
                    "resources": types.types(group: name, version: version).map(resource),
                    "freshness": "Current",
                ])
            },
        ])
    }

    private func resource(_ type: ResourceType) -> JSON {
        .record([
            "resource": type.plural,
            "responseKind": Self.kind(group: "", version: "", type.kind),
            "scope": type.isNamespaced ? "Namespaced" : "Cluster",
            "singularResource": type.singular,
            "verbs": type.verbs.isEmpty ? nil : type.verbs,
            "shortNames": type.shortNames.isEmpty ? nil : type.shortNames,
            "categories": type.categories.isEmpty ? nil : type.categories,
            "subresources": type.subresources.isEmpty
                ? nil
                : type.subresources.sorted().map { name in
                    let kind = Subresource.kind(name, of: type)
                    return JSON.record([
                        "subresource": name,
                        "responseKind": Self.kind(group: kind.group, version: kind.version, kind.kind),
                        "verbs": Subresource.verbs(name),
                    ])
                },
        ])
    }

    private static func kind(group: String, version: String, _ kind: String) -> JSON {
        .record(["group": group, "version": version, "kind": kind])
    }
}
