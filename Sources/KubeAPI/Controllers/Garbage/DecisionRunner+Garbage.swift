import EngineAPI

extension DecisionRunner {
    /// Deletes an object whose owners are really gone; where some are left, takes the others off it.
    ///
    /// The cache may not have heard of an owner yet, hence the server is asked.
    func collect(
        _ shelf: Shelf,
        _ object: KubeObject,
        _ missing: [OwnerReference]
    ) async throws(StatusError) {
        let types = await api.types()
        var gone: Set<String> = []
        for owner in missing {
            guard
                let type = types.first(where: { $0.kind == owner.kind && $0.apiVersion == owner.apiVersion })
            else { continue }
            do {
                let found = try await api.get(
                    type,
                    namespace: type.isNamespaced ? object.namespace : nil,
                    name: owner.name
                )
                if found.uid != owner.uid { gone.insert(owner.uid) }
            } catch  where error.code == 404 {
                gone.insert(owner.uid)
            }
        }
        guard !gone.isEmpty else { return }
        if object.owners.allSatisfy({ gone.contains($0.uid) }) {
            try await delete(shelf, ObjectKey(object), DeleteOptions(uid: object.uid), nil)
        } else {
            try await update(shelf, object.without(owners: gone), part: nil)
        }
    }
}
