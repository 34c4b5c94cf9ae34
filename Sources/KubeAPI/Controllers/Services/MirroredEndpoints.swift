import EngineAPI

/// `Endpoints` that somebody wrote by hand for a service without a selector, as slices: who looks for a service's
/// addresses looks at slices only.
struct MirroredEndpoints {
    static let manager = "endpointslicemirroring-controller.k8s.io"
    private static let skipLabel = "endpointslice.kubernetes.io/skip-mirror"
    private static let leader = "control-plane.alpha.kubernetes.io/leader"

    let endpoints: KubeObject

    /// What makes the mirrored slices true; where pods are selected, nothing is mirrored.
    static func writes(of endpoints: KubeObject?, isSelected: Bool, in cache: ObjectCache) -> [Write] {
        guard let endpoints, !endpoints.isBeingDeleted else { return [] }
        let old = SliceSet.existing(of: endpoints, by: manager, in: cache)
        let isMirrored =
            !isSelected && endpoints.labels[skipLabel] != "true" && endpoints.annotations[leader] == nil
        let contents = isMirrored ? MirroredEndpoints(endpoints: endpoints).contents : []
        return SliceSet(of: endpoints, by: manager, labels: endpoints.labels, contents)
            .writes(replacing: old)
    }

    /// A slice for each subset that has addresses.
    private var contents: [SliceSet.Content] {
        (endpoints["subsets"]?.elements ?? []).compactMap { subset -> SliceSet.Content? in
            let members =
                Self.members(subset["addresses"], isReady: true)
                + Self.members(subset["notReadyAddresses"], isReady: false)
            guard !members.isEmpty else { return nil }
            return (ports: (subset["ports"]?.elements ?? []).map(Self.port), endpoints: members)
        }
    }

    private static func members(_ addresses: JSON?, isReady: Bool) -> [JSON] {
        (addresses?.elements ?? []).compactMap { address in
            guard let ip = address["ip"]?.text, !ip.isEmpty else { return nil }
            return .of([
                "addresses": [ip].json, "conditions": .of(["ready": isReady.json]),
                "hostname": address["hostname"], "nodeName": address["nodeName"],
                "targetRef": address["targetRef"],
            ])
        }
    }

    /// A port as slices list it: the unnamed have an empty name.
    private static func port(_ port: JSON) -> JSON {
        .of([
            "appProtocol": port["appProtocol"], "name": port["name"] ?? "".json, "port": port["port"],
            "protocol": port["protocol"] ?? "TCP".json,
        ])
    }
}
