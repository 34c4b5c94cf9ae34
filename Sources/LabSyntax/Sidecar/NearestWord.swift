/// Finds what somebody meant to write.
enum NearestWord {
    /// The word that differs least from another one, nil where all differ by more than a slip or two.
    static func of(_ word: String, in words: some Sequence<String>) -> String? {
        // Texts of any length come here; no name is long.
        guard word.utf8.count <= 64 else { return nil }
        let near = words.map { ($0, distance(Array(word.utf8), Array($0.utf8))) }
            .min { ($0.1, $0.0) < ($1.1, $1.0) }
        guard let near, near.1 <= max(1, word.utf8.count / 3) else { return nil }
        return near.0
    }

    /// How many letters are to be put in, taken out, changed, or swapped with the next.
    private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var before: [Int] = []
        var row = Array(0...second.count)
        for (i, letter) in first.enumerated() {
            var next = [i + 1]
            for (j, other) in second.enumerated() {
                var least = min(row[j + 1] + 1, next[j] + 1, row[j] + (letter == other ? 0 : 1))
                if i > 0, j > 0, letter == second[j - 1], other == first[i - 1] {
                    least = min(least, before[j - 1] + 1)
                }
                next.append(least)
            }
            (before, row) = (row, next)
        }
        return row[second.count]
    }
}
