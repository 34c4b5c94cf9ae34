import LabGrader
import LabModel

/// What a save touches of a lab that was run.
enum AnswerChange {
    /// The first step that is run otherwise; nil where none is.
    ///
    /// Files are laid before the first step, so a change of one touches them all.
    static func firstTouched(_ lab: Lab, _ before: Submission, _ after: Submission) -> Int? {
        guard before.files == after.files else { return 0 }
        guard case .answers(let old) = before.plan, case .answers(let new) = after.plan else { return 0 }
        return lab.steps.firstIndex { old[$0.id] != new[$0.id] }
    }

    /// The first step from one on that was really run, whose start is that of all between; nil where none was.
    static func firstRun(_ records: [StepRecord], from index: Int) -> Int? {
        records.indices.dropFirst(index).first { index in
            if case .ran = records[index].course { true } else { false }
        }
    }
}
