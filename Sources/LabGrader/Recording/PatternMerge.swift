import TextMatch

/// Brings an expectation up to what two runs printed: lines that still match stay as they are written, in their order.
struct PatternMerge {
    let runs: TwoRuns
    let line: RecordedLine

    /// What the runs say by themselves; nil where that is nothing at all.
    var recorded: [String]? { lines(keeping: []) }

    /// What was recorded before, as long as both runs are as it says.
    func kept(_ sources: [String]) -> [String]? { holds(sources, .lines) ? sources : nil }

    /// Whether what was recorded before is of these runs, in whatever order: each line of it is one that a run printed, and
    /// no run printed a line that it lacks.
    func tells(_ sources: [String]) -> Bool {
        let patterns = sources.compactMap { try? LinePattern(parsing: $0) }
        guard patterns.count == sources.count else { return false }
        func matches(_ pattern: LinePattern, _ line: String, _ captures: Captures) -> Bool {
            BlockPattern([pattern]).match([line], captures: captures).isMatch
        }
        let (one, other) = (line.captures.one, line.captures.other)
        let lines = patterns.filter { $0.form != .anyLines }
        let isTold = lines.allSatisfy { pattern in
            runs.one.contains { matches(pattern, $0, one) }
                || runs.other.contains { matches(pattern, $0, other) }
        }
        guard isTold, lines.count == patterns.count else { return isTold }
        return runs.one.allSatisfy { line in lines.contains { matches($0, line, one) } }
            && runs.other.allSatisfy { line in lines.contains { matches($0, line, other) } }
    }

    /// The expectation with new lines for those that don't match any more.
    ///
    /// - Parameters:
    ///   - patterns: The lines as they are.
    ///   - mode: How they are compared.
    /// - Returns: Nil where nothing better is known than what stands there: somebody has to look.
    func lines(updating patterns: [LinePattern], _ mode: BlockPattern.Mode) -> [String]? {
        guard patterns.count <= TwoRuns.mostLines else { return nil }
        let anyLines = LinePattern(.anyLines, source: "...")
        switch mode {
        case .lines: break
        case .contains:
            guard var merged = lines(keeping: [anyLines] + patterns + [anyLines]) else { return nil }
            if merged.first == "..." { merged.removeFirst() }
            if merged.last == "..." { merged.removeLast() }
            return holds(merged, mode) ? merged : nil
        case .unordered:
            let merged = unordered(patterns)
            return holds(merged, mode) ? merged : nil
        }
        for candidate in [lines(keeping: patterns), recorded] {
            if let candidate, holds(candidate, mode) { return candidate }
        }
        return nil
    }

    /// Lines in any order: those that are found stay in their place, others give way to the line that is most like them,
    /// and what is left of the output comes behind.
    private func unordered(_ patterns: [LinePattern]) -> [String] {
        var free = pairs()
        var kept = Set<Int>()
        // A line that is written in full goes to no better place.
        for isLiteral in [true, false] {
            for (index, pattern) in patterns.enumerated() where pattern.source.contains("{{") != isLiteral {
                if case .anyLines = pattern.form { continue }
                guard let place = free.firstIndex(where: { fits(pattern, $0) }) else { continue }
                free.remove(at: place)
                kept.insert(index)
            }
        }
        var sources: [String] = []
        var letsOthersBe = false
        for (index, pattern) in patterns.enumerated() {
            if case .anyLines = pattern.form {
                letsOthersBe = true
                sources.append(pattern.source)
            } else if kept.contains(index) {
                sources.append(pattern.source)
            } else {
                let likeness = free.map { self.likeness(pattern, $0) }
                guard let most = likeness.max(), most > 0, let place = likeness.firstIndex(of: most) else {
                    continue
                }
                let pair = free.remove(at: place)
                if let source = pair.other.flatMap({ line.source(pair.one, $0) }) { sources.append(source) }
            }
        }
        guard !letsOthersBe else { return sources }
        let left = free.map { pair in pair.other.flatMap { line.source(pair.one, $0) } }
        let isMore = left.contains(nil) || runs.other.count != runs.one.count
        return sources + left.compactMap { $0 } + (isMore ? ["..."] : [])
    }

    /// The lines of the first run, each with the line of the second that is most like it, wherever that stands.
    private func pairs() -> [TwoRuns.Line] {
        var free = runs.other
        var pairs = runs.one.map { TwoRuns.Line(one: $0) }
        for index in pairs.indices {
            guard let place = free.firstIndex(of: pairs[index].one) else { continue }
            pairs[index].other = free.remove(at: place)
        }
        for index in pairs.indices where pairs[index].other == nil {
            let tokens = VolatileToken.tokens(of: pairs[index].one)
            let likeness = free.map { TwoRuns.likeness(tokens, VolatileToken.tokens(of: $0)) }
            guard let most = likeness.max(), most > 0, let place = likeness.firstIndex(of: most) else {
                continue
            }
            pairs[index].other = free.remove(at: place)
        }
        return pairs
    }

