/// How many steps a pattern unfolds to, at most: `(ab{10}){20}` to some two hundred.
///
/// RE2 bounds its memory, but only after it has used much of it, and a definition can bring thousands of patterns.
enum PatternSize {
    /// As many steps as a pattern may have.
    static let most = 20_000

    /// The size; what can't be read counts for what it is written as.
    static func of(_ pattern: String) -> Int {
        guard pattern.utf8.count <= most else { return pattern.utf8.count }
        var scan = Scan(rest: Array(pattern.utf8)[...])
        return scan.total()
    }

    private struct Scan {
        /// As long as a count can be that is one: `1000,1000`.
        private static let longestCount = 12

        var rest: ArraySlice<UInt8>
        /// The sizes of the groups that are open, the innermost last.
        private var groups = [0]
        /// The size of what stands last, which a count would repeat.
        private var last = 0

        init(rest: ArraySlice<UInt8>) { self.rest = rest }

        mutating func total() -> Int {
            while let byte = rest.popFirst() {
                switch byte {
                case UInt8(ascii: "\\"):
                    _ = rest.popFirst()
                    add(1)
                case UInt8(ascii: "["):
                    skipClass()
                    add(1)
                case UInt8(ascii: "("):
                    add(1)
                    groups.append(0)
                case UInt8(ascii: ")") where groups.count > 1: add(groups.removeLast())
                case UInt8(ascii: "{"): repeatLast()
                default: add(1)
                }
            }
            return groups.reduce(0, Self.sum)
        }

        private mutating func add(_ size: Int) {
            last = size
            groups[groups.count - 1] = Self.sum(groups[groups.count - 1], size)
        }

        /// A class of characters is one step, whatever stands in it.
        private mutating func skipClass() {
            if rest.first == UInt8(ascii: "^") { rest.removeFirst() }
            if rest.first == UInt8(ascii: "]") { rest.removeFirst() }
            while let byte = rest.popFirst(), byte != UInt8(ascii: "]") {
                if byte == UInt8(ascii: "\\") { _ = rest.popFirst() }
                // A class by name stands in brackets of its own.
                if byte == UInt8(ascii: "["), rest.first == UInt8(ascii: ":") {
                    rest = rest.drop { $0 != UInt8(ascii: "]") }.dropFirst()
                }
            }
        }

        /// A count after what stands last; braces without one are themselves.
        private mutating func repeatLast() {
            let end = rest.prefix(Self.longestCount).prefix { $0 != UInt8(ascii: "}") }
            let parts = end.split(separator: UInt8(ascii: ","))
                .map { Int(String(decoding: $0, as: UTF8.self)) }
            guard rest.dropFirst(end.count).first == UInt8(ascii: "}"), let most = parts.last ?? nil,
                !parts.contains(nil)
            else {
                return add(1)
            }
            rest = rest.dropFirst(end.count + 1)
            // What stands there counts once already.
            let (more, overflows) = last.multipliedReportingOverflow(by: Swift.max(0, most - 1))
            add(overflows ? Int.max : more)
        }

        private static func sum(_ one: Int, _ other: Int) -> Int {
            let (sum, overflows) = one.addingReportingOverflow(other)
            return overflows ? Int.max : sum
        }
    }
}
