import EngineAPI

extension JSON {
    /// An object of members in order; those without a value are left out.
    static func record(_ members: KeyValuePairs<String, (any JSONCodable)?>) -> JSON {
        .object(members.compactMap { name, value in value.map { Member(name, $0.json) } })
    }

    /// A copy with members put before the others, in the place of those with the same names.
    func leading(_ members: [Member]) -> JSON {
        let names = Set(members.map(\.name))
        return .object(members + (self.members ?? []).filter { !names.contains($0.name) })
    }

    /// Nil for `null`, for what is absent in JSON is often written so.
    var nonNull: JSON? { if case .null = self { nil } else { self } }

    /// Whether it is `true`.
    var isTrue: Bool { self == .bool(true) }
}
