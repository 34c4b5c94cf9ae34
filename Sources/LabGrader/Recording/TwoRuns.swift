import TextMatch

/// What two runs of a command printed, line by line beside each other.
struct TwoRuns {
    /// A line of the first run, with its partner of the second.
    struct Line {
        var one: String
        /// Nil where the second run has no such line.
        var other: String?
    }

    /// The lines of the first run, in order.
    private(set) var lines: [Line] = []
    /// Whether the second run has lines that the first lacks, before the line of this number.
    private(set) var gaps: Set<Int> = []
    let one: [String]
    let other: [String]

    /// The most lines that are set beside each other: what prints more is nobody's expectation.
    static let mostLines = 300

    /// Nil for outputs that are too long.
    init?(_ one: [String], _ other: [String]) {
        guard one.count <= Self.mostLines, other.count <= Self.mostLines else { return nil }
        (self.one, self.other) = (one, other)
        let (first, second) = (one.map(VolatileToken.tokens), other.map(VolatileToken.tokens))
        let width = second.count + 1
        var best = [Double](repeating: 0, count: (first.count + 1) * width)
        var likeness = [Double](repeating: 0, count: first.count * width)
        for row in stride(from: first.count - 1, through: 0, by: -1) {
            for column in stride(from: second.count - 1, through: 0, by: -1) {
                let like = Self.likeness(first[row], second[column])
                likeness[row * width + column] = like
                let skipped = max(best[(row + 1) * width + column], best[row * width + column + 1])
                best[row * width + column] =
                    like > 0 ? max(skipped, best[(row + 1) * width + column + 1] + like) : skipped
            }
        }
        var (row, column) = (0, 0)
        while row < first.count {
            if column < second.count, likeness[row * width + column] > 0,
                best[row * width + column] == best[(row + 1) * width + column + 1]
                    + likeness[row * width + column]
            {
                lines.append(Line(one: one[row], other: other[column]))
                (row, column) = (row + 1, column + 1)
            } else if column == second.count
                || best[row * width + column] == best[(row + 1) * width + column]
            {
                lines.append(Line(one: one[row]))
                row += 1
            } else {
                gaps.insert(row)
                column += 1
            }
        }
        if column < second.count { gaps.insert(row) }
    }

    /// How much two lines are one: 0 for strangers, 2 for the same.
    static func likeness(_ one: [VolatileToken], _ other: [VolatileToken]) -> Double {
        if one == other { return 2 }
        guard one.count == other.count else { return 0 }
        let pairs = zip(one, other).filter { $0.0.kind != .blanks }
        let same = pairs.count { $0.0 == $0.1 || $0.0.kind != .word && $0.0.kind == $0.1.kind }
        // A line that is nothing but an id is one with any other.
        if pairs.count == 1 { return pairs[0].0.hole(with: pairs[0].1, isBehindColon: false) == nil ? 0 : 1 }
        return same * 2 >= pairs.count ? Double(same) / Double(pairs.count) : 0
    }
}
