import EngineAPI

extension JSON {
    /// The same value with the members of each object in the order of their names and the nulls left out.
    ///
    /// Objects are stored so: two that say the same are then equal, whoever wrote them. Of members with one name the
    /// last counts.
    func canonical(keepingNulls: Bool = false) -> JSON {
        switch self {
        case .null, .bool, .number, .string: return self
        case .array(let elements): return .array(elements.map { $0.canonical(keepingNulls: keepingNulls) })
        case .object(let members):
            var named: [Member] = []
            named.reserveCapacity(members.count)
            for member in members {
                if !keepingNulls, case .null = member.value { continue }
                named.append(Member(member.name, member.value.canonical(keepingNulls: keepingNulls)))
            }
            if zip(named, named.dropFirst()).allSatisfy({ $0.name < $1.name }) { return .object(named) }
            // The sort is stable, so the last of a name stays the last.
            named.sort { $0.name < $1.name }
            var unique: [Member] = []
            unique.reserveCapacity(named.count)
            for member in named {
                if unique.last?.name == member.name { unique.removeLast() }
                unique.append(member)
            }
            return .object(unique)
        }
    }

    /// How deep values are nested: 1 for a plain one; never more than `limit`.
    func depth(atMost limit: Int) -> Int {
        guard limit > 1 else { return 1 }
        switch self {
        case .null, .bool, .number, .string: return 1
        case .array(let elements): return 1 + (elements.map { $0.depth(atMost: limit - 1) }.max() ?? 0)
        case .object(let members): return 1 + (members.map { $0.value.depth(atMost: limit - 1) }.max() ?? 0)
        }
    }

    /// Counts the value and all within it.
    var size: Int {
        switch self {
        case .null, .bool, .number, .string: 1
        case .array(let elements): elements.reduce(1) { $0 + $1.size }
        case .object(let members): members.reduce(1) { $0 + $1.value.size }
        }
    }

    /// A truth value; nil for everything else.
    var flag: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// Whether the value is an object or a list without anything in it.
    var isEmpty: Bool {
        switch self {
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        case .null, .bool, .number, .string: false
        }
    }

    /// An object of strings.
    static func strings(_ values: [String: String]) -> JSON {
        .object(values.sorted { $0.key < $1.key }.map { Member($0.key, .string($0.value)) })
    }
}
