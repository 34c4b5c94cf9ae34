/// Finds, for a line, the values that were filed under any start of it.
struct PrefixIndex {
    private struct Node {
        var next: [UInt8: Int] = [:]
        var values: [Int] = []
    }

    private var nodes = [Node()]

    /// Files a value under a start of lines; under no bytes it is found for every line.
    mutating func add(_ value: Int, under prefix: [UInt8]) {
        var node = 0
        for byte in prefix {
            if let next = nodes[node].next[byte] {
                node = next
            } else {
                nodes[node].next[byte] = nodes.count
                node = nodes.count
                nodes.append(Node())
            }
        }
        nodes[node].values.append(value)
    }

    /// Returns the values, those under shorter starts first.
    func values(for line: [UInt8]) -> [Int] {
        var node = 0
        var found = nodes[0].values
        for byte in line {
            guard let next = nodes[node].next[byte] else { break }
            node = next
            if !nodes[node].values.isEmpty { found += nodes[node].values }
        }
        return found
    }
}
