/// Ports as a list of containers is narrowed to them: `80`, `80/udp`, `8000-8080/tcp`.
public struct PortFilter: Hashable, Sendable, CustomStringConvertible {
    public var numbers: ClosedRange<Int>
    /// `tcp` where nothing is said.
    public var transport: String

    public init(_ numbers: ClosedRange<Int>, _ transport: String) {
        (self.numbers, self.transport) = (numbers, transport)
    }

    /// Reads one; nil where the text is none.
    public init?(_ text: String) {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false)
        let ends = (sides.first ?? "").split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count <= 2, ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil,
            first <= last, first >= 0, last <= 65_535
        else { return nil }
        self.init(first...last, sides.count > 1 ? String(sides[1]) : "tcp")
    }

    /// Whether a port is among them.
    public func takes(_ number: Int, _ transport: String) -> Bool {
        numbers.contains(number) && transport == self.transport
    }

    public var description: String {
        let range = numbers.count == 1 ? "" : "-\(numbers.upperBound)"
        return "\(numbers.lowerBound)\(range)/\(transport)"
    }
}

extension Filters {
    /// The ports of `publish` or `expose`.
    public func ports(_ key: String) throws(EngineError) -> [PortFilter] {
        var ports: [PortFilter] = []
        for text in self[key] {
            guard let port = PortFilter(text) else {
                throw EngineError(.failed, "error while looking up for \(key) \(text): invalid port")
            }
            ports.append(port)
        }
        return ports
    }
}
