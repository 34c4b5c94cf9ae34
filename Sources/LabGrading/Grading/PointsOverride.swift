public import EngineAPI
public import LabModel

/// A person's word on points: who says it, and why.
public struct PointsOverride: Hashable, Sendable {
    public var student: String
    public var lab: String
    /// The step's id; nil for the whole lab.
    public var step: String?
    /// What it is worth in all.
    public var points: Points
    public var reason: String
    /// The account that gave the command.
    public var author: String
    public var time: Moment

    public init(
        student: String,
        lab: String,
        step: String?,
        points: Points,
        reason: String,
        author: String,
        time: Moment
    ) {
        (self.student, self.lab, self.step, self.points) = (student, lab, step, points)
        (self.reason, self.author, self.time) = (reason, author, time)
    }
}

extension PointsOverride: JSONCodable {
    public var json: JSON {
        .object([
            .init("student", student.json), .init("lab", lab.json), .init("step", step.json),
            .init("points", points.thousandths.json), .init("reason", reason.json),
            .init("author", author.json), .init("time", time.json),
        ])
    }

    public init(json: JSON) throws(JSONError) {
        student = try json.value("student")
        lab = try json.value("lab")
        step = try json.value("step")
        points = Points(thousandths: try json.value("points"))
        reason = try json.value("reason")
        author = try json.value("author")
        time = try json.value("time")
    }
}

/// All overrides of a grading folder: each signed, and all chained like evidence.
public struct OverrideLog: Hashable, Sendable {
    /// In the order in which they were given; a later one of the same step counts.
    public private(set) var overrides: [PointsOverride] = []
    public private(set) var root: Digest

    /// Reads a log; nil stands for none.
    ///
    /// - Throws: ``EvidenceProblem`` with the line that isn't as it was written.
    public init(_ bytes: [UInt8]?, keys: [KeyRecord]) throws(EvidenceProblem) {
        let reading = try EvidenceChain.read(bytes ?? [])
        root = reading.chain.root
        guard !reading.isCut else {
            throw EvidenceProblem(line: reading.chain.count + 1, "is cut off: give this override again")
        }
        for (index, record) in reading.records.enumerated() {
            guard record.kind == .override else {
                throw EvidenceProblem(line: index + 1, "isn't an override")
            }
            do {
                let bytes = record.body.bytes + [UInt8(ascii: "\n")]
                let signed = try SignedFile(bytes, .override, keys: keys)
                overrides.append(try PointsOverride(json: signed.statement))
            } catch { throw EvidenceProblem(line: index + 1, "\(error)") }
        }
    }

    /// Signs an override and adds it to the log of a grading folder.
    public static func add(
        _ override: PointsOverride,
        to folder: GradeFolder,
        keys: KeyRing,
        files: any DurableFiles = DiskFiles()
    ) throws {
        // One that a kill cut off was never given; what is before it must be as it was written.
        var log = try EvidenceLog(folder.overrides, files: files)
        _ = try OverrideLog(files.read(folder.overrides, limit: EvidenceLog.limit), keys: keys.records)
        let signed = SignedFile(.override, override.json, by: keys.signing)
        try log.append([EvidenceRecord(.override, signed.json)])
    }

    /// What scoring takes of a student's lab.
    public func facts(student: String, lab: String) -> [ScoringFacts.Override] {
        overrides.filter { $0.student == student && $0.lab == lab }.map {
            ScoringFacts.Override(step: $0.step, points: $0.points, reason: "\($0.author): \($0.reason)")
        }
    }
}
