public import EngineAPI

/// The embedded cluster's API server without its network side: objects in memory, and all that happens between a
/// request and its object.
///
/// Each request is answered in one step, so what it read is still true when it writes.
public actor ClusterStore: ClusterAPI {
    private var state: StoreState
    private var signals: [String: [WatchSignal]] = [:]

    /// A store with what every cluster has at first: its namespaces, the service `kubernetes`, the default accounts.
    public init(clock: any ClusterClock, settings: StoreSettings = StoreSettings()) {
        state = StoreState(clock: clock, settings: settings)
    }

    public func types() -> [ResourceType] { state.types }

    public func get(
        _ type: ResourceType,
        namespace: String?,
        name: String
    ) throws(StatusError) -> KubeObject {
        expireEvents(type)
        return try state.get(type, namespace, name)
    }

    public func list(_ type: ResourceType, _ query: ObjectQuery) throws(StatusError) -> ObjectList {
        expireEvents(type)
        return try state.list(type, query)
    }

    public func watch(
        _ type: ResourceType,
        _ query: ObjectQuery,
        from version: Int?
    ) throws(StatusError) -> EngineStream<WatchEvent> {
        let type = try state.known(type)
        let selection = try ObjectSelection(query, of: type)
        var initial: [WatchEvent] = []
        if version ?? 0 == 0 {
            initial = try state.list(type, query).items.map { WatchEvent(.added, $0) }
        } else if let version {
            // Told at once, not only when the first event is asked for.
            _ = try state.events(of: type, selection, after: version)
        }
        let start = version ?? 0 == 0 ? state.version : version ?? 0
        let reader = WatchReader(self, type, selection, initial: initial, version: start)
        signals[StoreState.key(type), default: []].removeAll(where: \.isOver)
        signals[StoreState.key(type), default: []].append(reader.signal)
        // The stream owns the reader: when it is let go, the reader ends its signal.
        return EngineStream(cancel: { reader.signal.end() }) { try await reader.next() }
    }

    public func create(
        _ type: ResourceType,
        namespace: String?,
        _ object: KubeObject,
        _ options: WriteOptions
    ) throws(StatusError) -> KubeObject {
        expireEvents(type)
        defer { tell() }
        return try state.create(type, namespace, object, options)
    }

    public func update(
        _ type: ResourceType,
        namespace: String?,
        _ object: KubeObject,
        subresource: String?,
        _ options: WriteOptions
    ) throws(StatusError) -> KubeObject {
        defer { tell() }
        return try state.update(type, namespace, object, subresource, options)
    }

    public func patch(
        _ type: ResourceType,
        namespace: String?,
        name: String,
        _ patch: ObjectPatch,
        subresource: String?,
        _ options: WriteOptions
    ) throws(StatusError) -> (object: KubeObject, isNew: Bool) {
        defer { tell() }
        return try state.patch(type, namespace, name, patch, subresource, options)
    }

    public func delete(
        _ type: ResourceType,
        namespace: String?,
        name: String,
        _ options: DeleteOptions
    ) throws(StatusError) -> KubeObject? {
        defer { tell() }
        return try state.delete(type, namespace, name, options)
    }

    /// What a watch has to tell after a version, and the version up to which that is all.
    func events(
        of type: ResourceType,
        _ selection: ObjectSelection,
        after version: Int
    ) throws(StatusError) -> (events: [WatchEvent], reached: Int) {
        try state.events(of: type, selection, after: version)
    }

    /// Forgets old events before somebody deals with events; those who watch them are told.
    private func expireEvents(_ type: ResourceType) {
        guard type == .events else { return }
        state.expireEvents()
        tell()
    }

    /// Wakes those who watch what has changed.
    private func tell() {
        for key in state.takeChanged() {
            signals[key]?.removeAll(where: \.isOver)
            for signal in signals[key] ?? [] { signal.wake() }
        }
    }
}
