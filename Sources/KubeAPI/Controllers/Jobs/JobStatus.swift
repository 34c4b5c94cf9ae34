import EngineAPI

/// What a job says of its pods.
///
/// Ended pods are counted once: their uids stand in `uncountedTerminatedPods` from then until nothing holds them any more.
struct JobStatus {
    private let plan: JobPlan
    private let now: KubeTime
    private var conditions: Conditions
    private var notes: [EventNote] = []

    init(_ plan: JobPlan, at now: KubeTime) {
        self.plan = plan
        self.now = now
        conditions = Conditions(plan.job)
    }

    /// The write of the status where it changes, and the events that go with it.
    var writes: [Write] {
        var copy = self
        return copy.refreshed()
    }

    private mutating func refreshed() -> [Write] {
        let job = plan.job
        if !plan.isOver { judge() }
        let isOver = conditions.isTrue("Complete") || conditions.isTrue("Failed")
        let active = plan.active
        func counted(_ count: Int) -> JSON? { count == 0 ? nil : count.json }
        let status = JSON.of([
            "active": counted(active.count),
            "ready": active.count(where: \.facts.isReady).json,
            "terminating": plan.pods.count { $0.facts.isBeingDeleted && !$0.facts.isTerminal }.json,
            "succeeded": counted(plan.succeeded), "failed": counted(plan.failed),
            "completedIndexes": plan.isIndexed
                ? CompletionIndexes.write(plan.completedIndexes).json : nil,
            "startTime": startTime,
            "completionTime": conditions.isTrue("Complete") ? job.status("completionTime") ?? now.json : nil,
            "uncountedTerminatedPods": uncounted,
            "conditions": conditions.json,
        ])
        let writes = job.statusWrite(status, on: .jobs)
        if isOver, !plan.isOver { tellEnd() }
        return writes.isEmpty ? [] : writes + notes.map { .tell($0) }
    }

    private var startTime: JSON? {
        if plan.isSuspended { return plan.isOver ? plan.job.status("startTime") : nil }
        return plan.job.status("startTime") ?? now.json
    }

    private var uncounted: JSON {
        let held = plan.pods.filter { $0.isTracked && $0.isOver }
        func uids(_ chosen: [JobPod]) -> JSON? {
            let uids = chosen.map(\.facts.uid).sorted()
            return uids.isEmpty ? nil : uids.json
        }
        return .of([
            "succeeded": uids(held.filter(\.hasSucceeded)), "failed": uids(held.filter { !$0.hasSucceeded }),
        ])
    }

    // MARK: - Conditions

    private mutating func judge() {
        if plan.isSuspended {
            if !conditions.isTrue("Suspended") {
                conditions.set(
                    "Suspended",
                    "True",
                    "JobSuspended",
                    "Job suspended",
                    at: now,
                    hasProbeTime: true
                )
                note(.normal, "Suspended", "Job suspended")
            }
            return
        }
        if conditions.isTrue("Suspended") {
            conditions.set("Suspended", "False", "JobResumed", "Job resumed", at: now, hasProbeTime: true)
            note(.normal, "Resumed", "Job resumed")
        }
        let target = conditions["FailureTarget"] ?? conditions["SuccessCriteriaMet"]
        var verdict = plan.verdict(at: now)
        if let target {
            // Once decided, it stays so.
            verdict = (
                conditions.isTrue("SuccessCriteriaMet"), target["reason"]?.text ?? "",
                target["message"]?.text ?? ""
            )
        }
        guard let verdict else { return }
        let first = verdict.isSuccess ? "SuccessCriteriaMet" : "FailureTarget"
        conditions.set(first, "True", verdict.reason, verdict.message, at: now, hasProbeTime: true)
        // The last word is said when nothing runs any more.
        guard
            plan.pods.allSatisfy({ $0.facts.isTerminal || $0.facts.isBeingDeleted && $0.facts.node.isEmpty })
        else { return }
        let last = verdict.isSuccess ? "Complete" : "Failed"
        conditions.set(last, "True", verdict.reason, verdict.message, at: now, hasProbeTime: true)
    }

    private mutating func tellEnd() {
        if conditions.isTrue("Complete") {
            note(.normal, "Completed", "Job completed")
        } else if let failed = conditions["Failed"] {
            note(.warning, failed["reason"]?.text ?? "", failed["message"]?.text ?? "")
        }
    }

    private mutating func note(_ severity: EventRecorder.Severity, _ reason: String, _ message: String) {
        notes.append(
            EventNote(
                object: EventNote.reference(to: plan.job),
                severity: severity,
                reason: reason,
                message: message
            )
        )
    }
}
