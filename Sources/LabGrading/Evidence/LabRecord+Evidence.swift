public import EngineAPI
public import LabGrader

extension LabRecord {
    /// The record as evidence: what concerns the lab, then each step, and behind it each of its checks.
    public var evidence: [EvidenceRecord] {
        var lab = self
        lab.steps = []
        var records = [EvidenceRecord(.lab, lab.json)]
        for step in steps {
            var command = step
            command.checks = []
            records.append(EvidenceRecord(.step, command.json))
            for (index, check) in step.checks.enumerated() {
                let members: [JSON.Member] = [
                    .init("step", step.id.json), .init("check", index.json), .init("looks", check.json),
                ]
                records.append(EvidenceRecord(.check, .object(members)))
            }
        }
        return records
    }

    /// Puts a record together again.
    ///
    /// - Throws: `JSONError` where the evidence isn't that of a lab.
    public init(evidence records: [EvidenceRecord]) throws(JSONError) {
        guard let first = records.first, first.kind == .lab else {
            throw JSONError("the evidence doesn't begin with the lab")
        }
        try self.init(json: first.body)
        for record in records.dropFirst() {
            switch record.kind {
            case .step: steps.append(try StepRecord(json: record.body))
            case .check:
                guard let last = steps.indices.last, record.body["step"]?.text == steps[last].id,
                    record.body["check"]?.integer == steps[last].checks.count
                else { throw JSONError("a check's evidence stands at the wrong place") }
                steps[last].checks.append(try record.body.value("looks"))
            case .begin, .lab, .end, .override:
                throw JSONError("'\(record.kind.rawValue)' stands in the middle of the evidence")
            }
        }
    }
}
