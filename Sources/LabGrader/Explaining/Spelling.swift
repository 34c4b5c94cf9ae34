/// How far names are from each other.
enum Spelling {
    /// The name of a list that somebody may have meant; nil where none is near, or the name itself is there.
    static func nearest(_ name: String, among names: some Sequence<String>) -> String? {
        let close = names.filter { isNear($0, name) }.sorted {
            (distance($0, name), $0) < (distance($1, name), $1)
        }
        return close.first == name ? nil : close.first
    }

    /// Whether one is the other in another spelling, or with a slip in it.
    static func isNear(_ one: String, _ other: String) -> Bool {
        if plain(one) == plain(other) { return true }
        let length = min(one.count, other.count)
        return length >= 3 && length <= 64 && distance(one, other) <= (length < 6 ? 1 : 2)
    }

    private static func plain(_ name: String) -> String {
        name.lowercased().filter { $0 != "_" && $0 != "-" }
    }

    /// How many letters must be put in, taken out, replaced or swapped with the next.
    static func distance(_ one: String, _ other: String) -> Int {
        let (one, other) = (Array(one), Array(other))
        var before = [Int](repeating: 0, count: other.count + 1)
        var last = Array(0...other.count)
        for row in one.indices {
            var line = [row + 1]
            for column in other.indices {
                var best = min(
                    last[column + 1] + 1,
                    line[column] + 1,
                    last[column] + (one[row] == other[column] ? 0 : 1)
                )
                if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                    best = min(best, before[column - 1] + 1)
                }
                line.append(best)
            }
            (before, last) = (last, line)
        }
        return last[other.count]
    }
}
