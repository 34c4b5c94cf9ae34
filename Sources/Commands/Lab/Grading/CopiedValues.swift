import LabGrading
import LabModel
import LabReport
import LabSyntax

/// Looks through what a class handed in for values that others were given.
struct CopiedValues {
    /// The lab, and each student's values in it.
    let labs: [(lab: Lab, values: [String: [String: String]])]

    /// What was found, by the student who handed it in: each value once a file, in order.
    func found(in intake: Intake) -> [String: [Report.ForeignValue]] {
        var found: [String: [Report.ForeignValue]] = [:]
        for (lab, values) in labs where !lab.variants.isEmpty {
            let roll = VariantRoll(of: lab, values.mapValues { VariantValues($0) })
            for submission in intake.submissions {
                for file in intake.contents[submission.student]?.files ?? [] {
                    let text = String(decoding: file.bytes, as: UTF8.self)
                    found[submission.student, default: []] += roll.foreign(in: text, of: submission.student)
                        .map { foreign in
                            Report.ForeignValue(
                                lab: lab.id,
                                file: file.path,
                                name: foreign.name,
                                value: foreign.value,
                                owners: foreign.students
                            )
                        }
                }
            }
        }
        return found.filter { !$0.value.isEmpty }
    }
}
