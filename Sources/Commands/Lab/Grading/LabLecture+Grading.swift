import LabGrading
import LabModel
import LabSyntax
import SourceText

extension LabLecture {
    /// The hash of a lab: of all that says what is run and what must come of it, the hidden part included, and of the
    /// files that its steps start with.
    ///
    /// Deadlines and what lateness costs aren't in it: they are counted later, and change no run.
    func hash(of lab: Lab) throws -> Digest {
        var plain = lab
        plain.policy = LabPolicy()
        let compiled = CompiledLab(plain).whole.text()
        var parts: [[UInt8]] = [Array("slidectl-lab/1".utf8), Array(compiled.utf8)]
        for step in lab.steps {
            for (path, bytes) in try files(for: step, of: lab).sorted(by: { $0.key < $1.key }) {
                parts += [Array(step.id.utf8), Array(path.utf8), bytes]
            }
        }
        return Digest(parts: parts)
    }
}

extension Lab {
    /// A student's own values under the course's key.
    func variant(for student: String, _ key: CourseKey) -> [String: String] {
        VariantValues(of: self, for: student, key: key.bytes).values
    }

    /// The lab with a student's own values in it.
    @Sendable
    static func personal(_ lab: Lab, _ variant: [String: String]) -> Lab {
        lab.applying(VariantValues(variant))
    }

    /// When the lab was due, as its private part says.
    var due: Moment? { policy.deadline.map { Moment(seconds: $0.seconds) } }
}
