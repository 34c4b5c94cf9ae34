/// Matches lines in any order: each line of the pattern takes one of the output, and none is left over.
///
/// `...` lets any number of lines be left over; lines with ` (*)` and ` (+)` take as many as fit.
struct UnorderedMatch {
    private let patterns: [LinePattern]
    private let initial: Captures
    private var test = LineTest()
    private var kinds: [LineTest.Kind] = []
    private var lines: [LineTest.Line] = []
    /// The line that a pattern takes, and the pattern that takes a line.
    private var taken: [Int?] = []
    private var takers: [Int?] = []
    private var seen: Set<Int> = []

    init(_ patterns: [LinePattern], _ captures: Captures) {
        self.patterns = patterns
        initial = captures
        kinds = patterns.map { test.prepare($0, captures, promised: []) }
    }

    mutating func run(_ output: [String]) -> MatchResult {
        lines = output.map(test.line)
        taken = Array(repeating: nil, count: patterns.count)
        takers = Array(repeating: nil, count: lines.count)
        takeLiterals()
        // What must be found comes first: it keeps its place, though maybe not its line, when the rest is found.
        for index in patterns.indices where isRequired(index) && taken[index] == nil { find(index) }
        for index in patterns.indices where !isRequired(index) && taken[index] == nil { find(index) }
        let missing = patterns.indices.filter { isRequired($0) && taken[$0] == nil }
        let extra = lines.indices.filter { takers[$0] == nil && !mayBeLeft($0) }
        var captures = initial
        for (index, line) in taken.enumerated() {
            guard let line else { continue }
            for (name, value) in test.captures(kinds[index], of: lines[line], initial) ?? [] {
                captures[name] = value
            }
        }
        if missing.isEmpty, extra.isEmpty { return .match(captures) }
        let entries =
            missing.map { LineDiff.Entry.expected(patterns[$0].filled(initial)) }
            + extra.prefix(LineDiff.mostEntries).map { .seen(output[$0]) }
        return .mismatch(LineDiff(entries: entries, tentative: captures))
    }

    /// A line that equals a literal can go to no better place.
    private mutating func takeLiterals() {
        var byLiteral: [Int: [Int]] = [:]
        for (index, line) in lines.enumerated().reversed() {
            if let literal = line.literal { byLiteral[literal, default: []].append(index) }
        }
        for (index, kind) in kinds.enumerated() {
            guard case .literal(let number) = kind, let line = byLiteral[number]?.popLast() else { continue }
            taken[index] = line
            takers[line] = index
        }
    }

    /// Finds a line for a pattern, if need be by finding other lines for others: an augmenting path.
    private mutating func find(_ pattern: Int) {
        seen = []
        _ = augment(pattern, depth: 0)
    }

    private mutating func augment(_ pattern: Int, depth: Int) -> Bool {
        guard depth < 1_000, case .line = patterns[pattern].form else { return false }
        for line in lines.indices where !seen.contains(line) && fits(pattern, line) {
            seen.insert(line)
            if let other = takers[line], !augment(other, depth: depth + 1) { continue }
            takers[line] = pattern
            taken[pattern] = line
            return true
        }
        return false
    }

    private mutating func fits(_ pattern: Int, _ line: Int) -> Bool {
        test.captures(kinds[pattern], of: lines[line], initial) != nil
    }

    private func isRequired(_ pattern: Int) -> Bool {
        guard case .line(_, let quantifier) = patterns[pattern].form else { return false }
        return quantifier == .once || quantifier == .atLeastOnce
    }

    private mutating func mayBeLeft(_ line: Int) -> Bool {
        for index in patterns.indices {
            switch patterns[index].form {
            case .anyLines: return true
            case .line(_, .anyNumber), .line(_, .atLeastOnce): if fits(index, line) { return true }
            case .line: continue
            }
        }
        return false
    }
}
