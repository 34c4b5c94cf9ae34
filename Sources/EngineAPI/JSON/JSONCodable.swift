/// A value with a JSON form.
public protocol JSONCodable: Hashable, Sendable {
    /// Reads the value; throws where the JSON is of another type.
    init(json: JSON) throws(JSONError)
    /// The value's JSON form.
    var json: JSON { get }
    /// Throws where a known key is written in another case, at any depth.
    static func checkSpelling(_ json: JSON) throws(JSONError)
}

extension JSONCodable {
    public static func checkSpelling(_ json: JSON) throws(JSONError) {}
}

extension JSON: JSONCodable {
    public init(json: JSON) { self = json }
    public var json: JSON { self }
}

extension Bool: JSONCodable {
    public init(json: JSON) throws(JSONError) {
        guard case .bool(let value) = json else { throw JSONError("must be true or false") }
        self = value
    }

    public var json: JSON { .bool(self) }
}

extension Int: JSONCodable {
    public init(json: JSON) throws(JSONError) {
        guard case .number(let digits) = json, let value = Int(digits) else {
            throw JSONError("must be a whole number")
        }
        self = value
    }

    public var json: JSON { .number(String(self)) }
}

extension String: JSONCodable {
    public init(json: JSON) throws(JSONError) {
        guard case .string(let text) = json else { throw JSONError("must be a string") }
        self = text
    }

    public var json: JSON { .string(self) }
}

extension Array: JSONCodable where Element: JSONCodable {
    public init(json: JSON) throws(JSONError) {
        guard case .array(let elements) = json else { throw JSONError("must be a list") }
        self = []
        reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do { append(try Element(json: element)) } catch { throw error.below("\(index)") }
        }
    }

    public var json: JSON { .array(map(\.json)) }

    public static func checkSpelling(_ json: JSON) throws(JSONError) {
        for element in json.elements ?? [] { try Element.checkSpelling(element) }
    }
}

extension Dictionary: JSONCodable where Key == String, Value: JSONCodable {
    public init(json: JSON) throws(JSONError) {
        guard case .object(let members) = json else { throw JSONError("must be an object") }
        self = [:]
        for member in members {
            do { self[member.name] = try Value(json: member.value) } catch { throw error.below(member.name) }
        }
    }

    /// The members in the order of their names, as Go writes a map.
    public var json: JSON {
        .object(sorted { $0.key < $1.key }.map { .init($0.key, $0.value.json) })
    }

    public static func checkSpelling(_ json: JSON) throws(JSONError) {
        for member in json.members ?? [] { try Value.checkSpelling(member.value) }
    }
}

extension Optional: JSONCodable where Wrapped: JSONCodable {
    public init(json: JSON) throws(JSONError) {
        if case .null = json { self = nil } else { self = try Wrapped(json: json) }
    }

    public var json: JSON { self?.json ?? .null }

    public static func checkSpelling(_ json: JSON) throws(JSONError) { try Wrapped.checkSpelling(json) }
}

/// A member of a set in Go's way of writing one: `{"80/tcp":{}}`.
public struct Present: JSONCodable {
    public init() {}

    public init(json: JSON) throws(JSONError) {
        switch json {
        case .null, .object: break
        default: throw JSONError("must be {}")
        }
    }

    public var json: JSON { .object([]) }
}
