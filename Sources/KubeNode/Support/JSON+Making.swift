import EngineAPI
import KubeAPI

extension JSON {
    /// Whether the value is true.
    var isTrue: Bool { self == .bool(true) }

    /// The value at a path of names.
    func at(_ path: String...) -> JSON? { value(at: path[...]) }

    /// The texts of an array, what is no text left out.
    var texts: [String] { elements?.compactMap(\.text) ?? [] }
}

extension String {
    /// The text as JSON; nil where it is empty.
    var jsonUnlessEmpty: JSON? { isEmpty ? nil : .string(self) }
}
