public import LabModel
import TextMatch

/// What two runs of a lab say of its expectations.
///
/// ```swift
/// let recording = LabRecording(of: lab, one, other)
/// ```
/// It asks nobody: the same two records give the same recording always.
public struct LabRecording: Hashable, Sendable {
    /// What became of a step.
    public struct Step: Hashable, Sendable {
        public var id: String
        /// What it prints on standard output and on standard error, as lines of an expectation with holes; nil where the
        /// two runs have nothing in common.
        public var output: [String]?
        public var errorOutput: [String]?
        /// New lines for expectations of the lecture that don't hold any more; nil where they hold, or nothing is known.
        public var newOutput: [String]?
        public var newErrorOutput: [String]?
        /// New rows for a table that doesn't hold any more.
        public var newRows: RowEdits?
        /// How it ends now, where that isn't what the lecture says.
        public var newExit: Int?
        /// Why somebody has to look at it; nil where all is well or is made well by the new lines.
        public var problem: String?

        /// Whether the step does what the lecture says.
        var isAsWritten: Bool { !hasChanges && problem == nil }

        /// Whether there is something new for the lecture.
        public var hasChanges: Bool {
            newOutput != nil || newErrorOutput != nil || newRows != nil || newExit != nil
        }
    }

    /// The steps that both runs ran, in order.
    public var steps: [Step] = []

    /// Compares two runs.
    ///
    /// - Parameters:
    ///   - lab: The lab.
    ///   - one: What happened in the first run.
    ///   - other: What happened in the second, in a session of its own.
    ///   - earlier: What was recorded before: as long as it holds it stays.
    ///   - isUnchanged: Whether what is run is what was run then: a step that does what the lecture says then keeps what
    ///     was recorded, so that recording again changes nothing where outputs differ from run to run.
    public init(
        of lab: Lab,
        _ one: LabRecord,
        _ other: LabRecord,
        after earlier: [LabLock.Output] = [],
        isUnchanged: Bool = false
    ) {
        var names = (one: NameTable(variant: one.variant), other: NameTable(variant: other.variant))
        for step in lab.steps {
            guard case .ran(let first)? = one.steps.first(where: { $0.id == step.id })?.course,
                case .ran(let second)? = other.steps.first(where: { $0.id == step.id })?.course
            else { continue }
            let before = earlier.first { $0.step == step.id }
            let captures = (one: names.one.captures, other: names.other.captures)
            var found = Self.compare(step, first, second, before, &names)
            if isUnchanged, let before, found.isAsWritten {
                // What neither run prints any more says nothing of the step, and would fail whenever it is compared.
                if Self.merge(first.output, second.output, captures, name: nil)?.tells(before.output) != false
                {
                    found.output = before.output
                }
                if Self.merge(first.errorOutput, second.errorOutput, captures, name: nil)?
                    .tells(before.errorOutput) != false
                {
                    found.errorOutput = before.errorOutput
                }
            }
            steps.append(found)
        }
    }

    private static func compare(
        _ step: LabStep,
        _ one: CommandRecord,
        _ other: CommandRecord,
        _ before: LabLock.Output?,
        _ names: inout (one: NameTable, other: NameTable)
    ) -> Step {
        var found = Step(id: step.id)
        let captures = (one: names.one.captures, other: names.other.captures)
        let output = merge(one.output, other.output, captures, name: idName(step))
        let errors = merge(one.errorOutput, other.errorOutput, captures, name: nil)
        found.output = before.flatMap { output?.kept($0.output) } ?? output?.recorded
        found.errorOutput = before.flatMap { errors?.kept($0.errorOutput) } ?? errors?.recorded
        var step = step
        if let code = newExit(step, one, other) { (found.newExit, step.exit) = (code, code) }
        let judged = (
            one: CommandJudge(step: step, names: names.one).judge(one),
            other: CommandJudge(step: step, names: names.other).judge(other)
        )
        names = (judged.one.names, judged.other.names)
        guard judged.one.outcome.verdict == .fail || judged.other.outcome.verdict == .fail else {
            return found
        }
        guard one.ending == other.ending, ended(one.ending, step) else {
            found.problem = "it ends in another way than the lecture says"
            return found
        }
        let streams = Set((judged.one.outcome.differences + judged.other.outcome.differences).map(\.stream))
        if streams.contains(.error) {
            let written = step.errorOutput ?? step.shownBlock
            found.newErrorOutput = written.flatMap { errors?.lines(updating: $0.lines, $0.mode) }
            if found.newErrorOutput == nil { found.problem = "no new lines are found for its error output" }
        }
        if !streams.isSubset(of: [.error]) {
            let line = RecordedLine(captures: captures, name: nil)
            switch step.output {
            case .block(let block): found.newOutput = output?.lines(updating: block.lines, block.mode)
            case .table(let table):
                found.newRows = TableMerge(one.output, other.output, line)?.rows(updating: table)
            case .document(let format, let text):
                found.newOutput = DocumentMerge(format: format, line: line)
                    .lines(updating: text, one.output, other.output)
            case .anything, nil: break
            }
            if found.newOutput == nil, found.newRows == nil {
                found.problem = "no new lines are found for its output"
            }
        }
        return found
    }

    /// The code with which both runs ended, where a step says another one.
    ///
    /// Of a command that nobody marked as a step it isn't known whether it is to fail, and what the sandbox refused says
    /// nothing of the command.
    private static func newExit(_ step: LabStep, _ one: CommandRecord, _ other: CommandRecord) -> Int? {
        guard step.isDeclared, one.refusal == nil, other.refusal == nil, one.modelled.isEmpty,
            case .exited(let code) = one.ending, one.ending == other.ending, code != step.exit
        else { return nil }
        return code
    }

    private static func ended(_ ending: CommandOutcome.Ending, _ step: LabStep) -> Bool {
        switch ending {
        case .exited(let code): code == step.exit
        case .left: true
        case .cut, .failedToStart: false
        }
    }

    private static func merge(
        _ one: [String],
        _ other: [String],
        _ captures: (one: Captures, other: Captures),
        name: String?
    ) -> PatternMerge? {
        TwoRuns(one, other).map {
            PatternMerge(runs: $0, line: RecordedLine(captures: captures, name: name))
        }
    }

    /// The name under which the lecture keeps the id that a step prints, so that what refers to it goes on to.
    private static func idName(_ step: LabStep) -> String? {
        guard case .block(let block) = step.output else { return nil }
        return block.lines.flatMap(\.captureNames).first
    }
}

extension LabStep {
    /// The lines of the slide that are expected on either stream.
    fileprivate var shownBlock: BlockPattern? {
        if isOutputShown, case .block(let block)? = output { block } else { nil }
    }
}
