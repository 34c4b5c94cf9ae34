import LabModel

/// The lines about a lab as a whole.
struct LabLines {
    private let lab: ToldLab
    private let style: TextStyle

    init(_ lab: ToldLab, _ style: TextStyle) { (self.lab, self.style) = (lab, style) }

    /// Name, title, points and verdict.
    func heading() -> String {
        let (word, role) = Self.word(lab.verdict)
        let name = "\(lab.id)  \(lab.title)"
        let points = "\(lab.points.total.earned)/\(lab.points.total.possible)"
        // The points stand in one column; a long title pushes them.
        let gap = String(repeating: " ", count: max(68 - name.count, 2))
        return style.paint(lab.id.text, .title) + "  \(lab.title)" + gap + points + "   "
            + style.paint(word, role)
    }

    /// Parts of the points, what changed them, and why the lab couldn't be run.
    func remarks() -> [String] {
        var lines = lab.problem.map { "  " + style.paint("could not run", .unknown) + "  \($0)" }
        lines += lab.remarks.map { "  " + style.paint("note", .unknown) + "  \($0)" }
        let visible = lab.points.visible
        if let hidden = lab.points.hidden, lab.points.hasHidden {
            lines.append(
                "  \(visible.earned)/\(visible.possible) public, \(hidden.earned)/\(hidden.possible) hidden"
            )
        } else if lab.hasUntoldPart {
            lines.append(
                "  \(visible.earned)/\(visible.possible) public, hidden part graded after the deadline"
            )
        }
        let pending = lab.points.total.pending
        if pending > .zero { lines.append("  \(pending) pending: nobody can say yet") }
        lines += lab.adjustments.map { "  " + StepDetails.text($0) }
        return lines
    }

    static func word(_ verdict: ToldVerdict) -> (String, TextStyle.Role) {
        switch verdict {
        case .pass: ("PASS", .passed)
        case .fail: ("FAIL", .failed)
        case .unknown: ("UNKNOWN", .unknown)
        case .skipped: ("SKIPPED", .quiet)
        }
    }
}
