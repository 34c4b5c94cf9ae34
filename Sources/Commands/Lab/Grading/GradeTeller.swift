import LabGrading
import LabModel
import LabReport

/// Tells on standard error how grading goes: a line for each run that has ended.
enum GradeTeller {
    @Sendable
    static func tell(_ progress: ClassGrading.Progress) {
        switch progress {
        case .begun: break
        case .ended(let work, let score):
            let open = score.isPending ? ", not all verdicts are known" : ""
            line("\(work.student)  \(work.lab)  \(score.earned)/\(score.possible)\(open)")
        case .failed(let work, let reason): line("\(work.student)  \(work.lab)  could not be run: \(reason)")
        }
    }

    private static func line(_ text: String) {
        StandardStream.error.write("\(Plain(text))\n")
    }
}
