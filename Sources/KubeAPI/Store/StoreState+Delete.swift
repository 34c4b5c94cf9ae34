import EngineAPI

extension StoreState {
    /// Finalizers by which a deletion tells the garbage collector what becomes of the dependents.
    private static let propagationFinalizers: [DeleteOptions.Propagation: String] = [
        .foreground: "foregroundDeletion", .orphan: "orphan",
    ]

    /// Begins to delete an object, or removes it where nothing holds it.
    mutating func delete(
        _ type: ResourceType,
        _ namespace: String?,
        _ name: String,
        _ options: DeleteOptions
    ) throws(StatusError) -> KubeObject? {
        let type = try known(type)
        guard let current = object(type, type.isNamespaced ? namespace ?? "default" : nil, name) else {
            throw .notFound(type, name)
        }
        try checkDeletion(of: current, type, options)
        var new = current
        setFinalizers(&new, options)
        let grace = grace(of: current, type, options)
        if let begun = current["metadata", "deletionGracePeriodSeconds"]?.integer, current.isBeingDeleted {
            // A later deletion can only be sooner.
            if grace < begun { setDeletion(&new, type, grace) }
        } else {
            setDeletion(&new, type, grace)
        }
        if type.qualifiedName == "namespaces" { new["status", "phase"] = .string("Terminating") }
        if type == .customResourceDefinitions, !options.isDryRun { deleteObjects(of: &new) }
        new.json = new.json.canonical(keepingNulls: true)
        if Self.isFinished(new, type) {
            if !options.isDryRun { remove(type, new) }
            return nil
        }
        if new == current || options.isDryRun { return shown(new, as: type) }
        return shown(put(type, new), as: type)
    }

    /// Deletes the objects of a custom type whose definition goes; it stays until the last of them is gone.
    private mutating func deleteObjects(of definition: inout KubeObject) {
        guard let type = custom[definition.name]?.served.first else { return }
        for object in objects(type, in: nil) {
            _ = try? delete(type, object.namespace, object.name, DeleteOptions())
        }
        guard count(type) > 0, !definition.finalizers.contains(Self.cleanup) else { return }
        definition["metadata", "finalizers"] = .array(
            (definition.finalizers + [Self.cleanup]).map { .string($0) }
        )
    }

    private static let cleanup = "customresourcecleanup.apiextensions.k8s.io"

    /// Lets a definition go whose last object is gone.
    mutating func finishDefinition(of type: ResourceType) {
        guard custom[type.qualifiedName] != nil, count(type) == 0,
            var definition = object(.customResourceDefinitions, nil, type.qualifiedName),
            definition.isBeingDeleted
        else { return }
        let rest = definition.finalizers.filter { $0 != Self.cleanup }
        definition["metadata", "finalizers"] = rest.isEmpty ? nil : .array(rest.map { .string($0) })
        if rest.isEmpty {
            remove(.customResourceDefinitions, definition)
        } else {
            put(.customResourceDefinitions, definition)
        }
    }

    private func checkDeletion(
        of object: KubeObject,
        _ type: ResourceType,
        _ options: DeleteOptions
    ) throws(StatusError) {
        if type.qualifiedName == "namespaces",
            ["default", "kube-public", "kube-system"].contains(object.name)
        {
            throw .forbidden(type, object.name, "this namespace may not be deleted")
        }
        if let uid = options.uid, uid != object.uid {
            throw .conflict(
                type,
                object.name,
                "Precondition failed: UID in precondition: \(uid), UID in object meta: \(object.uid)"
            )
        }
        if let version = options.resourceVersion, version != object.resourceVersion {
            throw .conflict(
                type,
                object.name,
                "Precondition failed: ResourceVersion in precondition: \(version), "
                    + "ResourceVersion in object meta: \(object.resourceVersion)"
            )
        }
    }

    private func setFinalizers(_ object: inout KubeObject, _ options: DeleteOptions) {
        let wanted = Self.propagationFinalizers[options.propagation]
        var finalizers = object.finalizers.filter { !Self.propagationFinalizers.values.contains($0) }
        if let wanted { finalizers.append(wanted) }
        if finalizers != object.finalizers {
            object["metadata", "finalizers"] =
                finalizers.isEmpty ? nil : .array(finalizers.map { .string($0) })
        }
    }

    /// How long an object's end may take, in seconds; only pods have any time.
    private func grace(of object: KubeObject, _ type: ResourceType, _ options: DeleteOptions) -> Int {
        guard type.qualifiedName == "pods" else { return 0 }
        // What doesn't run, and what has ended, needs none.
        let phase = object["status", "phase"]?.text
        guard let node = object["spec", "nodeName"]?.text, !node.isEmpty, phase != "Succeeded",
            phase != "Failed"
        else { return 0 }
        let wanted =
            options.gracePeriodSeconds ?? object["spec", "terminationGracePeriodSeconds"]?.integer ?? 30
        return wanted < 0 ? 1 : min(wanted, Int(Int32.max))
    }

    private func setDeletion(_ object: inout KubeObject, _ type: ResourceType, _ grace: Int) {
        let begun = clock.now.advanced(by: .seconds(grace))
        object["metadata", "deletionTimestamp"] = .string(begun.text)
        object["metadata", "deletionGracePeriodSeconds"] = .int(grace)
        if type.hasGeneration { object["metadata", "generation"] = .int(object.generation + 1) }
    }
}
