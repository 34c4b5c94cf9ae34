import LabModel

struct ToldStep: Hashable, Sendable {
    /// What became of the step.
    enum State: String, Hashable, Sendable, CaseIterable {
        case passed, failed, unknown, skipped
        case notAnswered = "not-answered"
        case notReached = "not-reached"
    }

    var id: Plain
    var state: State
    /// Why it wasn't run.
    var reason: Plain?
    /// Lines of the command; none of what a student was to write.
    var source: [Plain]
    var file: Plain
    var line: Int
    var slide: Int
    var points: ToldPoints
    var isBonus: Bool
    /// Nil where it wasn't run.
    var command: ToldCommand?
    var checks: [ToldCheck]
    /// Checks of which only the number is told.
    var counted: ToldCount?
    var hints: [Plain]
    var adjustments: [ToldAdjustment]
    /// What was worth noting of a step that is met: `ready 1/3 -> 3/3 in 2.1 s`.
    var remark: Plain?
    var milliseconds: Int
}

struct ToldCount: Hashable, Sendable {
    var checks: Int
    var met: Int
}

struct ToldCommand: Hashable, Sendable {
    var verdict: Verdict
    var points: LabScore.Item
    /// The exit code; nil where it didn't exit by itself.
    var exit: Int?
    var expectedExit: Int
    /// How it ended, where that isn't as it should be: `exit 1, expected 0`.
    var ending: Plain?
    var differences: [ToldDifference]
    /// The last lines that it printed, where nothing else tells what went wrong.
    var lastLines: [Plain]
    var output: [Plain]
    var errorOutput: [Plain]
    var explanation: ToldExplanation
    var milliseconds: Int
}

struct ToldDifference: Hashable, Sendable {
    struct Line: Hashable, Sendable {
        enum Kind: String, Hashable, Sendable { case same, expected, seen, gap }

        var kind: Kind
        var text: Plain
    }

    var stream: CommandOutcome.Difference.Stream
    var lines: [Line]
}

struct ToldExplanation: Hashable, Sendable {
    var why: [Plain] = []
    var attempt: [Plain] = []
}

struct ToldCheck: Hashable, Sendable {
    var id: Plain
    var isHidden: Bool
    /// How much is told of it: `full`, `diff` or `name`.
    var level: LabCheck.Feedback
    /// Nil where it wasn't asked.
    var verdict: Verdict?
    /// Whether it is an alternative that isn't met and wasn't needed.
    var isSpared = false
    /// Nil for a hidden check of which only the name is told.
    var points: LabScore.Item?
    var file: Plain
    var line: Int
    var expected: [Plain] = []
    var seen: [Plain] = []
    /// Why waiting for it ended early.
    var doom: Plain?
    /// Why nobody can say.
    var reason: Plain?
    var explanation = ToldExplanation()
    var hint: [Plain] = []
    var timeline: ToldTimeline?
}

struct ToldTimeline: Hashable, Sendable {
    var entries: [(milliseconds: Int, text: Plain)] { zip(times, texts).map { ($0, $1) } }
    var times: [Int]
    var texts: [Plain]
    var observations: Int
    var failedObservations: Int
    var errors: [Plain]
    var milliseconds: Int
}
