import EngineAPI

extension StoreState {
    /// Server-side apply: the object becomes what the configuration says, where nobody else says otherwise.
    mutating func apply(
        _ config: KubeObject,
        _ type: ResourceType,
        _ namespace: String?,
        _ name: String,
        _ subresource: String?,
        _ options: WriteOptions
    ) throws(StatusError) -> (object: KubeObject, isNew: Bool) {
        guard !options.fieldManager.isEmpty else {
            throw StatusError(
                422,
                "Invalid",
                "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch",
                kind: "PatchOptions",
                causes: [.required("fieldManager", "is required for apply patch")]
            )
        }
        var read = try RequestBody.read(config, type, options, from: .apply, schema: customSchema(type))
        guard read["metadata", "managedFields"] == nil else {
            throw .badRequest("metadata.managedFields must be nil")
        }
        if read.name.isEmpty { read["metadata", "name"] = .string(name) }
        guard read.name == name else {
            throw .badRequest(
                "the name of the object (\(read.name)) does not match the name on the URL (\(name))"
            )
        }
        try place(&read, type, namespace)
        read.json = read.json.canonical(keepingNulls: true)
        let manager = ManagedFields.Manager(
            name: options.fieldManager,
            operation: "Apply",
            apiVersion: type.apiVersion,
            subresource: subresource ?? ""
        )
        guard let current = object(type, namespace, name) else {
            guard subresource == nil else { throw .notFound(type, name) }
            var managers = ManagedFields()
            let fields = FieldWalk.all(of: WrittenPart(type, nil).of(read), shape(type), marksAll: false)
            managers.set(manager, fields, at: clock.now.text)
            try checkNamespace(type, read)
            return (try insert(read, type, options, applied: managers), true)
        }
        let (merged, managers) = try merge(read, into: current, type, subresource, manager, options)
        return (try replace(current, by: merged, type, subresource, options, applied: managers), false)
    }

    private func merge(
        _ config: KubeObject,
        into current: KubeObject,
        _ type: ResourceType,
        _ subresource: String?,
        _ manager: ManagedFields.Manager,
        _ options: WriteOptions
    ) throws(StatusError) -> (object: KubeObject, managers: ManagedFields) {
        let part = WrittenPart(type, subresource)
        let shape = shape(type)
        let said = part.of(config)
        let fields = FieldWalk.all(of: said, shape, marksAll: false)
        var managers = ManagedFields(current)
        let gone = managers[manager].subtracting(fields)
        let owned = managers.owned(besides: manager).union(fields)
        var merged = ApplyMerge.merge(said, into: current.json, shape)
        merged = ApplyMerge.remove(gone, keeping: owned, from: merged, shape)
        var new = KubeObject(merged.canonical(keepingNulls: true))
        if config.resourceVersion != 0 {
            new["metadata", "resourceVersion"] = config["metadata", "resourceVersion"]
        }
        if !config.uid.isEmpty { new["metadata", "uid"] = config["metadata", "uid"] }
        let comparison = FieldComparison(part.of(current), part.of(new), shape)
        let conflicts = managers.conflicts(comparison, by: manager)
        guard options.force || conflicts.isEmpty else { throw .applyConflict(conflicts) }
        managers.yield(comparison, to: manager)
        managers.set(manager, fields, at: clock.now.text)
        return (new, managers)
    }
}
