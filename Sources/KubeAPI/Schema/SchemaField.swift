/// A field of a type of the API.
public struct SchemaField: Hashable, Sendable {
    /// What a field holds, or each element where it holds many.
    public enum Content: Hashable, Sendable {
        case string
        case bool
        case int32
        case int64
        /// Base 64 in JSON.
        case bytes
        /// RFC 3339 in seconds, or null.
        case time
        /// RFC 3339 in microseconds, or null.
        case microTime
        /// `500m`, `1Gi`; a number is accepted too.
        case quantity
        /// A number, or a string such as `25%`.
        case intOrString
        /// Anything.
        case json
        /// The fields that a manager owns.
        case managedFields
        /// A list of strings, which protobuf wraps in a message of its own.
        case strings
        /// Another type, by its full name: `v1.PodSpec`, `apps/v1.DeploymentSpec`.
        case type(String)
    }

    /// How many there are.
    public enum Cardinality: Hashable, Sendable {
        case one
        case list
        /// A map from strings.
        case map
    }

    /// As JSON has it; empty for an inlined type.
    public var name: String
    /// As protobuf has it.
    public var number: Int
    public var content: Content
    public var cardinality: Cardinality
    /// Whether zero, or an empty string, differs from nothing.
    public var isPointer: Bool
    public var isRequired: Bool
    /// Whether the fields of the type stand among those of the type around it.
    public var isInlined: Bool { name.isEmpty }
}

/// A type of the API: the fields that an object can have.
public struct SchemaType: Sendable {
    /// `v1`, `apps/v1`, `meta/v1`.
    public let apiVersion: String
    /// As Go and messages name it: `DeploymentSpec`.
    public let name: String
    /// Whether it stands alone, with `apiVersion` and `kind`.
    public let isKind: Bool
    /// Its own fields in the order of their numbers; inlined types are one field without a name.
    public let fields: [SchemaField]
    private let numbers: [Int: Int]
    private let names: [String: SchemaField]

    /// `apps/v1.DeploymentSpec`.
    public var fullName: String { "\(apiVersion).\(name)" }

    init(apiVersion: String, name: String, isKind: Bool, fields: [SchemaField], inlined: [SchemaField] = []) {
        self.apiVersion = apiVersion
        self.name = name
        self.isKind = isKind
        self.fields = fields
        numbers = Dictionary(fields.indices.map { (fields[$0].number, $0) }) { first, _ in first }
        names = Dictionary((fields + inlined).filter { !$0.isInlined }.map { ($0.name, $0) }) { one, _ in one
        }
    }

    /// The field with a number of protobuf.
    public func field(number: Int) -> SchemaField? { numbers[number].map { fields[$0] } }

    /// The field with a name, among those of inlined types too.
    public func field(named name: String) -> SchemaField? { names[name] }

    /// All fields by their names in JSON, those of inlined types among them, in the order of the alphabet.
    public var named: [SchemaField] { names.values.sorted { $0.name < $1.name } }
}
