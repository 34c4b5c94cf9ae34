import EngineAPI

/// A pod of a job.
struct JobPod: Hashable {
    var facts: PodFacts
    var isTracked: Bool
    var index: Int?
    /// When its last container ended.
    var finished: KubeTime?
    var restarts: Int
    /// What its failure means.
    var ruling: JobFailureRules.Ruling
    /// Whether another may take its place only when it has ended.
    private let isAwaited: Bool

    init(_ pod: KubeObject, _ facts: PodFacts, of job: KubeObject) {
        ruling = JobFailureRules(job).ruling(on: pod)
        isAwaited = job.spec("podReplacementPolicy")?.text == "Failed"
        self.facts = facts
        isTracked = pod.finalizers.contains(JobPlan.tracking)
        index = pod.annotations[JobPlan.index].flatMap { Int($0) }
        let states = pod.status("containerStatuses")?.elements ?? []
        finished =
            states.compactMap { $0["state"]?["terminated"]?["finishedAt"]?.text.flatMap { KubeTime($0) } }
            .max()
            ?? facts.readySince ?? facts.created
        restarts = states.reduce(0) { $0 + max(0, min($1["restartCount"]?.integer ?? 0, 1_000_000)) }
    }

    var hasSucceeded: Bool { facts.phase == .succeeded }
    /// Whether it has ended, or is made to: another may then take its place.
    var isOver: Bool { facts.isTerminal || facts.isBeingDeleted && !isAwaited }
    /// Whether it ends, and its place is taken until it has.
    var isLeaving: Bool { isAwaited && facts.isBeingDeleted && !facts.isTerminal }
    /// Whether it is one of those that a job may have only so many of.
    var hasFailed: Bool { !hasSucceeded && ruling != .ignored }
}
