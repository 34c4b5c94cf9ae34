import EngineAPI

/// Starts a cron job's jobs when they are due, and keeps only the last of them.
struct CronJobController: Controller {
    /// More moments missed than this are counted no further.
    private static let mostMissed = 100

    var component: String { "cronjob-controller" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        switch change.shelf {
        case .cronJobs: [change.key]
        case .jobs:
            [change.before?.controller, change.after?.controller].compactMap {
                Ownership.key(ofOwner: $0, "CronJob", in: change.key.namespace)
            }
        default: []
        }
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let cron = cache[.cronJobs, key], !cron.isBeingDeleted, !cache.isEnding(key.namespace) else {
            return .nothing
        }
        return Self.step(cron, jobs: cache.dependents(of: cron, .jobs), at: now)
    }

    /// What is due for a cron job.
    static func step(_ cron: KubeObject, jobs: [KubeObject], at now: KubeTime) -> Decision {
        var status = CronStatus(cron, jobs)
        var decision = Decision(cleanUp(cron, jobs) + status.notes.map { .tell($0) })
        let text = cron.spec("schedule")?.text ?? ""
        guard let schedule = CronSchedule(text) else {
            decision.writes += status.writes
            decision.writes.append(
                tell(cron, .warning, "UnparseableSchedule", "unparseable schedule: \"\(text)\"")
            )
            return decision
        }
        let zone = cron.spec("timeZone")?.text ?? "UTC"
        guard ["UTC", "Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu"].contains(zone) else {
            decision.writes += status.writes
            decision.writes.append(
                tell(
                    cron,
                    .warning,
                    "UnknownTimeZone",
                    "invalid timeZone: \"\(zone)\": this cluster knows UTC only"
                )
            )
            return decision
        }
        let due = due(cron, schedule, at: now)
        decision.look(at: schedule.next(after: now))
        guard let moment = due.last, cron.spec("suspend") != .bool(true) else {
            decision.writes += status.writes
            return decision
        }
        if due.count > mostMissed {
            decision.writes.append(
                tell(
                    cron,
                    .warning,
                    "TooManyMissedTimes",
                    "too many missed start times: \(due.count). Set or decrease .spec.startingDeadlineSeconds or check clock skew"
                )
            )
        }
        let active = jobs.filter { !CronStatus.isOver($0) && !$0.isBeingDeleted }
        let policy = cron.spec("concurrencyPolicy")?.text ?? "Allow"
        let job = job(of: cron, at: moment)
        if jobs.contains(where: { $0.name == job.name }) {
            // It was started, but the status doesn't say so yet.
            status.lastSchedule = moment
            decision.writes += status.writes
            return decision
        }
        if policy == "Forbid", !active.isEmpty {
            if cron.status("lastScheduleTime")?.text != moment.text {
                decision.writes.append(
                    tell(
                        cron,
                        .normal,
                        "JobAlreadyActive",
                        "Not starting job because prior execution is running and concurrency policy is Forbid"
                    )
                )
            }
            decision.writes += status.writes
            return decision
        }
        if policy == "Replace" {
            for old in active {
                decision.writes.append(
                    .delete(
                        .jobs,
                        ObjectKey(old),
                        DeleteOptions(uid: old.uid),
                        Telling(cron, "SuccessfulDelete", "Deleted job {name}")
                    )
                )
            }
        }
        decision.writes.append(
            .create(
                .jobs,
                job,
                Telling(
                    cron,
                    "SuccessfulCreate",
                    "Created job {name}",
                    failed: "FailedCreate",
                    "Error creating job: {error}"
                )
            )
        )
        status.lastSchedule = moment
        decision.writes += status.writes
        return decision
    }

    /// The moments that have come since the last start and aren't too late, the earliest first.
    private static func due(_ cron: KubeObject, _ schedule: CronSchedule, at now: KubeTime) -> [KubeTime] {
        var from =
            cron.status("lastScheduleTime")?.text.flatMap { KubeTime($0) } ?? cron.created ?? now
        if let limit = cron.spec("startingDeadlineSeconds")?.integer {
            from = max(from, now.advanced(by: .seconds(-max(0, min(limit, 1_000_000_000)))))
        }
        var moments: [KubeTime] = []
        while let moment = schedule.next(after: from), moment <= now {
            moments.append(moment)
            // Of very many only the last ones count: those long past are leapt over.
            if moments.count == mostMissed + 1, let former = moments.dropLast().last {
                let gap = former.duration(to: moment)
                from = max(moment, now.advanced(by: gap * -mostMissed))
            } else {
                from = moment
            }
            if moments.count > 10 * mostMissed { break }
        }
        return moments
    }

    private static func job(of cron: KubeObject, at moment: KubeTime) -> KubeObject {
        let template = KubeObject(cron.spec("jobTemplate") ?? .of([:]))
        var annotations = template.annotations
        annotations["batch.kubernetes.io/cronjob-scheduled-timestamp"] = moment.text
        return KubeObject(
            .of([
                "apiVersion": "batch/v1".json, "kind": "Job".json,
                "metadata": .of([
                    "name": "\(cron.name)-\(moment.nanoseconds / 60_000_000_000)".json,
                    "namespace": cron.namespace?.json, "labels": template["metadata", "labels"],
                    "annotations": annotations.json,
                    "ownerReferences": .array([OwnerReference.controller(cron)]),
                ]),
                "spec": template["spec"],
            ])
        )
    }

    /// Deletes finished jobs beyond those that are kept to be looked at.
    private static func cleanUp(_ cron: KubeObject, _ jobs: [KubeObject]) -> [Write] {
        let kinds = [
            ("Complete", cron.spec("successfulJobsHistoryLimit")?.integer ?? 3),
            ("Failed", cron.spec("failedJobsHistoryLimit")?.integer ?? 1),
        ]
        return kinds.flatMap { type, limit -> [Write] in
            let ended = jobs.filter { $0.condition(type)?["status"]?.text == "True" && !$0.isBeingDeleted }
                .sorted { one, other in
                    (one.created ?? KubeTime(nanoseconds: 0), one.name) < (
                        other.created ?? KubeTime(nanoseconds: 0), other.name
                    )
                }
            return ended.prefix(max(0, ended.count - max(0, limit))).map { job in
                .delete(
                    .jobs,
                    ObjectKey(job),
                    DeleteOptions(uid: job.uid),
                    Telling(cron, "SuccessfulDelete", "Deleted job {name}")
                )
            }
        }
    }

    private static func tell(
        _ cron: KubeObject,
        _ severity: EventRecorder.Severity,
        _ reason: String,
        _ message: String
    ) -> Write {
        .tell(
            EventNote(
                object: EventNote.reference(to: cron),
                severity: severity,
                reason: reason,
                message: message
            )
        )
    }
}
