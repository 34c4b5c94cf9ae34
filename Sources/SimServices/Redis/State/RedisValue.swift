/// What a key holds.
enum RedisValue: Hashable, Sendable {
    case string([UInt8])
    case list([[UInt8]])
    case set(RedisMap<Bool>)
    case hash(RedisMap<[UInt8]>)
    case sortedSet(RedisMap<Double>)

    /// As `TYPE` names it.
    var type: String {
        switch self {
        case .string: "string"
        case .list: "list"
        case .set: "set"
        case .hash: "hash"
        case .sortedSet: "zset"
        }
    }

    /// Whether it is a collection with nothing in it, which no key holds.
    var isEmpty: Bool {
        switch self {
        case .string: false
        case .list(let items): items.isEmpty
        case .set(let map): map.isEmpty
        case .hash(let map): map.isEmpty
        case .sortedSet(let map): map.isEmpty
        }
    }

    /// In bytes, about.
    var size: Int {
        switch self {
        case .string(let text): text.count
        case .list(let items): items.reduce(0) { $0 + $1.count + 16 }
        case .set(let map): map.keys.reduce(0) { $0 + $1.count + 32 }
        case .hash(let map): map.pairs.reduce(0) { $0 + $1.key.count + $1.value.count + 48 }
        case .sortedSet(let map): map.keys.reduce(0) { $0 + $1.count + 48 }
        }
    }
}

/// Values by text, in the order in which they came.
struct RedisMap<Value: Hashable & Sendable>: Hashable, Sendable {
    private var places: [[UInt8]: Int] = [:]
    /// A hole is left where one was taken out.
    private var entries: [(key: [UInt8], value: Value)?] = []

    var isEmpty: Bool { places.isEmpty }
    var count: Int { places.count }
    var pairs: [(key: [UInt8], value: Value)] { entries.compactMap { $0 } }
    var keys: [[UInt8]] { entries.compactMap { $0?.key } }

    subscript(key: [UInt8]) -> Value? {
        get { places[key].flatMap { entries[$0]?.value } }
        set {
            if let place = places[key] {
                if let newValue {
                    entries[place]?.value = newValue
                } else {
                    places[key] = nil
                    entries[place] = nil
                    if entries.count > 16, entries.count > places.count * 2 { close() }
                }
            } else if let newValue {
                places[key] = entries.count
                entries.append((key, newValue))
            }
        }
    }

    private mutating func close() {
        entries = entries.filter { $0 != nil }
        for (place, entry) in entries.enumerated() {
            if let entry { places[entry.key] = place }
        }
    }

    static func == (one: Self, other: Self) -> Bool {
        one.count == other.count && one.pairs.allSatisfy { other[$0.key] == $0.value }
    }

    func hash(into hasher: inout Hasher) { hasher.combine(places.count) }
}
