import EngineAPI

extension JSON {
    /// The same value with the members of each object in the order of their names and the nulls left out.
    ///
    /// Objects are stored so: two that say the same are then equal, whoever wrote them. Of members with one name the
    /// last counts.
    func canonical(keepingNulls: Bool = false) -> JSON { ordered(keepingNulls) ?? self }

    /// The canonical form; nil for what has it already, so that what is stored twice is kept once.
    private func ordered(_ keepsNulls: Bool) -> JSON? {
        switch self {
        case .null, .bool, .number, .string: return nil
        case .array(var elements):
            var isChanged = false
            for index in elements.indices {
                guard let changed = elements[index].ordered(keepsNulls) else { continue }
                elements[index] = changed
                isChanged = true
            }
            return isChanged ? .array(elements) : nil
        case .object(var members):
            var isChanged = false
            var isSorted = true
            for index in members.indices {
                if let changed = members[index].value.ordered(keepsNulls) {
                    members[index].value = changed
                    isChanged = true
                }
                if !keepsNulls, members[index].value.isNull { isSorted = false }
                if index > 0, members[index - 1].name >= members[index].name { isSorted = false }
            }
            if isSorted { return isChanged ? .object(members) : nil }
            return .object(Self.sorted(members, keepsNulls))
        }
    }

    private static func sorted(_ members: [Member], _ keepsNulls: Bool) -> [Member] {
        // The sort is stable, so the last of a name stays the last.
        let sorted = members.sorted { $0.name < $1.name }
        var unique: [Member] = []
        unique.reserveCapacity(sorted.count)
        for member in sorted where keepsNulls || !member.value.isNull {
            if unique.last?.name == member.name { unique.removeLast() }
            unique.append(member)
        }
        return unique
    }

    /// The same value, with the parts that an older one has too taken from there, so that both keep them once.
    func reusing(_ old: JSON) -> JSON {
        if self == old { return old }
        switch (self, old) {
        case (.object(var members), .object(let before)):
            for index in members.indices {
                guard let same = before.first(where: { $0.name == members[index].name }) else { continue }
                members[index].value = members[index].value.reusing(same.value)
            }
            return .object(members)
        case (.array(var elements), .array(let before)) where elements.count == before.count:
            for index in elements.indices { elements[index] = elements[index].reusing(before[index]) }
            return .array(elements)
        default: return self
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