    /// Whether an expectation asks for something, and both runs meet it.
    private func holds(_ sources: [String], _ mode: BlockPattern.Mode) -> Bool {
        let patterns = sources.compactMap { try? LinePattern(parsing: $0) }
        let block = BlockPattern(patterns, mode: mode)
        guard patterns.count == sources.count, !block.assertsNothing || runs.one.isEmpty else { return false }
        return block.match(runs.one, captures: line.captures.one).isMatch
            && block.match(runs.other, captures: line.captures.other).isMatch
    }

    // MARK: Alignment

    private enum Move { case keep, replace, drop, insert, absorb }

    private func lines(keeping patterns: [LinePattern]) -> [String]? {
        let width = runs.lines.count + 1
        var scores = [Double](repeating: 0, count: (patterns.count + 1) * width)
        var moves = [Move?](repeating: nil, count: scores.count)
        for pattern in stride(from: patterns.count, through: 0, by: -1) {
            for index in stride(from: runs.lines.count, through: 0, by: -1) {
                var best: (score: Double, move: Move?) = (0, nil)
                func offer(_ score: Double, _ move: Move) {
                    if best.move == nil || score > best.score { best = (score, move) }
                }
                if pattern < patterns.count, index < runs.lines.count,
                    case .line = patterns[pattern].form
                {
                    let ahead = scores[(pattern + 1) * width + index + 1]
                    if fits(patterns[pattern], runs.lines[index]) { offer(ahead + 100, .keep) }
                    let like = likeness(patterns[pattern], runs.lines[index])
                    if like > 0 { offer(ahead + 40 * like, .replace) }
                }
                if pattern < patterns.count {
                    if case .anyLines = patterns[pattern].form {
                        offer(scores[(pattern + 1) * width + index], .keep)
                        if index < runs.lines.count { offer(scores[pattern * width + index + 1], .absorb) }
                    } else {
                        offer(scores[(pattern + 1) * width + index] - 5, .drop)
                    }
                }
                if index < runs.lines.count { offer(scores[pattern * width + index + 1] - 1, .insert) }
                scores[pattern * width + index] = best.score
                moves[pattern * width + index] = best.move
            }
        }
        return walk(patterns, moves, width)
    }

    private func walk(_ patterns: [LinePattern], _ moves: [Move?], _ width: Int) -> [String]? {
        var sources: [String] = []
        func add(_ source: String) {
            if source != "..." || sources.last != "..." { sources.append(source) }
        }
        func addRecorded(_ index: Int) {
            let pair = runs.lines[index]
            add(pair.other.flatMap { line.source(pair.one, $0) } ?? "...")
        }
        var (pattern, index) = (0, 0)
        while let move = moves[pattern * width + index] {
            if runs.gaps.contains(index), move == .insert || move == .replace { add("...") }
            switch move {
            case .keep:
                add(patterns[pattern].source)
                if case .line = patterns[pattern].form { index += 1 }
                pattern += 1
            case .replace:
                addRecorded(index)
                (pattern, index) = (pattern + 1, index + 1)
            case .drop: pattern += 1
            case .insert:
                addRecorded(index)
                index += 1
            case .absorb: index += 1
            }
        }
        if runs.gaps.contains(runs.lines.count), sources.last != "..." { add("...") }
        return sources.contains { $0 != "..." } || runs.one.isEmpty ? sources : nil
    }

    private func fits(_ pattern: LinePattern, _ pair: TwoRuns.Line) -> Bool {
        let block = BlockPattern([pattern])
        return block.match([pair.one], captures: line.captures.one).isMatch
            && (pair.other.map { block.match([$0], captures: line.captures.other).isMatch } ?? true)
    }

    /// How much a line that doesn't match looks like the pattern as it is written.
    private func likeness(_ pattern: LinePattern, _ pair: TwoRuns.Line) -> Double {
        let (written, seen) = (Self.words(pattern.source), Self.words(pair.one))
        let common = written.intersection(seen).count
        let most = max(written.count, seen.count)
        return most > 0 && common * 3 >= most ? Double(common) / Double(most) : 0
    }

    private static func words(_ text: String) -> Set<Substring> {
        Set(text.split { !$0.isLetter && !$0.isNumber })
    }
}
