import EngineAPI

extension StoreState {
    /// How many changes a watch looks through in one go.
    private static let mostChanges = 512

    /// The types that are served: the built-in ones, then the custom ones by name.
    var types: [ResourceType] {
        ResourceType.stored + custom.values.flatMap(\.served).sorted { $0.qualifiedName < $1.qualifiedName }
    }

    /// The type, if it is one of the cluster's.
    ///
    /// - Throws: ``StatusError`` 404 as for a path that isn't served.
    func known(_ type: ResourceType) throws(StatusError) -> ResourceType {
        if let builtIn = Self.builtIn[type.qualifiedName] { return builtIn }
        if let served = custom[type.qualifiedName]?.served.first(where: { $0.version == type.version }) {
            return served
        }
        throw .unknownPath
    }

    private static let builtIn = Dictionary(ResourceType.stored.map { ($0.qualifiedName, $0) }) { first, _ in
        first
    }

    /// The schema of a custom type; nil for a built-in one.
    func customSchema(_ type: ResourceType) -> JSON? { custom[type.qualifiedName]?.schemas[type.version] }

    func get(_ type: ResourceType, _ namespace: String?, _ name: String) throws(StatusError) -> KubeObject {
        let type = try known(type)
        guard let object = object(type, namespace, name) else { throw .notFound(type, name) }
        return shown(object, as: type)
    }

    mutating func list(_ type: ResourceType, _ query: ObjectQuery) throws(StatusError) -> ObjectList {
        let type = try known(type)
        let selection = try ObjectSelection(query, of: type)
        let items: [KubeObject]
        if let name = selection.name, let namespace = selection.namespace {
            items = [object(type, namespace, name)].compactMap { $0 }
        } else {
            items = sorted(type, in: selection.namespace)
        }
        return ObjectList(
            items: items.filter(selection.matches).map { shown($0, as: type) },
            resourceVersion: version
        )
    }

    /// The events of a watch after a version, and the version up to which these are all.
    func events(
        of type: ResourceType,
        _ selection: ObjectSelection,
        after version: Int
    ) throws(StatusError) -> (events: [WatchEvent], reached: Int) {
        guard let history = history(type) else { return ([], max(version, self.version)) }
        guard version >= history.forgotten else {
            throw StatusError(
                410,
                "Expired",
                "too old resource version: \(version) (\(history.forgotten + 1))"
            )
        }
        let changes = history.changes(after: version, atMost: Self.mostChanges)
        let events = changes.compactMap { change in
            event(change, selection).map { WatchEvent($0.kind, shown($0.object, as: type)) }
        }
        let isAll = changes.count < Self.mostChanges
        return (events, isAll ? max(version, self.version) : changes[changes.count - 1].version)
    }

    /// What a change is to those who see only some objects.
    private func event(_ change: ChangeHistory.Change, _ selection: ObjectSelection) -> WatchEvent? {
        let was = change.before.map(\.object).flatMap { selection.matches($0) ? $0 : nil }
        let isNow = change.after.map(\.object).flatMap { selection.matches($0) ? $0 : nil }
        switch (was, isNow) {
        case (nil, nil): return nil
        case (nil, let object?): return WatchEvent(.added, object)
        case (_?, let object?): return WatchEvent(.modified, object)
        case (var object?, nil):
            object["metadata", "resourceVersion"] = .string(String(change.version))
            return WatchEvent(.deleted, object)
        }
    }

    /// The object as the asked version of its type.
    func shown(_ object: KubeObject, as type: ResourceType) -> KubeObject {
        guard custom[type.qualifiedName] != nil, object.apiVersion != type.apiVersion else { return object }
        var object = object
        object["apiVersion"] = .string(type.apiVersion)
        return object
    }
}

extension StatusError {
    /// There is nothing at the path.
    static let unknownPath = StatusError(404, "NotFound", "the server could not find the requested resource")
}
