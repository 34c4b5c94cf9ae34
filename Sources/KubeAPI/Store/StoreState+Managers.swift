import EngineAPI

/// The part of an object that a write is about.
struct WrittenPart {
    let type: ResourceType
    let subresource: String?

    init(_ type: ResourceType, _ subresource: String?) {
        self.type = type
        self.subresource = subresource
    }

    /// What of an object a writer of this part can own.
    func of(_ object: KubeObject) -> JSON {
        var json = FieldWalk.managed(object)
        if subresource == nil || subresource == "scale" {
            if type.subresources.contains("status") { json.set(nil, at: ["status"]) }
        }
        return json
    }
}

extension StoreState {
    /// As many sets of fields as are kept to be shared.
    private static let mostShared = 1024

    /// Writes into a new or changed object who owns what of it.
    ///
    /// `applied` are the managers as an apply leaves them; nil for a plain write.
    mutating func record(
        _ applied: ManagedFields?,
        in new: inout KubeObject,
        changing old: KubeObject?,
        _ part: WrittenPart,
        _ options: WriteOptions
    ) {
        var managers = applied ?? ManagedFields(new)
        if applied == nil, managers.entries.isEmpty, let old { managers = ManagedFields(old) }
        if applied == nil {
            let manager = ManagedFields.Manager(
                name: options.fieldManager.isEmpty ? "unknown" : options.fieldManager,
                operation: "Update",
                apiVersion: part.type.apiVersion,
                subresource: part.subresource ?? ""
            )
            let after = part.of(new)
            let before = old.map { part.of($0) } ?? FieldWalk.zero(like: after)
            managers.update(FieldComparison(before, after, shape(part.type)), by: manager, at: clock.now.text)
        }
        new["metadata", "managedFields"] = managers.json { share($0) }
        new.json = new.json.canonical(keepingNulls: true)
    }

    /// How the objects of a type are owned and merged.
    func shape(_ type: ResourceType) -> FieldShape {
        FieldShape.of(type, schema: customSchema(type))
    }

    private mutating func share(_ fields: JSON) -> JSON {
        if let known = sharedFields[fields] { return known }
        if sharedFields.count >= Self.mostShared { sharedFields = [:] }
        sharedFields[fields] = fields
        return fields
    }
}
