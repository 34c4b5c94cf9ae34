import EngineAPI

/// Keeps each service's `Endpoints` and `EndpointSlice`s true to its pods.
struct EndpointsController: Controller {
    private static let managerName = "endpointslice-controller.k8s.io"
    private static let headless = "service.kubernetes.io/headless"

    /// Where the API server is reached, for the service `kubernetes`, which selects no pods.
    let serverAddress: String?

    var component: String { "endpoint-controller" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        switch change.shelf {
        case .services: return [change.key]
        case .pods:
            guard Self.matters(change) else { return [] }
            let namespace = change.key.namespace
            var keys: [ObjectKey] = []
            if let before = change.podBefore {
                keys += cache.selectors.selecting(before.labels, in: namespace, .services)
            }
            if let after = change.podAfter, after.labels != change.podBefore?.labels {
                keys += cache.selectors.selecting(after.labels, in: namespace, .services)
            }
            return keys
        // Addresses that are written before their service wait for it.
        case .endpoints: return cache[.services, change.key] == nil ? [] : [change.key]
        case .endpointSlices:
            return [change.before, change.after].compactMap { $0?.labels[SliceSet.serviceLabel] }
                .map { ObjectKey(change.key.namespace, $0) }
        default: return []
        }
    }

    private static func matters(_ change: ObjectChange) -> Bool {
        guard var before = change.podBefore, let after = change.podAfter else { return true }
        // Restarts and the moment of readiness are nobody's business here.
        before.restarts = after.restarts
        before.isRefused = after.isRefused
        before.readySince = after.readySince
        before.controller = after.controller
        return before != after
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        let endpoints = cache[.endpoints, key]
        guard let service = cache[.services, key] else {
            guard let endpoints, !endpoints.isBeingDeleted else { return .nothing }
            return Decision([.delete(.endpoints, key, DeleteOptions(uid: endpoints.uid))])
        }
        guard !service.isBeingDeleted, !cache.isEnding(key.namespace) else { return .nothing }
        guard let selector = SelectorIndex.selector(of: service), service.spec("type")?.text != "ExternalName"
        else {
            guard key == ObjectKey("default", "kubernetes"), let serverAddress else {
                return Decision(MirroredEndpoints.writes(of: endpoints, isSelected: false, in: cache))
            }
            return Decision(serverWrites(service, endpoints, serverAddress, cache))
        }
        let pods = cache.pods(in: key.namespace, matching: selector)
            .compactMap { facts in cache[.pods, facts.key].map { (facts, $0) } }
        let wanted = ServiceEndpoints(service, pods: pods)
        return Decision(
            endpointsWrites(wanted, endpoints) + sliceWrites(wanted, in: cache)
                + MirroredEndpoints.writes(of: endpoints, isSelected: true, in: cache)
        )
    }

    private func endpointsWrites(_ wanted: ServiceEndpoints, _ old: KubeObject?) -> [Write] {
        let service = wanted.service
        var labels = service.labels
        if wanted.isHeadless { labels[Self.headless] = "" }
        let subsets = wanted.subsets
        var new =
            old
            ?? KubeObject(
                .of([
                    "apiVersion": "v1".json, "kind": "Endpoints".json,
                    "metadata": .of(["name": service.name.json, "namespace": service.namespace?.json]),
                ])
            )
        new["metadata", "labels"] = labels.isEmpty ? nil : labels.json
        new["subsets"] = subsets.isEmpty ? nil : .array(subsets)
        guard let old else { return [.create(.endpoints, new)] }
        return new.means(old) ? [] : [.update(.endpoints, new)]
    }

    private func sliceWrites(_ wanted: ServiceEndpoints, in cache: ObjectCache) -> [Write] {
        let service = wanted.service
        var labels = service.labels
        if wanted.isHeadless { labels[Self.headless] = "" }
        return SliceSet(of: service, by: Self.managerName, labels: labels, wanted.slices)
            .writes(replacing: SliceSet.existing(of: service, by: Self.managerName, in: cache))
    }

    /// The API server's own address behind the service `kubernetes`.
    private func serverWrites(
        _ service: KubeObject,
        _ endpoints: KubeObject?,
        _ address: String,
        _ cache: ObjectCache
    ) -> [Write] {
        let port = service.spec("ports")?.elements?.first
        let target: JSON = .of([
            "name": "https".json, "port": port?["targetPort"] ?? 6443.json, "protocol": "TCP".json,
        ])
        var writes: [Write] = []
        if endpoints == nil {
            writes.append(
                .create(
                    .endpoints,
                    KubeObject(
                        .of([
                            "apiVersion": "v1".json, "kind": "Endpoints".json,
                            "metadata": .of([
                                "name": "kubernetes".json, "namespace": "default".json,
                                "labels": .of(["endpointslice.kubernetes.io/skip-mirror": "true".json]),
                            ]),
                            "subsets": .array([
                                .of([
                                    "addresses": .array([.of(["ip": address.json])]),
                                    "ports": .array([target]),
                                ])
                            ]),
                        ])
                    )
                )
            )
        }
        if cache[.endpointSlices, ObjectKey("default", "kubernetes")] == nil {
            writes.append(
                .create(
                    .endpointSlices,
                    KubeObject(
                        .of([
                            "apiVersion": "discovery.k8s.io/v1".json, "kind": "EndpointSlice".json,
                            "metadata": .of([
                                "name": "kubernetes".json, "namespace": "default".json,
                                "labels": .of([SliceSet.serviceLabel: "kubernetes".json]),
                            ]), "addressType": "IPv4".json,
                            "endpoints": .array([
                                .of(["addresses": [address].json, "conditions": .of(["ready": true.json])])
                            ]),
                            "ports": .array([target]),
                        ])
                    )
                )
            )
        }
        return writes
    }
}
