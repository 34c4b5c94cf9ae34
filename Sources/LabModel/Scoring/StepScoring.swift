extension LabScore.Step {
    /// Scores one step by itself: without what other steps, rules or persons say of it.
    ///
    /// - Parameters:
    ///   - step: The step.
    ///   - outcome: What came of it; nil where nobody knows.
    ///   - isStuck: Whether a step that wasn't reached waits for somebody's verdict, instead of having failed.
    public init(of step: LabStep, _ outcome: StepOutcome?, isStuck: Bool = false) {
        let shares = StepShares(of: step)
        let judged = StepVerdicts(step, outcome, isStuck: isStuck)
        let command = Self.item(nil, shares.command, judged.command, isHidden: false)
        let checks = zip(step.checks, zip(shares.checks, judged.checks)).map { check, judgement in
            Self.item(check.id, judgement.0, judgement.1, isHidden: check.isHidden)
        }
        self.init(id: step.id, items: [command] + checks)
        let open = items.filter { !$0.isHidden }
        let alternatives = open.count > 1 && step.award == .best
        verdict = outcome?.isRun == false ? nil : Self.verdict(open, isBest: alternatives)
        let concealed = items.filter(\.isHidden)
        hiddenVerdict = concealed.isEmpty ? nil : Self.verdict(concealed, isBest: false)
        switch step.award {
        case .each: break
        case .all: countAllOrNothing()
        case .best: if alternatives { countBest() }
        }
    }

    private static func item(
        _ check: String?,
        _ share: Points,
        _ verdict: Verdict?,
        isHidden: Bool
    )
        -> LabScore.Item
    {
        LabScore.Item(
            check: check,
            earned: verdict == .pass ? share : .zero,
            possible: share,
            pending: verdict == .unknown ? share : .zero,
            verdict: verdict,
            isHidden: isHidden
        )
    }

    private static func verdict(_ items: [LabScore.Item], isBest: Bool) -> Verdict? {
        let verdicts = items.compactMap(\.verdict)
        guard verdicts.count == items.count else { return verdicts.contains(.fail) ? .fail : nil }
        guard isBest else { return Verdict(all: verdicts) }
        let alternatives = verdicts.dropFirst()
        if alternatives.contains(.pass) { return .pass }
        return alternatives.contains(.unknown) ? .unknown : .fail
    }

    /// All parts or none: the public ones among themselves and the hidden ones among themselves, so that public points
    /// tell nothing of hidden checks.
    private mutating func countAllOrNothing() {
        for isHidden in [false, true] {
            let verdicts = items.filter { $0.isHidden == isHidden }.map(\.verdict)
            let whole: Verdict? = verdicts.contains(nil) ? .fail : Verdict(all: verdicts.compactMap { $0 })
            for index in items.indices where items[index].isHidden == isHidden {
                items[index].earned = whole == .pass ? items[index].possible : .zero
                items[index].pending = whole == .unknown ? items[index].possible : .zero
            }
        }
    }

    /// Public checks are alternatives: the one that gives most stands for all of them.
    private mutating func countBest() {
        let open = items.indices.filter { !items[$0].isHidden && items[$0].check != nil }
        let most = open.map { items[$0].possible }.max() ?? .zero
        let earned = open.map { items[$0].earned }.max() ?? .zero
        let hoped = open.map { items[$0].pending }.max() ?? .zero
        let winner = open.first { items[$0].earned == earned && items[$0].verdict == .pass }
        guard let counted = winner ?? open.first(where: { items[$0].possible == most }) else { return }
        for index in open {
            (items[index].earned, items[index].possible, items[index].pending) = (.zero, .zero, .zero)
        }
        (items[counted].earned, items[counted].possible) = (earned, most)
        items[counted].pending = max(hoped - earned, .zero)
    }

    /// Leaves the points open, because something that they rest on isn't known.
    mutating func suspend() {
        for index in items.indices {
            items[index].pending = items[index].pending + items[index].earned
            items[index].earned = .zero
        }
    }

    /// Settles what is open: nothing is waited for any more.
    mutating func settle() {
        for index in items.indices { items[index].pending = .zero }
    }

    /// Puts the points on top of what is asked for.
    mutating func makeBonus() {
        isBonus = true
        for index in items.indices { items[index].possible = .zero }
    }
}

/// The verdicts on a step's parts, also where its outcome doesn't name them.
private struct StepVerdicts {
    var command: Verdict?
    var checks: [Verdict?]

    init(_ step: LabStep, _ outcome: StepOutcome?, isStuck: Bool) {
        guard let outcome else {
            (command, checks) = (.unknown, step.checks.map { _ in .unknown })
            return
        }
        guard case .ran(let ran) = outcome.course else {
            command = isStuck ? .unknown : nil
            checks = step.checks.map { _ in isStuck ? .unknown : nil }
            return
        }
        command = ran.verdict
        // A check that nobody asked after a command that failed isn't met; after any other nobody knows.
        let missing: Verdict = ran.verdict == .fail ? .fail : .unknown
        checks = outcome.outcomes(of: step.checks).map { $0?.verdict ?? missing }
    }
}

extension StepOutcome {
    /// Whether the step's command was run.
    var isRun: Bool {
        if case .ran = course { true } else { false }
    }

    /// Whether it isn't to be run at all.
    var isSkipped: Bool {
        if case .skipped = course { true } else { false }
    }
}
