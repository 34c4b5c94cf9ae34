import EngineAPI

/// What a cluster's store holds, and how each request changes it.
///
/// A value without concurrency: the actor ``ClusterStore`` owns the one that counts. Each verb checks everything before
/// it changes anything, so a request that throws has done nothing. Nobody keeps a copy: with one about, the next write
/// would copy the table and the history of its type. (Declared `~Copyable`, it makes Swift 6.3's optimizer crash.)
struct StoreState: Sendable {
    /// The name under which the store's own writes are recorded.
    static let ownManager = "kube-apiserver"

    /// The type of definitions of custom types.
    private static let definitions = ResourceType.customResourceDefinitions.qualifiedName
    private static let events = ResourceType.events.qualifiedName

    let clock: any ClusterClock
    let settings: StoreSettings
    var random: StoreRandom
    /// The version of the last change.
    private(set) var version = 0
    private var tables: [String: ObjectTable] = [:]
    private var histories: [String: ChangeHistory] = [:]
    private var expiry: EventExpiry
    /// The types whose objects have changed since they were last taken.
    private var changed: Set<String> = []
    /// Sets of owned fields that objects share, and what is said of their owners; those of one template's pods are alike.
    var sharedFields: [JSON: JSON] = [:]
    private var shapes = ObjectShapes()
    /// Custom types, by what messages call them.
    var custom: [String: CustomType] = [:]

    init(clock: any ClusterClock, settings: StoreSettings) {
        self.clock = clock
        self.settings = settings
        random = StoreRandom(seed: settings.seed)
        expiry = EventExpiry(lifetime: settings.eventLifetime)
        insertInitialObjects()
    }

    static func key(_ type: ResourceType) -> String { type.qualifiedName }

    func object(_ type: ResourceType, _ namespace: String?, _ name: String) -> KubeObject? {
        entry(type, namespace, name)?.object
    }

    /// An object as it is kept.
    private func entry(_ type: ResourceType, _ namespace: String?, _ name: String) -> StoredObject? {
        tables[Self.key(type)]?[type.isNamespaced ? namespace ?? "" : "", name]
    }

    /// The way to keep an object: events in little room.
    private mutating func kept(_ object: KubeObject, _ type: ResourceType) -> StoredObject {
        guard type.qualifiedName == Self.events else { return .tree(object) }
        return .packed(PackedObject(object, &shapes))
    }

    /// All objects of a type in a namespace (nil: in all), in any order.
    func objects(_ type: ResourceType, in namespace: String?) -> [KubeObject] {
        tables[Self.key(type)]?.all(in: namespace) ?? []
    }

    mutating func sorted(_ type: ResourceType, in namespace: String?) -> [KubeObject] {
        tables[Self.key(type)]?.sorted(in: namespace) ?? []
    }

    func count(_ type: ResourceType) -> Int { tables[Self.key(type)]?.count ?? 0 }

    func history(_ type: ResourceType) -> ChangeHistory? { histories[Self.key(type)] }

    /// The types that changed since the last call.
    mutating func takeChanged() -> Set<String> {
        defer { changed = [] }
        return changed
    }

    /// Stores an object, new or changed, under the next version.
    @discardableResult
    mutating func put(_ type: ResourceType, _ object: KubeObject) -> KubeObject {
        let old = entry(type, object.namespace, object.name)
        let before = old?.object
        var stored = numbered(object)
        if let before { stored.json = stored.json.reusing(before.json) }
        let new = kept(stored, type)
        tables[Self.key(type), default: ObjectTable()]
            .put(new, namespace: stored.namespace ?? "", name: stored.name)
        note(type, .init(version: version, before: old, after: new))
        account(type, before, stored)
        if type.qualifiedName == Self.definitions { custom[stored.name] = CustomType(stored) }
        if type.qualifiedName == Self.events { expiry.note(stored, at: clock.now) }
        return stored
    }

    /// Forgets an object; gives it as it was, under the version of its end.
    @discardableResult
    mutating func remove(_ type: ResourceType, _ object: KubeObject) -> KubeObject {
        let last = numbered(object)
        tables[Self.key(type)]?
            .remove(namespace: type.isNamespaced ? object.namespace ?? "" : "", name: object.name)
        note(type, .init(version: version, before: kept(last, type), after: nil))
        account(type, last, nil)
        if type.qualifiedName == Self.definitions {
            custom[last.name] = nil
        } else {
            finishDefinition(of: type)
        }
        restore(type, last)
        return last
    }

    /// Removes the events that are too old; done whenever somebody writes or lists events.
    mutating func expireEvents() {
        for old in expiry.takeOver(at: clock.now) {
            guard let event = object(.events, old.namespace, old.name), event.resourceVersion == old.version
            else { continue }
            remove(.events, event)
        }
    }

    private mutating func numbered(_ object: KubeObject) -> KubeObject {
        version += 1
        var object = object
        object["metadata", "resourceVersion"] = .string(String(version))
        object.json = object.json.canonical(keepingNulls: true)
        return object
    }

    private mutating func note(_ type: ResourceType, _ change: ChangeHistory.Change) {
        let limit = settings.historyLimit
        histories[Self.key(type), default: ChangeHistory(limit: limit)].append(change)
        changed.insert(Self.key(type))
    }
}
