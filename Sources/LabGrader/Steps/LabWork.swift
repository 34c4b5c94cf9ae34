import LabModel

/// A lab that is being run.
struct LabWork<Time: Clock> where Time.Duration == Duration {
    let lab: Lab
    let plan: RunPlan
    let start: Time.Instant
    /// When it began, in seconds of Unix time.
    let since: Int
    /// Concludes from each record what came of the step.
    var replay: LabReplay
    /// What names stand for with what failed outputs gave, too: for cleaning up.
    var tentative: NameTable
    private(set) var records: [StepRecord] = []
    private var outcomes: [StepOutcome] = []
    /// The steps that wait for a real engine, and those that need them.
    private var waiting: Set<String> = []
    /// How long checks were waited for: that is the lecture's doing, and no later step's time.
    private var waited = Duration.zero
    /// Why the lab can't be run to its end.
    var problem: String?

    init(lab: Lab, plan: RunPlan, replay: LabReplay, start: Time.Instant, since: Int) {
        (self.lab, self.plan, self.start, self.since) = (lab, plan, start, since)
        self.replay = replay
        tentative = replay.names
    }

    /// Notes what happened in a step.
    ///
    /// - Returns: What came of it.
    @discardableResult
    mutating func note(_ step: LabStep, _ record: StepRecord) -> StepOutcome {
        let outcome = replay.conclude(step, record)
        records.append(record)
        outcomes.append(outcome)
        if outcome.needsRealEngine || !waiting.isDisjoint(with: step.needs) { waiting.insert(step.id) }
        return outcome
    }

    /// Notes that checks were waited for.
    mutating func wait(since start: Time.Instant, until end: Time.Instant) {
        waited += start.duration(to: end)
    }

    /// How much of the lab's time is used.
    func used(at now: Time.Instant) -> Duration { start.duration(to: now) - waited }

    mutating func stop(_ problem: String) { self.problem = self.problem ?? problem }

    /// What comes of a step that isn't run; nil for one that is.
    func courseWithoutRunning(
        _ step: LabStep,
        elapsed: Duration,
        _ skipReason: String?
    ) -> StepRecord.Course? {
        if let problem { return .notReached(reason: problem) }
        if let reason = Self.skipReason(step) { return .skipped(reason: reason) }
        if let skipReason { return .skipped(reason: skipReason) }
        if case .answers(let answers) = plan, answers[step.id] == nil {
            return Self.courseWithoutAnswer(step)
        }
        for need in step.needs {
            if waiting.contains(need) { return .skipped(reason: "needs \(need), which needs a real engine") }
            guard let outcome = outcomes.first(where: { $0.id == need }), outcome.verdict == .pass else {
                return .notReached(reason: "needs \(need)")
            }
        }
        if lab.isDeclared, elapsed.inMilliseconds >= lab.timeout * 1_000 {
            return .notReached(reason: "lab \(lab.id)'s time limit, \(lab.timeout) s, has passed")
        }
        return nil
    }

    /// What comes of a step that nothing was handed in for.
    static func courseWithoutAnswer(_ step: LabStep) -> StepRecord.Course {
        if let reason = skipReason(step) { return .skipped(reason: reason) }
        // Commands of a lab that aren't marked as steps show something; nobody is asked to answer them.
        return step.isDeclared ? .notAnswered : .skipped(reason: "the lecture only shows it")
    }

    private static func skipReason(_ step: LabStep) -> String? {
        step.mode == .skip || step.mode == .template ? step.reason ?? "the lecture says so" : nil
    }

    /// What is run for a step: what was handed in, or what the lecture shows.
    func answer(to step: LabStep, _ names: NameTable) -> RunPlan.Answer {
        guard case .answers(let answers) = plan, let answer = answers[step.id] else {
            let typed = step.typed.map { names.command($0, step.bindings) }
            return RunPlan.Answer(script: names.command(step.command.text, step.bindings), typed: typed)
        }
        return answer
    }
}
