import EngineAPI
import KubeAPI

/// The types in a document a group and version, as older clients and `auth can-i` ask for them.
struct LegacyDiscovery {
    let types: ServedTypes

    /// `/api`.
    func coreVersions(host: String) -> JSON {
        .record([
            "kind": "APIVersions", "versions": ["v1"],
            "serverAddressByClientCIDRs": [
                JSON.record(["clientCIDR": "0.0.0.0/0", "serverAddress": host])
            ],
        ])
    }

    /// `/apis`.
    var groups: JSON {
        .record([
            "kind": "APIGroupList", "apiVersion": "v1",
            "groups": types.groups.filter { !$0.name.isEmpty }.map { group($0.name, $0.versions) },
        ])
    }

    /// `/apis/apps`; nil for a group that there isn't.
    func group(_ name: String) -> JSON? {
        types.groups.first { $0.name == name && !name.isEmpty }.map { found in
            group(found.name, found.versions).leading([
                .init("kind", .string("APIGroup")), .init("apiVersion", .string("v1")),
            ])
        }
    }

    /// `/apis/apps/v1`; nil where there are no types.
    func resources(group: String, version: String) -> JSON? {
        let found = types.types(group: group, version: version)
        guard !found.isEmpty else { return nil }
        return .record([
            "kind": "APIResourceList", "apiVersion": group.isEmpty ? nil : "v1",
            "groupVersion": group.isEmpty ? version : "\(group)/\(version)",
            "resources": found.flatMap { type in
                [resource(type)] + type.subresources.sorted().map { subresource($0, of: type) }
            },
        ])
    }

    private func group(_ name: String, _ versions: [String]) -> JSON {
        let all = versions.map { JSON.record(["groupVersion": "\(name)/\($0)", "version": $0]) }
        return .record(["name": name, "versions": all, "preferredVersion": all.first])
    }

    private func resource(_ type: ResourceType) -> JSON {
        .record([
            "name": type.plural, "singularName": type.singular, "namespaced": type.isNamespaced,
            "kind": type.kind, "verbs": type.verbs,
            "shortNames": type.shortNames.isEmpty ? nil : type.shortNames,
            "categories": type.categories.isEmpty ? nil : type.categories,
        ])
    }

    private func subresource(_ name: String, of type: ResourceType) -> JSON {
        let kind = Subresource.kind(name, of: type)
        return .record([
            "name": "\(type.plural)/\(name)", "singularName": "", "namespaced": type.isNamespaced,
            "group": kind.group.isEmpty ? nil : kind.group,
            "version": kind.version.isEmpty ? nil : kind.version,
            "kind": kind.kind, "verbs": Subresource.verbs(name),
        ])
    }
}
