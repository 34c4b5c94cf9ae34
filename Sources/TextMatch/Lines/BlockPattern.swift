/// What the output of a command is expected to say: lines, and how they are to be found in it.
public struct BlockPattern: Hashable, Sendable {
    /// How the lines are to be found: what `match=` says.
    public enum Mode: String, Hashable, Sendable, CaseIterable {
        /// The whole output, line by line.
        case lines
        /// A stretch of it.
        case contains
        /// The whole output, its lines in any order.
        case unordered
    }

    public var lines: [LinePattern]
    public var mode: Mode

    public init(_ lines: [LinePattern], mode: Mode = .lines) {
        self.lines = lines
        self.mode = mode
    }

    /// Whether every output would do.
    public var assertsNothing: Bool {
        guard !lines.isEmpty else { return mode == .contains }
        // Where other lines are let be, one that may be missing asks for nothing.
        let letsOthersBe = mode == .contains || lines.contains(where: \.takesOthers)
        return lines.allSatisfy { $0.assertsNothing || letsOthersBe && $0.mayBeMissing }
    }

    /// Compares an output with the pattern.
    ///
    /// - Parameters:
    ///   - output: The lines as ``OutputNorms`` leaves them.
    ///   - captures: What was captured before, for `{{=name}}`.
    /// - Returns: What was captured, or the difference.
    /// - Complexity: O(lines of the output × lines of the pattern); a hole costs the length of its line.
    public func match(_ output: [String], captures: Captures = Captures()) -> MatchResult {
        if mode == .unordered {
            return UnorderedMatch(lines, captures).run(output)
        }
        let around = mode == .contains ? [LinePattern(.anyLines, source: "...")] : []
        var automaton = LineAutomaton(around + lines + around, captures)
        if let found = automaton.run(output) { return .match(found) }
        let diff = LineDiff(of: around + lines + around, output, captures, near: automaton.farthest)
        return .mismatch(diff.showing(output))
    }
}

/// How an output compares with a pattern.
public enum MatchResult: Hashable, Sendable {
    /// It matches; the captures are those of before and the new ones.
    case match(Captures)
    case mismatch(LineDiff)

    public var isMatch: Bool { if case .match = self { true } else { false } }
}
