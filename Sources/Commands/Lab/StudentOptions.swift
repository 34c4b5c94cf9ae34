import ArgumentParser
import LabGrading
import LabModel
import LabSyntax

/// For whom a lab is: whoever holds the course's keys can give a student's own values to it.
struct StudentOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Give the lab the values of this student; needs the course's keys and the lab's private part.",
            valueName: "name"
        )
    )
    var student: String?

    @OptionGroup var keys: KeyOptions

    /// The labs of a lecture as the student has them.
    ///
    /// - Throws: ``CommandFailure`` where there are no keys, or the private part can't be read.
    func edition(of lecture: LabLecture) throws(CommandFailure) -> StudentEdition {
        guard let student else { return StudentEdition() }
        let whole = try LectureLabs(of: lecture.lecture, in: lecture.course).labs.all
        let key = try keys.ring(for: lecture.course).course
        let values = whole.map { ($0.id, $0.variant(for: student, key)) }
        return StudentEdition(
            student: student,
            values: Dictionary(values, uniquingKeysWith: { first, _ in first }),
            variants: Dictionary(whole.map { ($0.id, $0.variants) }, uniquingKeysWith: { first, _ in first })
        )
    }
}

/// A lecture's labs with the values of one student; of nobody in particular, they are as the lecture has them.
struct StudentEdition: Sendable {
    var student: String?
    /// By the lab's id and the value's name.
    var values: [String: [String: String]] = [:]
    /// By the lab's id.
    var variants: [String: [LabVariant]] = [:]

    /// The lab as the student has it: nothing hidden is in it, but what was drawn for the student stands in place of what
    /// everybody reads on the slide.
    func lab(_ lab: Lab) -> Lab {
        guard let own = values[lab.id], !own.isEmpty else { return lab }
        var lab = lab
        lab.variants = variants[lab.id] ?? []
        return Lab.personal(lab, own)
    }
}
