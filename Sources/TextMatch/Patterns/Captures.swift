/// What holes took, by name.
public struct Captures: Hashable, Sendable {
    private var values: [String: String] = [:]

    public init() {}

    public init(_ values: [String: String]) { self.values = values }

    public subscript(name: String) -> String? {
        get { values[name] }
        set { values[name] = newValue }
    }

    public var isEmpty: Bool { values.isEmpty }

    /// The names, in order.
    public var names: [String] { values.keys.sorted() }

    /// Returns these captures with others over them.
    public func merging(_ other: Captures) -> Captures {
        Captures(values.merging(other.values) { $1 })
    }
}
