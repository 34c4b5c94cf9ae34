import LabGrading
import LabModel

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
        let plain = text.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? "?" : $0 }
        StandardStream.error.write(String(String.UnicodeScalarView(plain)) + "\n")
    }
}
