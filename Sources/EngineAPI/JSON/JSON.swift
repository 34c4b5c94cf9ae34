/// A JSON value as it stood in the text: members keep their order, numbers their digits.
public enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The digits as written, so that nothing is lost on the way through.
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])

    /// A named value of an object.
    public struct Member: Hashable, Sendable {
        public var name: String
        public var value: JSON

        public init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// The value of a member with exactly this name; nil where there is none or this is no object.
    public subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The text of a string; nil for everything else.
    public var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// A whole number; nil for everything else.
    public var integer: Int? {
        if case .number(let digits) = self { Int(digits) } else { nil }
    }

    /// The elements of an array; nil for everything else.
    public var elements: [JSON]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The members of an object; nil for everything else.
    public var members: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }
}

/// What is wrong with a JSON text or with a value in it.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where the value stands: names and indices from the root.
    public var path: [String]
    public var problem: String

    public init(_ problem: String, path: [String] = []) {
        self.problem = problem
        self.path = path
    }

    public var description: String {
        path.isEmpty ? problem : "\(path.joined(separator: ".")): \(problem)"
    }

    /// The same problem, one level further in.
    func below(_ name: String) -> JSONError { JSONError(problem, path: [name] + path) }
}
