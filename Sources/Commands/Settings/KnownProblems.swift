/// The ids of everything that `check` can say, from the very page that explains them.
enum KnownProblems {
    static let ids: [String] = Resources.text("diagnostics.md").split(separator: "\n").compactMap { line in
        line.hasPrefix("### `") && line.hasSuffix("`") ? String(line.dropFirst(5).dropLast()) : nil
    }

    /// The id that somebody meant who wrote another; nil where none is near.
    static func nearest(to text: String) -> String? {
        let near = ids.map { (id: $0, distance: distance(Array(text.utf8), Array($0.utf8))) }
            .min { $0.distance < $1.distance }
        // More than a third of it wrong is a guess.
        return near.flatMap { $0.distance * 3 <= $0.id.utf8.count ? $0.id : nil }
    }

    /// How many bytes have to be put in, taken out or changed to make one text of the other.
    private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var row = Array(0...other.count)
        for (index, byte) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in other.indices {
                let replaced = diagonal + (byte == other[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[other.count]
    }
}
