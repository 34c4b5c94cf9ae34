/// How a step's points are shared among its command and its checks.
///
/// Checks that say their points have them; what is left is shared evenly by the command's own verdict and the other
/// public checks, the first ones taking what can't be divided. Hidden checks have what they say and nothing else, so
/// that the public shares don't tell how many there are.
public struct StepShares: Hashable, Sendable {
    /// What the command's verdict gives: its exit code and what it printed.
    public var command: Points
    /// What each check gives, in the order of the step's checks.
    public var checks: [Points]

    /// Shares a step's points.
    ///
    /// The shares add up to exactly the step's points, unless its checks claim more than there are: that is a mistake
    /// which `check` reports, and then nothing is left for the others. With `award=best` public checks are alternatives:
    /// each may give all that isn't hidden, and the command has no share beside them.
    public init(of step: LabStep) {
        let total = step.points ?? .zero
        if step.award == .best, step.checks.contains(where: { !$0.isHidden }) {
            let open = max(total - Self.claimed(step.checks.filter(\.isHidden)), .zero)
            command = .zero
            checks = step.checks.map { $0.isHidden ? $0.points ?? .zero : min($0.points ?? open, open) }
            return
        }
        let rest = max(total - Self.claimed(step.checks), .zero)
        var shares = rest.shares(1 + step.checks.count { $0.takesShare })[...]
        command = shares.popFirst() ?? .zero
        checks = step.checks.map { check in
            check.points ?? (check.takesShare ? shares.popFirst() ?? .zero : .zero)
        }
    }

    private static func claimed(_ checks: [LabCheck]) -> Points {
        checks.reduce(Points.zero) { $0 + ($1.points ?? .zero) }
    }
}

extension LabCheck {
    /// Whether it has a share of what the step's other parts leave.
    fileprivate var takesShare: Bool { points == nil && !isHidden }
}
