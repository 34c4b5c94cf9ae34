import EngineAPI

/// A change of an object in the cache; nil before it came and after it went.
struct ObjectChange: Sendable {
    var shelf: Shelf
    var key: ObjectKey
    var before: KubeObject?
    var after: KubeObject?
    var podBefore: PodFacts?
    var podAfter: PodFacts?

    /// The object, or what it was.
    var object: KubeObject { after ?? before ?? KubeObject(.object([])) }
}

/// All objects that the controllers know, with the indices by which they find them.
///
/// Objects come from watches and, at once, from the controllers' own writes: a decision always sees what the last one did.
struct ObjectCache: Sendable {
    /// An object's place.
    struct Location: Hashable, Sendable {
        var shelf: Shelf
        var key: ObjectKey
    }

    private var objects: [Int: [ObjectKey: KubeObject]] = [:]
    private var inNamespace: [Int: [String: Set<ObjectKey>]] = [:]
    private var uids: [String: Location] = [:]
    private var dependents: [String: Set<Location>] = [:]
    /// Objects without a controller, among those that controllers adopt.
    private var loose: [Int: [String: Set<ObjectKey>]] = [:]
    private var facts: [ObjectKey: PodFacts] = [:]
    private var onNode: [String: Set<ObjectKey>] = [:]
    /// The pods for which there was no node when they were looked at.
    private(set) var refused: Set<ObjectKey> = []
    /// Those among them for which room is being made.
    private(set) var nominated: Set<ObjectKey> = []
    /// The nodes that aren't being deleted, by name.
    private(set) var nodes: [NodeFacts] = []
    private var buried = Buried()
    /// The types of which it holds objects, in their order.
    private(set) var shelves: [Shelf] = Shelf.builtIn
    private(set) var selectors = SelectorIndex()
    private(set) var ledger = NodeLedger()

    private static let adoptable: Set<Shelf> = [.pods, .replicaSets, .controllerRevisions]
    private static let selecting: Set<Shelf> = [
        .services, .replicaSets, .replicationControllers, .statefulSets, .daemonSets, .jobs,
        .disruptionBudgets,
    ]

    init() {}

    /// A cache of these objects, for tests.
    init(_ objects: [KubeObject]) {
        for object in objects {
            guard
                let shelf = Shelf.builtIn.first(where: {
                    $0.type.kind == object.kind && $0.type.apiVersion == object.apiVersion
                })
            else { continue }
            _ = put(object, on: shelf)
        }
    }

    // MARK: - Reading

    subscript(shelf: Shelf, key: ObjectKey) -> KubeObject? { objects[shelf.index]?[key] }

    /// The objects of a type in a namespace, by name; nil: in all.
    func all(_ shelf: Shelf, in namespace: String? = nil) -> [KubeObject] {
        guard let table = objects[shelf.index] else { return [] }
        guard let namespace else { return table.sorted { $0.key < $1.key }.map(\.value) }
        return (inNamespace[shelf.index]?[namespace] ?? []).sorted().compactMap { table[$0] }
    }

    func keys(_ shelf: Shelf, in namespace: String? = nil) -> [ObjectKey] {
        guard let namespace else { return objects[shelf.index]?.keys.sorted() ?? [] }
        return (inNamespace[shelf.index]?[namespace] ?? []).sorted()
    }

    func isEmpty(_ shelf: Shelf, in namespace: String) -> Bool {
        inNamespace[shelf.index]?[namespace]?.isEmpty ?? true
    }

    func location(ofUID uid: String) -> Location? { uids[uid] }

    /// What names an object as its owner.
    func dependents(ofUID uid: String) -> Set<Location> { dependents[uid] ?? [] }

    /// What names an object as its owner, of one type, by name.
    func dependents(of owner: KubeObject, _ shelf: Shelf) -> [KubeObject] {
        (dependents[owner.uid] ?? []).filter { $0.shelf == shelf }.map(\.key).sorted()
            .compactMap { self[shelf, $0] }
    }

    /// The objects of a type that no controller looks after.
    func loose(_ shelf: Shelf, in namespace: String) -> [KubeObject] {
        (loose[shelf.index]?[namespace] ?? []).sorted().compactMap { self[shelf, $0] }
    }

    func pod(_ key: ObjectKey) -> PodFacts? { facts[key] }

    /// The pods that a controller looks after, by name.
    func pods(of owner: KubeObject) -> [PodFacts] {
        (dependents[owner.uid] ?? []).filter { $0.shelf == .pods }.compactMap { facts[$0.key] }
            .filter { $0.controller?.uid == owner.uid }.sorted { $0.key < $1.key }
    }

    func pods(onNode node: String) -> [PodFacts] {
        (onNode[node] ?? []).sorted().compactMap { facts[$0] }
    }

    /// How many pods of a controller are on a node and haven't ended.
    func siblings(ofOwner uid: String, onNode node: String) -> Int {
        (dependents[uid] ?? []).count { location in
            guard location.shelf == .pods, let pod = facts[location.key] else { return false }
            return pod.node == node && !pod.isTerminal
        }
    }

    func pods(in namespace: String, matching selector: LabelSelector) -> [PodFacts] {
        (inNamespace[Shelf.pods.index]?[namespace] ?? []).compactMap { facts[$0] }
            .filter { selector.matches($0.labels) }.sorted { $0.key < $1.key }
    }

