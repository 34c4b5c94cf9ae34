import EngineAPI

/// A piece of work: one lab, to be run for one student with what was handed in.
public struct GradeWork: Hashable, Sendable {
    /// The lab's id.
    public var lab: String
    public var labHash: Digest
    public var student: String
    public var submission: Digest
    public var variant: [String: String]
    public var images: [String: String]

    public init(
        lab: String,
        labHash: Digest,
        student: String,
        submission: Digest,
        variant: [String: String] = [:],
        images: [String: String] = [:]
    ) {
        (self.lab, self.labHash, self.student) = (lab, labHash, student)
        (self.submission, self.variant, self.images) = (submission, variant, images)
    }

    /// What names the work: the same for the same lab, submission, variant and images, so that nothing is run twice.
    ///
    /// The student's name is part of it where two hand in the very same files: each gets a run, evidence and a result
    /// of their own.
    public var key: Digest {
        Digest(parts: [
            Array("slidectl-work/1".utf8), Array(lab.utf8), Array(labHash.hex.utf8), Array(student.utf8),
            Array(submission.hex.utf8), variant.json.bytes, images.json.bytes,
        ])
    }
}
