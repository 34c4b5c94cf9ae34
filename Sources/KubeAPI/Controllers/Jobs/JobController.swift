import EngineAPI

/// Runs a job's pods until enough have succeeded, or too many failed.
struct JobController: Controller {
    var component: String { "job-controller" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        switch change.shelf {
        case .jobs: [change.key]
        case .pods: Ownership.keys(for: change, kind: "Job", .jobs, in: cache)
        default: []
        }
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        let job = cache[.jobs, key]
        let strays = strays(key, job, cache)
        guard strays.isEmpty else { return Decision(strays) }
        guard let job, !job.isBeingDeleted, Self.isOurs(job), let selector = SelectorIndex.selector(of: job)
        else { return .nothing }
        let ownership = Ownership(
            of: job,
            selector,
            dependents: cache.dependents(of: job, .pods),
            loose: cache.loose(.pods, in: key.namespace),
            on: .pods
        )
        guard ownership.writes.isEmpty else { return Decision(ownership.writes) }
        let plan = Self.plan(job, cache)
        var decision = Self.step(plan, at: now)
        if cache.isEnding(key.namespace) {
            decision.writes.removeAll { if case .createInBursts = $0 { true } else { false } }
        }
        // What the status has counted needs to be held no longer.
        let noted = Self.noted(job)
        let counted = plan.pods.filter { $0.isTracked && noted.contains($0.facts.uid) }
        decision.writes = release(counted.map(\.facts.key), cache) + decision.writes
        return decision
    }

    func conclude(
        _ key: ObjectKey,
        in cache: ObjectCache,
        failure: StatusError?,
        at now: KubeTime
    ) -> Decision {
        guard let job = cache[.jobs, key], !job.isBeingDeleted, Self.isOurs(job) else { return .nothing }
        return Decision(JobStatus(Self.plan(job, cache), at: now).writes)
    }

    /// A job may name another controller.
    private static func isOurs(_ job: KubeObject) -> Bool {
        ["", "kubernetes.io/job-controller"].contains(job.spec("managedBy")?.text ?? "")
    }

    private static func plan(_ job: KubeObject, _ cache: ObjectCache) -> JobPlan {
        JobPlan(
            job,
            cache.pods(of: job).compactMap { facts in
                cache[.pods, facts.key].map { JobPod($0, facts, of: job) }
            }
        )
    }

    static func noted(_ job: KubeObject) -> Set<String> {
        Set(
            ["succeeded", "failed"].flatMap { job.status("uncountedTerminatedPods")?[$0]?.elements ?? [] }
                .compactMap(\.text)
        )
    }

    /// Pods that are held for a job that is gone, or goes.
    private func strays(_ key: ObjectKey, _ job: KubeObject?, _ cache: ObjectCache) -> [Write] {
        guard job?.isBeingDeleted ?? true else { return [] }
        let pods = cache.keys(.pods, in: key.namespace).filter { pod in
            guard let owner = cache.pod(pod)?.controller else { return false }
            return owner.kind == "Job" && owner.name == key.name
        }
        return release(pods, cache)
    }

    private func release(_ pods: [ObjectKey], _ cache: ObjectCache) -> [Write] {
        pods.compactMap { cache[.pods, $0] }.filter { $0.finalizers.contains(JobPlan.tracking) }
            .map { .update(.pods, $0.without(finalizer: JobPlan.tracking)) }
    }

    // MARK: - Decisions

    /// What is to be done about a job's pods.
    static func step(_ plan: JobPlan, at now: KubeTime) -> Decision {
        let job = plan.job
        if plan.isOver { return expiry(job, at: now) }
        if plan.isSuspended || plan.verdict(at: now) != nil || isDecided(job) {
            return Decision(plan.active.map { deletion(of: $0.facts, job) })
        }
        var decision = Decision(lookAgain: plan.deadline)
        let surplus = plan.active.count - plan.wanted
        if surplus > 0 {
            let order = plan.active.map(\.facts).sorted { DeletionOrder.isFirst($0, $1) }
            decision.writes = order.prefix(surplus).map { deletion(of: $0, job) }
        } else if surplus < 0 {
            // Those that end leave room only when they have ended, where the job asks for that.
            let room = -surplus - plan.pods.count(where: \.isLeaving)
            if let next = plan.nextTry, next > now {
                decision.look(at: next)
            } else if room > 0 {
                let pods = plan.newPods(min(room, 500))
                let telling = Telling(
                    job,
                    "SuccessfulCreate",
                    "Created pod: {name}",
                    failed: "FailedCreate",
                    "Error creating: {error}"
                )
                if !pods.isEmpty { decision.writes = [.createInBursts(.pods, pods, telling)] }
            }
        }
        return decision
    }

    /// Whether the end is certain though pods still run.
    private static func isDecided(_ job: KubeObject) -> Bool {
        ["FailureTarget", "SuccessCriteriaMet"].contains { job.condition($0)?["status"]?.text == "True" }
    }

    private static func deletion(of pod: PodFacts, _ job: KubeObject) -> Write {
        .delete(
            .pods,
            pod.key,
            DeleteOptions(uid: pod.uid),
            Telling(
                job,
                "SuccessfulDelete",
                "Deleted pod: {name}",
                failed: "FailedDelete",
                "Error deleting: {error}"
            )
        )
    }

    /// The end of a job that is kept only for a while after it is over.
    private static func expiry(_ job: KubeObject, at now: KubeTime) -> Decision {
        guard let seconds = job.spec("ttlSecondsAfterFinished")?.integer else { return .nothing }
        let finished = ["Complete", "Failed"].lazy
            .compactMap { job.condition($0)?["lastTransitionTime"]?.text.flatMap { KubeTime($0) } }.first
        guard let end = finished?.advanced(by: .seconds(max(0, seconds))) else { return .nothing }
        guard end <= now else { return Decision(lookAgain: end) }
        let options = DeleteOptions(propagation: .foreground, uid: job.uid)
        return Decision([.delete(.jobs, ObjectKey(job), options)])
    }
}
