/// The difference between an expectation and an output, as data: who shows it decides how.
public struct LineDiff: Hashable, Sendable {
    public enum Entry: Hashable, Sendable {
        /// A line of the output that was expected.
        case same(String)
        /// Lines of the output that `...` took.
        case anyLines(Int)
        /// What was expected and isn't there; names are filled in with what they captured.
        case expected(String)
        /// What is there and wasn't expected.
        case seen(String)
        /// Lines that aren't compared, so that a huge output stays cheap.
        case notCompared(Int)
    }

    public var entries: [Entry]
    /// What the best alignment captured: for showing and cleaning up, never for a verdict.
    public var tentative: Captures

    public init(entries: [Entry], tentative: Captures) {
        self.entries = entries
        self.tentative = tentative
    }

    /// How many lines of an output a difference lists at most.
    public static let mostEntries = 200
}

extension LineDiff {
    /// How large the table of an alignment is at most, in cells.
    private static let mostCells = 1_000_000
    /// How much is kept around the place where the comparison failed, where all is too much.
    private static let before = 20
    private static let after = 400

    /// Finds the alignment of a pattern and an output that leaves the fewest lines without a partner.
    ///
    /// Of what is too large only the surroundings of `place` are compared: the place that the comparison got to.
    init(
        of patterns: [LinePattern],
        _ output: [String],
        _ captures: Captures,
        near place: (place: Int, line: Int)
    ) {
        guard (patterns.count + 1) * (output.count + 1) > Self.mostCells else {
            self = LineAlignment(patterns, output, captures).diff
            return
        }
        let firstPattern = max(0, min(place.place, patterns.count) - Self.before)
        let firstLine = max(0, min(place.line, output.count) - Self.before)
        let somePatterns = patterns[firstPattern...].prefix(Self.after)
        let someLines = output[firstLine...].prefix(Self.after)
        self = LineAlignment(Array(somePatterns), Array(someLines), captures).diff
        if firstLine > 0 { entries.insert(.notCompared(firstLine), at: 0) }
        let rest = output.count - firstLine - someLines.count
        if rest > 0 { entries.append(.notCompared(rest)) }
    }
}

extension LineDiff {
    /// How many lines that `...` took are shown beside a line that isn't there.
    private static let mostNear = 8

    /// The difference with the last of the lines that `...` took right beside what isn't there: what was printed in its
    /// place is what tells why.
    func showing(_ output: [String]) -> LineDiff {
        var shown: [Entry] = []
        var line = 0
        for (index, entry) in entries.enumerated() {
            switch entry {
            case .same, .seen: line += 1
            case .expected: break
            case .notCompared(let count): line += count
            case .anyLines(let count):
                line += count
                guard isMissing(index - 1) || isMissing(index + 1), line <= output.count else { break }
                let near = min(count, Self.mostNear)
                if count > near { shown.append(.anyLines(count - near)) }
                shown += output[(line - near)..<line].map { .seen($0) }
                continue
            }
            shown.append(entry)
        }
        return LineDiff(entries: shown, tentative: tentative)
    }

    private func isMissing(_ index: Int) -> Bool {
        guard entries.indices.contains(index), case .expected = entries[index] else { return false }
        return true
    }
}

extension LinePattern {
    /// The line as written, with what its references stand for put in.
    func filled(_ captures: Captures) -> String {
        guard case .line(let pieces, let quantifier) = form, !references.isEmpty else { return source }
        let text = pieces.map { piece -> String in
            switch piece {
            case .literal(let text): return text
            case .hole(let hole):
                guard case .earlier(let reference) = hole.content else { return "{{…}}" }
                return reference.value(in: captures) ?? "{{=\(reference)}}"
            }
        }.joined()
        let mark: String
        switch quantifier {
        case .once: mark = ""
        case .optional: mark = " (?)"
        case .anyNumber: mark = " (*)"
        case .atLeastOnce: mark = " (+)"
        }
        return text + mark
    }
}
