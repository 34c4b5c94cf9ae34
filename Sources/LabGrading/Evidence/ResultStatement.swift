public import EngineAPI
public import LabModel

/// What is signed of a lab that was run for a student: all that the points rest on.
public struct ResultStatement: Hashable, Sendable {
    /// The points of the work itself, before lateness, attempts and anybody's word.
    public struct Score: Hashable, Sendable {
        public var visible: LabScore.Total
        public var hidden: LabScore.Total
        /// Whether a verdict is missing that may change the points.
        public var isPending: Bool

        public init(_ score: LabScore) {
            (visible, hidden, isPending) = (score.visible, score.hidden, score.isPending)
        }
    }

    /// The lab's id.
    public var lab: String
    /// The hash of the lab as it was compiled, with its hidden part.
    public var labHash: Digest
    public var student: String
    /// The hash of what was handed in.
    public var submission: Digest
    /// The student's own values, by name.
    public var variant: [String: String]
    /// The digests of the images that the lab names, by reference.
    public var images: [String: String]
    /// What it ran on: `docker 20.10.24`.
    public var engine: String
    /// A number that no other run has; it stood in the session while it ran.
    public var nonce: String
    /// The hash of the last record of the evidence.
    public var evidence: Digest
    /// When it ended.
    public var time: Moment
    /// The version of slidectl that graded.
    public var version: String
    public var score: Score

    public init(_ header: EvidenceHeader, evidence: Digest, time: Moment, score: LabScore) {
        (lab, labHash, student, submission) = (header.lab, header.labHash, header.student, header.submission)
        (variant, images, engine) = (header.variant, header.images, header.engine)
        (nonce, version) = (header.nonce, header.version)
        (self.evidence, self.time, self.score) = (evidence, time, Score(score))
    }

    /// Whether the evidence begins as the statement says.
    public func matches(_ header: EvidenceHeader) -> Bool {
        lab == header.lab && labHash == header.labHash && student == header.student
            && submission == header.submission && variant == header.variant && images == header.images
            && engine == header.engine && nonce == header.nonce && version == header.version
    }
}

extension ResultStatement: JSONCodable {
    public var json: JSON {
        .object([
            .init("lab", lab.json), .init("labHash", labHash.json), .init("student", student.json),
            .init("submission", submission.json), .init("variant", variant.json),
            .init("images", images.json), .init("engine", engine.json), .init("nonce", nonce.json),
            .init("evidence", evidence.json), .init("time", time.json), .init("version", version.json),
            .init("score", score.json),
        ])
    }

    public init(json: JSON) throws(JSONError) {
        lab = try json.value("lab")
        labHash = try json.value("labHash")
        student = try json.value("student")
        submission = try json.value("submission")
        variant = try json.value("variant")
        images = try json.value("images")
        engine = try json.value("engine")
        nonce = try json.value("nonce")
        evidence = try json.value("evidence")
        time = try json.value("time")
        version = try json.value("version")
        score = try json.value("score")
    }
}

extension ResultStatement.Score: JSONCodable {
    public var json: JSON {
        .object([
            .init("public", Self.json(visible)), .init("hidden", Self.json(hidden)),
            .init("isPending", isPending.json),
        ])
    }

    public init(json: JSON) throws(JSONError) {
        visible = try Self.total(try json.value("public"))
        hidden = try Self.total(try json.value("hidden"))
        isPending = try json.value("isPending")
    }

    /// Points in thousandths, as whole numbers.
    private static func json(_ total: LabScore.Total) -> JSON {
        .object([
            .init("earned", total.earned.thousandths.json),
            .init("possible", total.possible.thousandths.json),
            .init("pending", total.pending.thousandths.json),
        ])
    }

    private static func total(_ json: JSON) throws(JSONError) -> LabScore.Total {
        var total = LabScore.Total()
        total.earned = Points(thousandths: try json.value("earned"))
        total.possible = Points(thousandths: try json.value("possible"))
        total.pending = Points(thousandths: try json.value("pending"))
        return total
    }
}

extension Moment: JSONCodable {
    public init(json: JSON) throws(JSONError) {
        guard let moment = Moment(try String(json: json)) else {
            throw JSONError("must be a time with its zone")
        }
        self = moment
    }

    public var json: JSON { .string(description) }
}

extension JSON {
    /// The value of a member that must be there.
    func value<Value: JSONCodable>(_ name: String) throws(JSONError) -> Value {
        guard let member = self[name] else { throw JSONError("is missing", path: [name]) }
        return try Value(json: member)
    }
}
