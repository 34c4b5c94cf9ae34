/// How a step's points are shared among its command and its checks.
///
/// Checks that say their points have them; what is left is shared evenly by the command's own verdict and the other
/// checks, the first ones taking what can't be divided.
public struct StepShares: Hashable, Sendable {
    /// What the command's verdict gives: its exit code and what it printed.
    public var command: Points
    /// What each check gives, in the order of the step's checks.
    public var checks: [Points]

    /// Shares a step's points.
    ///
    /// The shares add up to exactly the step's points, unless its checks claim more than there are: that is a mistake
    /// which `check` reports, and then nothing is left for the others.
    public init(of step: LabStep) {
        let total = step.points ?? .zero
        let claimed = step.checks.reduce(Points.zero) { $0 + ($1.points ?? .zero) }
        let rest = max(total - claimed, .zero)
        var shares = rest.shares(1 + step.checks.count { $0.points == nil })[...]
        command = shares.popFirst() ?? .zero
        checks = step.checks.map { check in check.points ?? shares.popFirst() ?? .zero }
    }
}
