/// What a list is narrowed to: for every key, values of which one must match.
public struct Filters: Hashable, Sendable {
    public private(set) var values: [String: Set<String>] = [:]

    public init() {}

    public init(_ values: [String: Set<String>]) { self.values = values }

    /// Reads both encodings: `{"label":{"a=b":true}}` and `{"label":["a=b"]}`.
    ///
    /// A value that is set to false counts as not set, as in the engine.
    public init(parsing text: String?) throws(EngineError) {
        guard let text, !text.isEmpty else { return }
        let json: JSON
        do { json = try JSON(strictly: Array(text.utf8)) } catch {
            throw .malformed("invalid filter: \(error)")
        }
        guard case .object(let members) = json else { throw .malformed("invalid filter: must be an object") }
        for member in members { values[member.name] = try Self.values(of: member) }
    }

    private static func values(of member: JSON.Member) throws(EngineError) -> Set<String>? {
        var found: Set<String> = []
        switch member.value {
        case .array(let elements):
            for element in elements {
                guard let text = element.text else { throw .malformed("invalid filter '\(member.name)'") }
                found.insert(text)
            }
        case .object(let members):
            for value in members {
                guard case .bool(let isSet) = value.value else {
                    throw .malformed("invalid filter '\(member.name)'")
                }
                if isSet { found.insert(value.name) }
            }
        default: throw .malformed("invalid filter '\(member.name)'")
        }
        return found.isEmpty ? nil : found
    }

    public var isEmpty: Bool { values.isEmpty }

    /// The values of a key, in order.
    public subscript(key: String) -> [String] { (values[key] ?? []).sorted() }

    /// Whether a key is set.
    public func contains(_ key: String) -> Bool { values[key] != nil }

    /// Adds a value to those of a key.
    public mutating func insert(_ key: String, _ value: String) { values[key, default: []].insert(value) }

    /// Takes a key out.
    public mutating func remove(_ key: String) { values[key] = nil }

    /// Replaces the values of a key.
    public mutating func set(_ key: String, _ new: Set<String>) { values[key] = new }

    /// Refuses keys that a list doesn't know, in the engine's words.
    public func check(known: Set<String>) throws(EngineError) {
        if let key = values.keys.sorted().first(where: { !known.contains($0) }) {
            throw .malformed("invalid filter '\(key)'")
        }
    }

    /// The map encoding, which every engine reads; nil when nothing is set.
    public var encoded: String? {
        guard !values.isEmpty else { return nil }
        let members = values.sorted { $0.key < $1.key }.map { key, values in
            JSON.Member(key, .object(values.sorted().map { .init($0, .bool(true)) }))
        }
        return String(decoding: JSON.object(members).bytes, as: UTF8.self)
    }
}

extension Filters {
    /// Whether all label conditions (`key` or `key=value`) hold; they are joined by *and*.
    public func matchLabels(_ labels: [String: String], key: String = "label") -> Bool {
        self[key].allSatisfy { condition in
            let sides = condition.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let value = labels[String(sides[0])] else { return false }
            return sides.count == 1 || value == sides[1]
        }
    }

    /// Whether one of the values of a key is exactly this; true where the key isn't set.
    public func matchExactly(_ key: String, _ value: String) -> Bool {
        values[key].map { $0.contains(value) } ?? true
    }
}
