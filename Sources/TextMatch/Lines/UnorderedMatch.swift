/// Matches lines in any order: each line of the pattern takes one of the output, and none is left over.
///
/// `...` lets any number of lines be left over; lines with ` (*)` and ` (+)` take as many as fit.
struct UnorderedMatch {
    private let patterns: [LinePattern]
    private let initial: Captures
    private let kinds: [LineTest.Kind]
    private let test: LineTest

    init(_ patterns: [LinePattern], _ captures: Captures) {
        var test = LineTest()
        kinds = patterns.map { test.prepare($0, captures, promised: []) }
        self.patterns = patterns
        self.test = test
        initial = captures
    }

    func run(_ output: [String]) -> MatchResult {
        let lines = output.map(test.line)
        var assignment = Assignment(askers: patterns.count, places: lines.count)
        giveLiterals(lines, &assignment)
        // What must be found comes first: it keeps a line, though maybe not its own, when the rest is found.
        for isRequired in [true, false] {
            for index in patterns.indices
            where self.isRequired(index) == isRequired && assignment.places[index] == nil {
                assignment.find(for: index) { fits($0, lines[$1]) }
            }
        }
        let missing = patterns.indices.filter { isRequired($0) && assignment.places[$0] == nil }
        let extra = lines.indices.filter { assignment.askers[$0] == nil && !mayBeLeft(lines[$0]) }
        var captures = initial
        for (index, line) in assignment.places.enumerated() {
            for (name, value) in line.flatMap({ taken(index, lines[$0]) }) ?? [] { captures[name] = value }
        }
        if missing.isEmpty, extra.isEmpty { return .match(captures) }
        let entries =
            missing.map { LineDiff.Entry.expected(patterns[$0].filled(initial)) }
            + extra.prefix(LineDiff.mostEntries).map { .seen(output[$0]) }
        return .mismatch(LineDiff(entries: entries, tentative: captures))
    }

    /// A line that equals a literal can go to no better place.
    private func giveLiterals(_ lines: [LineTest.Line], _ assignment: inout Assignment) {
        var byLiteral: [Int: [Int]] = [:]
        for (index, line) in lines.enumerated().reversed() {
            if let literal = line.literal { byLiteral[literal, default: []].append(index) }
        }
        for (index, kind) in kinds.enumerated() {
            guard case .literal(let number) = kind, let line = byLiteral[number]?.popLast() else { continue }
            assignment.give(line, to: index)
        }
    }

    private func taken(_ pattern: Int, _ line: LineTest.Line) -> [(name: String, value: String)]? {
        test.captures(kinds[pattern], of: line)
    }

    private func fits(_ pattern: Int, _ line: LineTest.Line) -> Bool { taken(pattern, line) != nil }

    private func isRequired(_ pattern: Int) -> Bool {
        guard case .line(_, let quantifier) = patterns[pattern].form else { return false }
        return quantifier == .once || quantifier == .atLeastOnce
    }

    private func mayBeLeft(_ line: LineTest.Line) -> Bool {
        patterns.indices.contains { index in
            switch patterns[index].form {
            case .anyLines: true
            case .line(_, .anyNumber), .line(_, .atLeastOnce): fits(index, line)
            case .line: false
            }
        }
    }
}
