/// The alignment of a pattern's and an output's lines with the fewest left alone, by a table.
struct LineAlignment {
    private let patterns: [LinePattern]
    private let output: [String]
    private let initial: Captures
    private var test = LineTest()
    private var kinds: [LineTest.Kind] = []
    private var lines: [LineTest.Line] = []
    /// `costs[i * width + j]`: how many lines stay alone from pattern `i` and line `j` on.
    private var costs: [Int32] = []
    private let width: Int

    init(_ patterns: [LinePattern], _ output: [String], _ captures: Captures) {
        self.patterns = patterns
        self.output = output
        initial = captures
        width = output.count + 1
        // Lines that refer to what this very output captures match nothing here: the table knows no captures.
        kinds = patterns.map { test.prepare($0, captures, promised: []) }
        lines = output.map(test.line)
        fill()
    }

    private mutating func fill() {
        costs = Array(repeating: 0, count: (patterns.count + 1) * width)
        for line in stride(from: output.count - 1, through: 0, by: -1) {
            costs[patterns.count * width + line] = Int32(output.count - line)
        }
        for pattern in stride(from: patterns.count - 1, through: 0, by: -1) {
            let skip = skipCost(pattern)
            costs[pattern * width + output.count] = costs[(pattern + 1) * width + output.count] + skip
            for line in stride(from: output.count - 1, through: 0, by: -1) {
                var best = costs[(pattern + 1) * width + line] + skip
                if case .anyLines = patterns[pattern].form {
                    best = min(best, costs[pattern * width + line + 1])
                } else {
                    best = min(best, costs[pattern * width + line + 1] + 1)
                    if fits(pattern, line) {
                        best = min(best, costs[(pattern + 1) * width + line + 1])
                        if repeats(pattern) { best = min(best, costs[pattern * width + line + 1]) }
                    }
                }
                costs[pattern * width + line] = best
            }
        }
    }

    /// The way through the table, from its start.
    var diff: LineDiff {
        var entries: [LineDiff.Entry] = []
        var captures = initial
        var (pattern, line) = (0, 0)
        var skipped = 0
        func flush() {
            if skipped > 0 { entries.append(.anyLines(skipped)) }
            skipped = 0
        }
        while pattern < patterns.count || line < output.count {
            let cost = costs[pattern * width + line]
            if pattern == patterns.count {
                flush()
                entries.append(.seen(output[line]))
                line += 1
            } else if case .anyLines = patterns[pattern].form {
                if cost == costs[(pattern + 1) * width + line] {
                    pattern += 1
                } else {
                    skipped += 1
                    line += 1
                }
            } else if line < output.count, fits(pattern, line),
                let next = follow(cost, pattern, line)
            {
                flush()
                for (name, value) in test.captures(kinds[pattern], of: lines[line]) ?? [] {
                    captures[name] = value
                }
                entries.append(.same(output[line]))
                (pattern, line) = (next, line + 1)
            } else if cost == costs[(pattern + 1) * width + line] + skipCost(pattern) {
                flush()
                if skipCost(pattern) > 0 { entries.append(.expected(patterns[pattern].filled(captures))) }
                pattern += 1
            } else {
                flush()
                entries.append(.seen(output[line]))
                line += 1
            }
        }
        flush()
        return LineDiff(entries: entries, tentative: captures)
    }

    /// The pattern to go on with when a line takes its partner at no cost; nil where that isn't the best way.
    private func follow(_ cost: Int32, _ pattern: Int, _ line: Int) -> Int? {
        if cost == costs[(pattern + 1) * width + line + 1] { return pattern + 1 }
        return repeats(pattern) && cost == costs[pattern * width + line + 1] ? pattern : nil
    }

    private func fits(_ pattern: Int, _ line: Int) -> Bool {
        test.captures(kinds[pattern], of: lines[line]) != nil
    }

    private func repeats(_ pattern: Int) -> Bool {
        guard case .line(_, let quantifier) = patterns[pattern].form else { return false }
        return quantifier == .anyNumber || quantifier == .atLeastOnce
    }

    private func skipCost(_ pattern: Int) -> Int32 {
        guard case .line(_, let quantifier) = patterns[pattern].form else { return 0 }
        return quantifier == .once || quantifier == .atLeastOnce ? 1 : 0
    }
}
