import EngineAPI

/// Who owns which fields of an object: `metadata.managedFields`.
struct ManagedFields: Hashable, Sendable {
    /// One who writes: by name, way and subresource.
    struct Manager: Hashable, Sendable {
        var name: String
        /// `Apply` or `Update`.
        var operation: String
        var apiVersion: String
        var subresource: String

        /// As conflicts name it.
        var text: String {
            var text = GoFormat.quoted(name)
            if !subresource.isEmpty { text += " with subresource \(GoFormat.quoted(subresource))" }
            return operation == "Update" ? "\(text) using \(apiVersion)" : text
        }
    }

    struct Entry: Hashable, Sendable {
        var manager: Manager
        var time: String
        var fields: FieldSet
    }

    var entries: [Entry] = []

    init() {}

    /// Reads what an object says of its managers; what can't be read is left out.
    init(_ object: KubeObject) {
        for entry in object["metadata", "managedFields"]?.elements ?? [] {
            guard let name = entry["manager"]?.text, let operation = entry["operation"]?.text else {
                continue
            }
            let manager = Manager(
                name: name,
                operation: operation,
                apiVersion: entry["apiVersion"]?.text ?? "",
                subresource: entry["subresource"]?.text ?? ""
            )
            let fields = FieldSet(json: entry["fieldsV1"])
            if !fields.isEmpty {
                entries.append(.init(manager: manager, time: entry["time"]?.text ?? "", fields: fields))
            }
        }
    }

    subscript(manager: Manager) -> FieldSet {
        entries.first { $0.manager == manager }?.fields ?? FieldSet()
    }

    /// All that others own.
    func owned(besides manager: Manager) -> FieldSet {
        entries.filter { $0.manager != manager }.reduce(FieldSet()) { $0.union($1.fields) }
    }

    /// Sets what a manager owns; the time changes only with the fields.
    mutating func set(_ manager: Manager, _ fields: FieldSet, at time: String) {
        if let index = entries.firstIndex(where: { $0.manager == manager }) {
            guard entries[index].fields != fields else { return }
            entries[index].fields = fields
            entries[index].time = time
        } else {
            entries.append(.init(manager: manager, time: time, fields: fields))
        }
        entries.removeAll { $0.fields.isEmpty }
    }

    /// What a manager's change would take from others.
    func conflicts(_ comparison: FieldComparison, by manager: Manager) -> [(manager: Manager, path: [String])]
    {
        let changed = comparison.changed
        return entries.filter { $0.manager != manager }
            .flatMap { entry in
                entry.fields.intersection(changed).paths.map { (entry.manager, $0) }
            }
            .sorted { ($0.0.text, FieldSet.text($0.1)) < ($1.0.text, FieldSet.text($1.1)) }
    }

    /// Takes from all others what a manager has changed, and from all what is gone.
    mutating func yield(_ comparison: FieldComparison, to manager: Manager) {
        let changed = comparison.changed
        for index in entries.indices {
            if entries[index].manager != manager {
                entries[index].fields = entries[index].fields.subtracting(changed)
            }
            entries[index].fields = entries[index].fields.subtracting(comparison.removed)
        }
        entries.removeAll { $0.fields.isEmpty }
    }

    /// Notes a plain write: its manager owns what it changed.
    mutating func update(_ comparison: FieldComparison, by manager: Manager, at time: String) {
        guard !comparison.isSame else { return }
        yield(comparison, to: manager)
        set(manager, self[manager].union(comparison.changed), at: time)
    }

    /// The field of the metadata; nil where nobody owns anything.
    ///
    /// `share` gives what it has seen before, so that objects that were written alike keep it once.
    func json(_ share: (JSON) -> JSON) -> JSON? {
        if entries.isEmpty { return nil }
        let sorted = entries.sorted { one, other in
            let (mine, its) = (one.manager, other.manager)
            return (mine.operation, one.time, mine.name, mine.subresource) < (
                its.operation, other.time, its.name, its.subresource
            )
        }
        return .array(
            sorted.map { entry in
                var members: [JSON.Member] = [
                    .string("apiVersion", entry.manager.apiVersion), .string("fieldsType", "FieldsV1"),
                    .init("fieldsV1", share(entry.fields.json)), .string("manager", entry.manager.name),
                    .string("operation", entry.manager.operation),
                ]
                if !entry.manager.subresource.isEmpty {
                    members.append(.string("subresource", entry.manager.subresource))
                }
                members.append(.string("time", entry.time))
                return share(.object(members))
            }
        )
    }
}

extension StatusError {
    /// Others own fields that an applied configuration would change.
    static func applyConflict(_ conflicts: [(manager: ManagedFields.Manager, path: [String])]) -> StatusError
    {
        let causes = conflicts.map {
            Cause("FieldManagerConflict", FieldSet.text($0.path), "conflict with \($0.manager.text)")
        }
        let message: String
        if let only = conflicts.first, conflicts.count == 1 {
            message =
                "Apply failed with 1 conflict: conflict with \(only.manager.text): \(FieldSet.text(only.path))"
        } else {
            var lines: [String] = []
            var last: ManagedFields.Manager?
            for (manager, path) in conflicts {
                if manager != last { lines.append("conflicts with \(manager.text):") }
                last = manager
                lines.append("- \(FieldSet.text(path))")
            }
            message = "Apply failed with \(conflicts.count) conflicts: \(lines.joined(separator: "\n"))"
        }
        return StatusError(409, "Conflict", message, causes: causes)
    }
}
