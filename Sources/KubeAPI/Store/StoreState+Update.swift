import EngineAPI

extension StoreState {
    mutating func update(
        _ type: ResourceType,
        _ namespace: String?,
        _ object: KubeObject,
        _ subresource: String?,
        _ options: WriteOptions
    ) throws(StatusError) -> KubeObject {
        let type = try known(type)
        if subresource == "scale" {
            return try updateScale(type, namespace, object, options)
        }
        if subresource == "binding" {
            return try bind(namespace, object, options)
        }
        var new = try RequestBody.read(object, type, options, schema: customSchema(type))
        try place(&new, type, namespace)
        guard !new.name.isEmpty else {
            throw .badRequest("name must be provided")
        }
        guard let current = self.object(type, new.namespace, new.name) else {
            throw .notFound(type, new.name)
        }
        return try replace(current, by: new, type, subresource, options)
    }

    /// Puts a changed object in the place of the current one, which it must be newer than.
    mutating func replace(
        _ current: KubeObject,
        by object: KubeObject,
        _ type: ResourceType,
        _ subresource: String?,
        _ options: WriteOptions,
        applied: ManagedFields? = nil
    ) throws(StatusError) -> KubeObject {
        try checkPreconditions(object, current, type)
        var new = try UpdateScope(type, subresource).merge(object, into: current)
        Defaults.apply(to: &new, type)
        if type.hasGeneration, Self.changesSpec(new, current) {
            new["metadata", "generation"] = .int(current.generation + 1)
        }
        new.json = new.json.canonical(keepingNulls: true)
        if subresource == nil {
            Preparation.prepare(&new, changing: current, type)
            new.json = new.json.canonical(keepingNulls: true)
        }
        try judge(&new, changing: current, type, subresource)
        try checkQuota(new, changing: current, type)
        if type.qualifiedName == "resourcequotas" { new = counted(new) }
        record(applied, in: &new, changing: current, WrittenPart(type, subresource), options)
        // A change of nothing leaves the version alone: clients tell by it whether they changed anything.
        guard new != current else { return shown(current, as: type) }
        guard !options.isDryRun else { return shown(new, as: type) }
        if Self.isFinished(new, type) { return shown(remove(type, new), as: type) }
        return shown(put(type, new), as: type)
    }

    /// Refuses a change that leaves the object wrong, whichever part of it is written.
    private mutating func judge(
        _ new: inout KubeObject,
        changing current: KubeObject,
        _ type: ResourceType,
        _ subresource: String?
    ) throws(StatusError) {
        var causes = Validation.causes(
            of: new,
            changing: current,
            type,
            customSchema(type),
            subresource: subresource
        )
        if causes.isEmpty, subresource == nil, type.qualifiedName == "services" {
            causes = allocate(&new, current)
        }
        guard causes.isEmpty else { throw .invalid(type, new.name, causes) }
        if subresource == nil, type.qualifiedName == "persistentvolumeclaims" {
            try admitGrowth(new, of: current)
        }
    }

    /// What a writer says about the object it read must still be so.
    private func checkPreconditions(
        _ new: KubeObject,
        _ current: KubeObject,
        _ type: ResourceType
    ) throws(StatusError) {
        if !new.uid.isEmpty, new.uid != current.uid {
            throw .conflict(
                type,
                new.name,
                "Precondition failed: UID in precondition: \(new.uid), UID in object meta: \(current.uid)"
            )
        }
        if let text = new["metadata", "resourceVersion"]?.text, !text.isEmpty, text != "0" {
            guard Int(text) != nil else {
                throw .invalid(
                    type,
                    new.name,
                    [.invalid("metadata.resourceVersion", GoFormat.quoted(text), "must be a number")]
                )
            }
            guard new.resourceVersion == current.resourceVersion else { throw .conflict(type, new.name) }
        }
    }

    private static func changesSpec(_ new: KubeObject, _ old: KubeObject) -> Bool {
        func content(_ object: KubeObject) -> [JSON.Member] {
            (object.json.members ?? []).filter {
                !["apiVersion", "kind", "metadata", "status"].contains($0.name)
            }
        }
        return content(KubeObject(new.json.canonical(keepingNulls: true))) != content(old)
    }

    /// Whether an object whose deletion has begun has nothing left that holds it.
    static func isFinished(_ object: KubeObject, _ type: ResourceType) -> Bool {
        guard object.isBeingDeleted, object.finalizers.isEmpty else { return false }
        if type.qualifiedName == "namespaces", !(object["spec", "finalizers"]?.elements ?? []).isEmpty {
            return false
        }
        return object["metadata", "deletionGracePeriodSeconds"]?.integer ?? 0 == 0
    }
}

extension StatusError {
    /// The object isn't the one that was meant.
    static func conflict(_ type: ResourceType, _ name: String, _ why: String) -> StatusError {
        StatusError(
            409,
            "Conflict",
            "Operation cannot be fulfilled on \(type.qualifiedName) \"\(name)\": \(why)",
            name: name,
            group: type.group,
            kind: type.plural
        )
    }
}
