public import EngineAPI

/// The first record of an evidence log: what is run, for whom, on what.
public struct EvidenceHeader: Hashable, Sendable {
    /// The lab's id.
    public var lab: String
    public var labHash: Digest
    public var student: String
    public var submission: Digest
    public var variant: [String: String]
    public var images: [String: String]
    public var engine: String
    public var nonce: String
    public var version: String
    /// When it began.
    public var time: Moment

    public init(_ work: GradeWork, engine: String, nonce: String, version: String, time: Moment) {
        (lab, labHash, student) = (work.lab, work.labHash, work.student)
        (submission, variant, images) = (work.submission, work.variant, work.images)
        (self.engine, self.nonce, self.version, self.time) = (engine, nonce, version, time)
    }
}

extension EvidenceHeader: JSONCodable {
    public var json: JSON {
        .object([
            .init("format", .string(Self.format)), .init("lab", lab.json), .init("labHash", labHash.json),
            .init("student", student.json), .init("submission", submission.json),
            .init("variant", variant.json), .init("images", images.json), .init("engine", engine.json),
            .init("nonce", nonce.json), .init("version", version.json), .init("time", time.json),
        ])
    }

    public init(json: JSON) throws(JSONError) {
        guard json["format"]?.text == Self.format else { throw JSONError("isn't \(Self.format)") }
        lab = try json.value("lab")
        labHash = try json.value("labHash")
        student = try json.value("student")
        submission = try json.value("submission")
        variant = try json.value("variant")
        images = try json.value("images")
        engine = try json.value("engine")
        nonce = try json.value("nonce")
        version = try json.value("version")
        time = try json.value("time")
    }

    /// The name of the log's format and its version.
    public static let format = "slidectl-evidence/1"
}
