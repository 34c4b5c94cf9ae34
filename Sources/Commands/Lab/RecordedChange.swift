import LabGrader
import LabModel
import LabReport

extension LabRecording {
    /// The steps whose expectations don't hold.
    func changes(in lab: Lab) -> [(LabStep, Step)] {
        steps.compactMap { found in
            guard found.problem != nil || found.hasChanges,
                let step = lab.steps.first(where: { $0.id == found.id })
            else { return nil }
            return (step, found)
        }
    }
}

/// What is told of a step whose expectations don't hold.
struct RecordedChange {
    private let step: LabStep
    private let found: LabRecording.Step
    private let isAccepted: Bool

    init(_ step: LabStep, _ found: LabRecording.Step, isAccepted: Bool) {
        (self.step, self.found, self.isAccepted) = (step, found, isAccepted)
    }

    var text: String {
        var lines = ["\(step.command.location): \(step.id)"]
        if let problem = found.problem { lines.append("  by hand: \(problem)") }
        let word = isAccepted ? "written" : "would be"
        for line in found.newOutput ?? [] { lines.append("  \(word): lab:out \(line)") }
        for line in found.newErrorOutput ?? [] { lines.append("  \(word): lab:err \(line)") }
        for (index, rows) in (found.newRows?.replaced ?? [:]).sorted(by: { $0.key < $1.key }) {
            lines += rows.map { "  \(word): lab:row \($0)" }
            if rows.isEmpty { lines.append("  \(word) taken away: lab:row number \(index + 1)") }
        }
        for row in found.newRows?.added ?? [] { lines.append("  \(word): lab:row \(row)") }
        if let code = found.newExit { lines.append("  \(word): lab:step exit=\(code)") }
        return lines.map { Plain($0).text + "\n" }.joined()
    }
}
