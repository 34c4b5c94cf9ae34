/// A value of the Engine API that is a JSON object; its table of fields is at once decoder, encoder and allow-list.
///
/// What the table doesn't name is dropped, so nothing that we don't know passes through, in either direction.
public protocol EngineObject: JSONCodable {
    /// A value with every field at its zero.
    init()
    /// The fields, in the order in which they are written.
    static var fields: FieldTable<Self> { get }
}

extension EngineObject {
    public init(json: JSON) throws(JSONError) {
        guard case .object(let members) = json else { throw JSONError("must be an object") }
        self.init()
        for member in members {
            guard let field = Self.fields.field(named: member.name) else { continue }
            do { try field.read(member.value, &self) } catch { throw error.below(field.name) }
        }
    }

    public var json: JSON {
        .object(Self.fields.all.compactMap { field in field.write(self).map { .init(field.name, $0) } })
    }

    public static func checkSpelling(_ json: JSON) throws(JSONError) {
        for member in json.members ?? [] {
            guard let field = fields.field(named: member.name) else {
                guard let known = fields.spelling(of: member.name) else { continue }
                throw JSONError("the key '\(member.name)' must be written '\(known)'")
            }
            do { try field.check(member.value) } catch { throw error.below(field.name) }
        }
    }

    /// Reads the body of a client's request.
    ///
    /// An engine in Go would read `hostconfig` as `HostConfig`. No client writes it so, hence it is refused.
    public init(request bytes: [UInt8]) throws(JSONError) {
        let json = try JSON(strictly: bytes)
        try Self.checkSpelling(json)
        try self.init(json: json)
    }

    /// A changed copy.
    public func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}

/// One field of an object: its name in JSON and the property that holds it.
public struct Field<Root>: Sendable {
    /// The name in JSON.
    public let name: String
    let read: @Sendable (JSON, inout Root) throws(JSONError) -> Void
    let write: @Sendable (Root) -> JSON?
    let check: @Sendable (JSON) throws(JSONError) -> Void

    /// A field that is always written; a null leaves it at its zero, as in Go.
    public init<Value: JSONCodable>(_ name: String, _ path: any WritableKeyPath<Root, Value> & Sendable) {
        self.name = name
        read = { (json, root) throws(JSONError) in
            if case .null = json { return }
            root[keyPath: path] = try Value(json: json)
        }
        write = { $0[keyPath: path].json }
        check = { (json) throws(JSONError) in try Value.checkSpelling(json) }
    }

    /// A field that is left out while it has no value.
    public init<Value: JSONCodable>(
        _ name: String,
        optional path: any WritableKeyPath<Root, Value?> & Sendable
    ) {
        self.name = name
        read = { (json, root) throws(JSONError) in root[keyPath: path] = try Value?(json: json) }
        write = { $0[keyPath: path].map(\.json) }
        check = { (json) throws(JSONError) in try Value.checkSpelling(json) }
    }

    /// A field that is written as null while it has no value.
    public init<Value: JSONCodable>(
        _ name: String,
        nullable path: any WritableKeyPath<Root, Value?> & Sendable
    ) {
        self.name = name
        read = { (json, root) throws(JSONError) in root[keyPath: path] = try Value?(json: json) }
        write = { $0[keyPath: path].json }
        check = { (json) throws(JSONError) in try Value.checkSpelling(json) }
    }

    /// A field of a part, as a field of the whole.
    init<Part>(_ field: Field<Part>, in path: any WritableKeyPath<Root, Part> & Sendable) {
        name = field.name
        read = { (json, root) throws(JSONError) in try field.read(json, &root[keyPath: path]) }
        write = { field.write($0[keyPath: path]) }
        check = field.check
    }
}

/// The fields of an object.
public struct FieldTable<Root>: Sendable {
    let all: [Field<Root>]
    private let indices: [String: Int]
    private let spellings: [String: String]

    public init(_ fields: [Field<Root>]) {
        all = fields
        indices = Dictionary(fields.enumerated().map { ($1.name, $0) }) { first, _ in first }
        spellings = Dictionary(fields.map { ($0.name.lowercased(), $0.name) }) { first, _ in first }
    }

    /// The names in JSON, in order.
    public var names: [String] { all.map(\.name) }

    /// The same fields where the object is a part of another and its fields stand among the whole's.
    public func lifted<Whole>(_ path: any WritableKeyPath<Whole, Root> & Sendable) -> [Field<Whole>] {
        all.map { Field<Whole>($0, in: path) }
    }

    /// The field with exactly this name; nil where the name is unknown.
    func field(named name: String) -> Field<Root>? { indices[name].map { all[$0] } }

    /// How a name that is known in another spelling must be written.
    func spelling(of name: String) -> String? { spellings[name.lowercased()] }
}
