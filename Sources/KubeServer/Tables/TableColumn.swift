import EngineAPI

/// A column of a table.
struct TableColumn: Hashable, Sendable {
    /// Values of one of these kinds stand in it.
    enum Kind: String, Hashable, Sendable {
        case string
        case integer
        case number
        case boolean
        /// A time that the client shows as it is.
        case date
    }

    var name: String
    var kind: Kind
    /// Whether it is shown to those only who want a wide table.
    var isWide: Bool
    var description: String

    init(_ name: String, _ kind: Kind = .string, wide: Bool = false, _ description: String = "") {
        self.name = name
        self.kind = kind
        isWide = wide
        self.description = description
    }

    var json: JSON {
        .record([
            "name": name, "type": kind.rawValue, "format": name == "Name" ? "name" : "",
            "description": description.isEmpty ? name : description, "priority": isWide ? 1 : 0,
        ])
    }
}