    /// Whether nothing new may be made in a namespace.
    func isEnding(_ namespace: String) -> Bool {
        self[.namespaces, ObjectKey("", namespace)]?.isBeingDeleted ?? false
    }

    /// The cache as it would be without some pods.
    func without(_ pods: some Sequence<ObjectKey>) -> ObjectCache {
        var copy = self
        for key in pods {
            if let pod = self[.pods, key] { copy.unlink(pod, key, .pods) }
        }
        return copy
    }

    // MARK: - Changing

    /// Makes room for the objects of another type.
    mutating func addShelf(_ type: ResourceType) -> Shelf {
        let shelf = Shelf(index: shelves.count, type: type)
        shelves.append(shelf)
        return shelf
    }

    /// Takes an object in; nil where it isn't newer than what is known.
    mutating func put(_ object: KubeObject, on shelf: Shelf) -> ObjectChange? {
        let key = ObjectKey(object)
        guard !buried.contains(object.uid) else { return nil }
        let before = self[shelf, key]
        if let before, before.uid == object.uid, before.resourceVersion >= object.resourceVersion,
            object.resourceVersion > 0
        {
            return nil
        }
        let podBefore = shelf == .pods ? facts[key] : nil
        if let before { unlink(before, key, shelf) }
        link(object, key, shelf)
        return ObjectChange(
            shelf: shelf,
            key: key,
            before: before,
            after: object,
            podBefore: podBefore,
            podAfter: shelf == .pods ? facts[key] : nil
        )
    }

    /// Takes an object out for good; nil where it isn't there, or another of its name is.
    mutating func remove(_ key: ObjectKey, uid: String, on shelf: Shelf) -> ObjectChange? {
        buried.insert(uid)
        guard let before = self[shelf, key], before.uid == uid else { return nil }
        let podBefore = shelf == .pods ? facts[key] : nil
        unlink(before, key, shelf)
        return ObjectChange(shelf: shelf, key: key, before: before, after: nil, podBefore: podBefore)
    }

    private mutating func link(_ object: KubeObject, _ key: ObjectKey, _ shelf: Shelf) {
        objects[shelf.index, default: [:]][key] = object
        inNamespace[shelf.index, default: [:]][key.namespace, default: []].insert(key)
        let location = Location(shelf: shelf, key: key)
        uids[object.uid] = location
        var hasController = false
        for owner in object.owners {
            dependents[owner.uid, default: []].insert(location)
            hasController = hasController || owner.isController
        }
        if !hasController, Self.adoptable.contains(shelf) {
            loose[shelf.index, default: [:]][key.namespace, default: []].insert(key)
        }
        if Self.selecting.contains(shelf) { selectors.insert(object, key, shelf) }
        if shelf == .nodes, !object.isBeingDeleted {
            let index = nodes.firstIndex { $0.name > key.name } ?? nodes.endIndex
            nodes.insert(NodeFacts(object), at: index)
        }
        if shelf == .pods {
            let pod = PodFacts(object)
            facts[key] = pod
            if pod.node.isEmpty {
                if pod.isActive, pod.isRefused { refused.insert(key) }
                if pod.isActive, !pod.nominatedNode.isEmpty { nominated.insert(key) }
            } else {
                onNode[pod.node, default: []].insert(key)
                if !pod.isTerminal { ledger.add(object, pod) }
            }
        }
    }

    private mutating func unlink(_ object: KubeObject, _ key: ObjectKey, _ shelf: Shelf) {
        objects[shelf.index]?[key] = nil
        inNamespace[shelf.index]?[key.namespace]?.remove(key)
        if inNamespace[shelf.index]?[key.namespace]?.isEmpty ?? false {
            inNamespace[shelf.index]?[key.namespace] = nil
        }
        let location = Location(shelf: shelf, key: key)
        if uids[object.uid] == location { uids[object.uid] = nil }
        for owner in object.owners {
            dependents[owner.uid]?.remove(location)
            if dependents[owner.uid]?.isEmpty ?? false { dependents[owner.uid] = nil }
        }
        if Self.adoptable.contains(shelf) { loose[shelf.index]?[key.namespace]?.remove(key) }
        if Self.selecting.contains(shelf) { selectors.remove(object, key, shelf) }
        if shelf == .nodes { nodes.removeAll { $0.name == key.name } }
        if shelf == .pods, let pod = facts.removeValue(forKey: key) {
            refused.remove(key)
            nominated.remove(key)
            onNode[pod.node]?.remove(key)
            ledger.remove(pod)
        }
    }
}

/// The objects that went last: what is still told of their past is passed over.
private struct Buried: Sendable {
    private static let room = 8192

    private var uids: Set<String> = []
    private var order: [String] = []
    private var oldest = 0

    func contains(_ uid: String) -> Bool { uids.contains(uid) }

    mutating func insert(_ uid: String) {
        guard uids.insert(uid).inserted else { return }
        guard order.count == Self.room else {
            order.append(uid)
            return
        }
        uids.remove(order[oldest])
        order[oldest] = uid
        oldest = (oldest + 1) % Self.room
    }
}
