import EngineAPI

/// The slices of one service as they are to be, whoever asks for them.
struct SliceSet {
    static let serviceLabel = "kubernetes.io/service-name"
    static let managerLabel = "endpointslice.kubernetes.io/managed-by"

    /// What a slice holds: ports, and endpoints that all have these.
    typealias Content = (ports: [JSON], endpoints: [JSON])

    /// What the slices belong to and go with; it has the service's name.
    let owner: KubeObject
    /// By which controller they are kept.
    let manager: String
    var labels: [String: String]
    let contents: [Content]

    init(of owner: KubeObject, by manager: String, labels: [String: String], _ contents: [Content]) {
        self.owner = owner
        self.manager = manager
        self.labels = labels
        self.contents = contents
        self.labels[Self.managerLabel] = manager
        self.labels[Self.serviceLabel] = owner.name
    }

    /// The slices that a controller keeps for an owner.
    static func existing(of owner: KubeObject, by manager: String, in cache: ObjectCache) -> [KubeObject] {
        cache.dependents(of: owner, .endpointSlices).filter { $0.labels[managerLabel] == manager }
    }

    /// What makes the slices that are there into these.
    func writes(replacing old: [KubeObject]) -> [Write] {
        var writes: [Write] = []
        for (index, content) in contents.enumerated() {
            let isNew = index >= old.count
            var slice = isNew ? fresh : old[index]
            slice["metadata", "labels"] = labels.json
            slice["endpoints"] = .array(content.endpoints)
            slice["ports"] = .array(content.ports)
            if isNew {
                writes.append(.create(.endpointSlices, slice))
            } else if !slice.means(old[index]) {
                writes.append(.update(.endpointSlices, slice))
            }
        }
        for surplus in old.dropFirst(contents.count) {
            writes.append(.delete(.endpointSlices, ObjectKey(surplus), DeleteOptions(uid: surplus.uid)))
        }
        return writes
    }

    private var fresh: KubeObject {
        KubeObject(
            .of([
                "apiVersion": "discovery.k8s.io/v1".json, "kind": "EndpointSlice".json,
                "metadata": .of([
                    "generateName": "\(owner.name)-".json, "namespace": owner.namespace?.json,
                    "ownerReferences": .array([OwnerReference.controller(owner)]),
                ]), "addressType": "IPv4".json,
            ])
        )
    }
}
