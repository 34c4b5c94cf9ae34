import EngineAPI

extension StoreState {
    mutating func create(
        _ type: ResourceType,
        _ namespace: String?,
        _ object: KubeObject,
        _ options: WriteOptions
    ) throws(StatusError) -> KubeObject {
        let type = try known(type)
        var new = try RequestBody.read(object, type, options, schema: customSchema(type))
        try place(&new, type, namespace)
        guard new.resourceVersion == 0 else {
            throw .badRequest("resourceVersion should not be set on objects to be created")
        }
        try checkNamespace(type, new)
        return try insert(new, type, options)
    }

    /// Stores a new object that stands in its place already.
    mutating func insert(
        _ object: KubeObject,
        _ type: ResourceType,
        _ options: WriteOptions,
        applied: ManagedFields? = nil
    ) throws(StatusError) -> KubeObject {
        var new = object
        try fillName(&new, type)
        if type.subresources.contains("status") { new["status"] = nil }
        for field in ["selfLink", "deletionTimestamp", "deletionGracePeriodSeconds"] {
            new["metadata", field] = nil
        }
        new["metadata", "uid"] = .string(random.uuid())
        new["metadata", "creationTimestamp"] = .string(clock.now.text)
        if type.hasGeneration {
            new["metadata", "generation"] = .int(1)
        } else {
            new["metadata", "generation"] = nil
        }
        Defaults.apply(to: &new, type)
        new.json = new.json.canonical(keepingNulls: true)
        record(applied, in: &new, changing: nil, WrittenPart(type, nil), options)
        try admit(&new, type)
        Preparation.prepare(&new, type)
        new.json = new.json.canonical(keepingNulls: true)
        var causes = Validation.causes(of: new, type, customSchema(type))
        if causes.isEmpty, type.qualifiedName == "services" { causes = allocate(&new, nil) }
        guard causes.isEmpty else { throw .invalid(type, new.name, causes) }
        guard self.object(type, new.namespace, new.name) == nil else { throw .alreadyExists(type, new.name) }
        try checkQuota(new, changing: nil, type)
        if type.qualifiedName == "resourcequotas" { new = counted(new) }
        guard !options.isDryRun else { return shown(new, as: type) }
        let stored = put(type, new)
        if type.qualifiedName == "namespaces" { furnish(stored.name) }
        return shown(stored, as: type)
    }

    /// Gives a service its addresses and ports; a changed one keeps what it has.
    mutating func allocate(_ service: inout KubeObject, _ old: KubeObject?) -> [StatusError.Cause] {
        let others = objects(.services, in: nil).filter { $0.uid != old?.uid }
        var allocator = ServiceAllocator(network: settings.serviceNetwork, services: others)
        let causes = allocator.serve(&service, &random)
        service.json = service.json.canonical(keepingNulls: true)
        return causes
    }

    /// Puts an object into the namespace that the request names.
    func place(_ object: inout KubeObject, _ type: ResourceType, _ namespace: String?) throws(StatusError) {
        guard type.isNamespaced else {
            object["metadata", "namespace"] = nil
            return
        }
        let own = object.namespace ?? ""
        let asked = namespace ?? (own.isEmpty ? "default" : own)
        guard own.isEmpty || own == asked else {
            throw .badRequest(
                "the namespace of the provided object does not match the namespace sent on the request"
            )
        }
        object["metadata", "namespace"] = .string(asked)
    }

    /// New content needs a namespace that isn't going away.
    func checkNamespace(_ type: ResourceType, _ object: KubeObject) throws(StatusError) {
        guard type.isNamespaced, let name = object.namespace else { return }
        guard let namespace = self.object(.namespaces, nil, name) else { throw .notFound(.namespaces, name) }
        guard namespace.isBeingDeleted else { return }
        var error = StatusError.forbidden(
            type,
            object.name,
            "unable to create new content in namespace \(name) because it is being terminated"
        )
        error.causes = [
            .init("NamespaceTerminating", "metadata.namespace", "namespace \(name) is being terminated")
        ]
        throw error
    }

    /// Makes up the rest of a name of which only the beginning is given.
    private mutating func fillName(_ object: inout KubeObject, _ type: ResourceType) throws(StatusError) {
        guard object.name.isEmpty else { return }
        guard let beginning = object["metadata", "generateName"]?.text, !beginning.isEmpty else {
            throw .invalid(
                type,
                "",
                [.required("metadata.name", "name or generateName is required")]
            )
        }
        // A name has at most 63 characters where it is a label; the real server cuts the beginning.
        for _ in 0..<8 {
            object["metadata", "name"] = .string(String(beginning.prefix(58)) + random.suffix())
            if self.object(type, object.namespace, object.name) == nil { return }
        }
    }
}
