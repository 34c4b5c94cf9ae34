/// The query of a request: names and values in order, decoded.
public struct Query: Hashable, Sendable {
    public private(set) var items: [Item] = []

    /// A name with its value.
    public struct Item: Hashable, Sendable {
        public var name: String
        public var value: String
    }

    public init() {}

    /// Reads the text after the question mark.
    public init(parsing text: some StringProtocol) throws(EngineError) {
        guard text.utf8.count <= 65_536 else { throw .malformed("the query is longer than 64 KiB") }
        for part in text.split(separator: "&") {
            guard items.count < 256 else { throw .malformed("the query has more than 256 parts") }
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentCoding.decode(sides[0], plusIsSpace: true),
                let value = PercentCoding.decode(sides.count > 1 ? sides[1] : "", plusIsSpace: true)
            else { throw .malformed("the query isn't percent-encoded UTF-8") }
            items.append(Item(name: name, value: value))
        }
    }

    /// The first value of a name: an engine takes the first, too.
    public subscript(name: String) -> String? { items.first { $0.name == name }?.value }

    /// All values of a name.
    public func all(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

    /// A switch, read as engines do: set unless empty, 0, no, false or none.
    public func flag(_ name: String) -> Bool {
        guard let value = self[name]?.trimmingWhitespace.lowercased() else { return false }
        return !["", "0", "no", "false", "none"].contains(value)
    }

    /// A whole number; nil where there is none.
    public func number(_ name: String) throws(EngineError) -> Int? {
        guard let value = self[name], !value.isEmpty else { return nil }
        guard let number = Int(value) else {
            throw .malformed("the parameter '\(name)' must be a whole number; found '\(value)'")
        }
        return number
    }

    /// Text that isn't empty.
    public func text(_ name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// Adds a name with a value; nothing for nil.
    public mutating func add(_ name: String, _ value: String?) {
        if let value { items.append(Item(name: name, value: value)) }
    }

    /// Adds a number; nothing for nil.
    public mutating func add(_ name: String, _ value: Int?) { add(name, value.map(String.init)) }

    /// Adds a switch that is on; nothing for one that is off.
    public mutating func add(_ name: String, flag: Bool) { if flag { add(name, "1") } }

    /// The text to put after the question mark.
    public var encoded: String {
        items.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }.joined(
            separator: "&"
        )
    }
}
