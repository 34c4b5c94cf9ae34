import EngineAPI

/// Empties a namespace that is being deleted, then lets it go; gives the others what each has.
struct NamespaceController: Controller {
    var component: String { "namespace-controller" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        if change.shelf == .namespaces { return [change.key] }
        // The last object of a namespace that ends, or a part of the furniture that somebody took away.
        guard change.after == nil, !change.key.namespace.isEmpty else { return [] }
        let isFurniture = change.shelf == .serviceAccounts || change.shelf == .configMaps
        return isFurniture || cache.isEnding(change.key.namespace)
            ? [ObjectKey("", change.key.namespace)] : []
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let namespace = cache[.namespaces, key] else { return .nothing }
        guard namespace.isBeingDeleted else { return Decision(furniture(of: key.name, cache)) }
        if namespace.status("phase")?.text != "Terminating" {
            var copy = namespace
            copy["status", "phase"] = "Terminating".json
            return Decision([.status(.namespaces, copy)])
        }
        guard namespace.spec("finalizers")?.elements?.contains("kubernetes".json) ?? false else {
            return .nothing
        }
        var writes: [Write] = []
        var isEmpty = true
        for shelf in cache.shelves where shelf.type.isNamespaced {
            for object in cache.all(shelf, in: key.name) {
                isEmpty = false
                guard !object.isBeingDeleted else { continue }
                writes.append(.delete(shelf, ObjectKey(object), DeleteOptions(uid: object.uid)))
            }
        }
        guard isEmpty else { return Decision(writes) }
        var copy = namespace
        let left = (namespace.spec("finalizers")?.elements ?? []).filter { $0 != "kubernetes".json }
        copy["spec", "finalizers"] = left.isEmpty ? nil : .array(left)
        return Decision([
            .deleteAll(.events, namespace: key.name), .updatePart(.namespaces, copy, part: "finalize"),
        ])
    }

    /// The default account and the certificate, where they are missing.
    private func furniture(of namespace: String, _ cache: ObjectCache) -> [Write] {
        var writes: [Write] = []
        if cache[.serviceAccounts, ObjectKey(namespace, "default")] == nil {
            let account = KubeObject(
                .of([
                    "apiVersion": "v1".json, "kind": "ServiceAccount".json,
                    "metadata": .of(["name": "default".json, "namespace": namespace.json]),
                ])
            )
            writes.append(.create(.serviceAccounts, account))
        }
        let certificate = "kube-root-ca.crt"
        if cache[.configMaps, ObjectKey(namespace, certificate)] == nil,
            let model = cache[.configMaps, ObjectKey("kube-system", certificate)]
                ?? cache[
                    .configMaps,
                    ObjectKey("default", certificate)
                ]
        {
            let map = KubeObject(
                .of([
                    "apiVersion": "v1".json, "kind": "ConfigMap".json,
                    "metadata": .of([
                        "name": certificate.json, "namespace": namespace.json,
                        "annotations": model["metadata", "annotations"],
                    ]),
                    "data": model["data"],
                ])
            )
            writes.append(.create(.configMaps, map))
        }
        return writes
    }
}
