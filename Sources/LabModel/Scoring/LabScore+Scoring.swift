extension LabScore {
    /// Scores what came of a lab.
    ///
    /// - Parameters:
    ///   - lab: The lab, with its hidden checks where they count.
    ///   - outcome: What came of it. A step that it doesn't name is pending.
    ///   - rules: What the course says of attempts, lateness and bonus.
    ///   - facts: What is known of the submission.
    public init(
        of lab: Lab,
        _ outcome: LabOutcome,
        rules: ScoringRules = ScoringRules(),
        facts: ScoringFacts = ScoringFacts()
    ) {
        self.init(id: lab.id, steps: [])
        attempt = facts.attempt
        secondsLate = max(facts.secondsLate, 0)
        let outcomes = Dictionary(
            outcome.steps.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let overrides = Dictionary(facts.overrides.map { ($0.step, $0) }, uniquingKeysWith: { $1 })
        for step in lab.steps {
            let found = outcomes[step.id]
            var score = started(step, found, isAway: outcome.problem != nil)
            if rules.bonus.contains(step.id) { score.makeBonus() }
            depend(&score, on: step.needs, outcomes)
            if let penalty = facts.hintPenalties[step.id], penalty > .zero {
                score.take(penalty, .hints, "hints")
            }
            steps.append(score)
            if let override = overrides[step.id] {
                steps[steps.count - 1].override(override)
            } else {
                gates += Self.gates(of: step, found, steps[steps.count - 1])
            }
        }
        take(rules, facts)
        closeGates()
        if let override = overrides[nil] { self.override(override) }
    }

    /// A step by itself; one that wasn't reached because a verdict is missing isn't lost.
    private func started(_ step: LabStep, _ outcome: StepOutcome?, isAway: Bool) -> Step {
        var isStuck = false
        if case .notReached = outcome?.course {
            isStuck =
                isAway || steps.contains { step.needs.contains($0.id) && ($0.isOpen || $0.isHiddenOpen) }
        }
        return Step(of: step, outcome, isStuck: isStuck)
    }

    /// What isn't built on steps that are met gives nothing; what is built on an open one stays open.
    private func depend(_ score: inout Step, on needs: [String], _ outcomes: [String: StepOutcome]) {
        let needed = steps.filter { needs.contains($0.id) }
        if let missed = needed.first(where: { $0.isMissed && outcomes[$0.id]?.isSkipped != true }) {
            score.settle()
            score.take(score.visible.earned + score.hidden.earned, .needs, "needs \(missed.id)")
        } else if needed.contains(where: \.isOpen) {
            score.suspend()
        }
    }

    private static func gates(of step: LabStep, _ outcome: StepOutcome?, _ score: Step) -> [Gate] {
        var found: [Gate] = []
        if step.isGate {
            if let verdict = score.verdict ?? score.unmetVerdict(outcome) {
                found.append(Gate(id: step.id, verdict: verdict, isHidden: false))
            }
            if let verdict = score.hiddenVerdict {
                found.append(Gate(id: step.id, verdict: verdict, isHidden: true))
            }
        }
        for (check, item) in zip(step.checks, score.items.dropFirst()) where check.isGate {
            guard let verdict = item.verdict else { continue }
            found.append(Gate(id: check.id, verdict: verdict, isHidden: check.isHidden))
        }
        return found.filter { $0.verdict != .pass }
    }

    /// Attempts first, then lateness of what is left; of the public and of the hidden points each.
    private mutating func take(_ rules: ScoringRules, _ facts: ScoringFacts) {
        if let loss = rules.attempts?.loss(ofAttempt: facts.attempt) {
            take(percent: loss, .attempts, "attempt \(facts.attempt): -\(loss) %")
        }
        if let rule = rules.late {
            let loss = rule.loss(secondsLate: facts.secondsLate)
            take(percent: loss, .late, "\(Self.words(ofDelay: facts.secondsLate)) late: -\(loss) %")
        }
    }

    private mutating func take(percent: Int, _ kind: Adjustment.Kind, _ reason: String) {
        guard percent > 0 else { return }
        let (open, concealed) = (visible.earned, hidden.earned)
        add(kind, .zero - open.share(percent: percent), reason, isHidden: false)
        add(kind, .zero - concealed.share(percent: percent), reason, isHidden: true)
    }

    /// A public gate takes each part's points from that part; a hidden one takes all from the hidden part, so that the
    /// public points say nothing of it.
    private mutating func closeGates() {
        for gate in gates where gate.verdict == .fail && !gate.isHidden {
            let (open, concealed) = (visible.earned, hidden.earned)
            add(.gate, .zero - open, "gate \(gate.id) isn't met", isHidden: false)
            add(.gate, .zero - concealed, "gate \(gate.id) isn't met", isHidden: true)
        }
        for gate in gates where gate.verdict == .fail && gate.isHidden {
            add(.gate, .zero - earned, "gate \(gate.id) isn't met", isHidden: true)
        }
    }

    private mutating func override(_ override: ScoringFacts.Override) {
        for index in steps.indices { steps[index].settle() }
        gates = []
        let (open, concealed) = Self.split(override.points, visible.possible, hidden.possible)
        let (openBefore, concealedBefore) = (visible.earned, hidden.earned)
        add(.override, open - openBefore, override.reason, isHidden: false, isKept: true)
        add(.override, concealed - concealedBefore, override.reason, isHidden: true)
    }

    private mutating func add(
        _ kind: Adjustment.Kind,
        _ points: Points,
        _ reason: String,
        isHidden: Bool,
        isKept: Bool = false
    ) {
        guard points != .zero || isKept else { return }
        adjustments.append(Adjustment(kind, points, reason, isHidden: isHidden))
    }

    /// Divides given points: the public part is filled first, so that its share doesn't depend on hidden verdicts.
    fileprivate static func split(_ points: Points, _ open: Points, _ concealed: Points) -> (Points, Points) {
        let rest = min(max(points - open, .zero), concealed)
        return (points - rest, rest)
    }

    private static func words(ofDelay seconds: Int) -> String {
        let minutes = (seconds + 59) / 60
        let (days, hours) = (minutes / 1_440, minutes / 60 % 24)
        if days > 0 { return "\(days) d \(hours) h" }
        return hours > 0 ? "\(hours) h \(minutes % 60) min" : "\(minutes) min"
    }
}

extension LabScore.Step {
    /// Whether somebody's verdict on its public part is still missing.
    fileprivate var isOpen: Bool {
        !isOverridden && items.contains { !$0.isHidden && ($0.verdict == .unknown || $0.pending > .zero) }
    }

    fileprivate var isHiddenOpen: Bool { !isOverridden && hiddenVerdict == .unknown }

    /// Whether its public part isn't met for certain.
    fileprivate var isMissed: Bool { !isOpen && !isOverridden && verdict != .pass }

    private var isOverridden: Bool { adjustments.contains { $0.kind == .override } }

    /// The verdict of a gate on a step that wasn't run: what isn't done isn't met, unless nobody was to do it.
    fileprivate func unmetVerdict(_ outcome: StepOutcome?) -> Verdict? {
        guard let outcome else { return .unknown }
        if isOpen { return .unknown }
        return outcome.isSkipped ? nil : .fail
    }

    /// Takes points: public ones first.
    fileprivate mutating func take(
        _ points: Points,
        _ kind: LabScore.Adjustment.Kind,
        _ reason: String
    ) {
        let open = min(points, max(visible.earned, .zero))
        let concealed = min(points - open, max(hidden.earned, .zero))
        if open > .zero { adjustments.append(.init(kind, .zero - open, reason)) }
        if concealed > .zero { adjustments.append(.init(kind, .zero - concealed, reason, isHidden: true)) }
    }

    fileprivate mutating func override(_ override: ScoringFacts.Override) {
        settle()
        let (open, concealed) = LabScore.split(override.points, visible.possible, hidden.possible)
        let (openBefore, concealedBefore) = (visible.earned, hidden.earned)
        adjustments.append(.init(.override, open - openBefore, override.reason))
        if concealed != concealedBefore {
            adjustments.append(.init(.override, concealed - concealedBefore, override.reason, isHidden: true))
        }
    }
}
