package import EngineAPI

extension JSON {
    /// An object with these members; those without a value are left out.
    package static func of(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(members.compactMap { name, value in value.map { Member(name, $0) } })
    }
}

extension KubeTime {
    /// As objects date things, whole seconds: `2025-01-31T12:00:00Z`.
    package var json: JSON { .string(text) }

    /// As leases and the scheduler's events date things: `2025-01-31T12:00:00.000001Z`.
    package var microJSON: JSON { .string(microText) }
}
