import LabModel
import SourceText

/// What the checks of a step claim of its points.
///
/// Of alternatives (`award=best`) only one counts, so the one that gives most, and what is hidden beside it, is all that the
/// step can give. Where parts add up, what they leave is the command's and that of checks without points.
struct ClaimedPoints {
    let total: Points
    /// What public checks claim.
    let own: Points
    let hidden: Points
    private let isBest: Bool

    init(of step: LabStep) {
        total = step.points ?? .zero
        hidden = step.checks.filter(\.isHidden).reduce(.zero) { $0 + ($1.points ?? .zero) }
        let open = step.checks.filter { !$0.isHidden }
        isBest = step.award == .best && !open.isEmpty
        let rest = max(total - hidden, .zero)
        own =
            isBest
            ? open.map { $0.points ?? rest }.max() ?? .zero
            : open.reduce(.zero) { $0 + ($1.points ?? .zero) }
    }

    var all: Points { own + hidden }

    /// Whether the step gives what it says.
    var addUp: Bool { isBest ? all == total : all <= total }

    /// What to do where alternatives give less than their step says.
    ///
    /// Hidden checks may give what they lack, and a checkout without the private part must work.
    fileprivate var note: String? {
        guard isBest, all < total else { return nil }
        return "of alternatives (award=best) the one that gives most gives all: leave its points= out"
    }
}

extension Diagnostic {
    static func pointsDontAddUp(
        _ claimed: ClaimedPoints,
        of step: LabStep,
        at location: SourceLocation
    ) -> Self {
        var finding = Self.pointsDontAddUp(
            "the step '\(step.id)'",
            says: claimed.total,
            parts: claimed.all,
            at: location
        )
        if let note = claimed.note { (finding.severity, finding.notes) = (.warning, [Note(note)]) }
        return finding
    }
}
