import EngineAPI

/// What a cron job says of its jobs.
struct CronStatus {
    private let cron: KubeObject
    private let jobs: [KubeObject]
    /// The last moment for which a job was started.
    var lastSchedule: KubeTime?
    /// What the events say of jobs that have ended.
    let notes: [EventNote]

    init(_ cron: KubeObject, _ jobs: [KubeObject]) {
        self.cron = cron
        self.jobs = jobs
        lastSchedule = cron.status("lastScheduleTime")?.text.flatMap { KubeTime($0) }
        let active = Set((cron.status("active")?.elements ?? []).compactMap { $0["uid"]?.text })
        notes = jobs.filter { active.contains($0.uid) && Self.isOver($0) }.map { job in
            let how = job.condition("Complete")?["status"]?.text == "True" ? "Complete" : "Failed"
            return EventNote(
                object: EventNote.reference(to: cron),
                severity: .normal,
                reason: "SawCompletedJob",
                message: "Saw completed job: \(job.name), condition: \(how)"
            )
        }
    }

    static func isOver(_ job: KubeObject) -> Bool {
        ["Complete", "Failed"].contains { job.condition($0)?["status"]?.text == "True" }
    }

    /// The write of the status where it changes.
    var writes: [Write] {
        let active = jobs.filter { !Self.isOver($0) && !$0.isBeingDeleted }.map(EventNote.plainReference)
        let successes = jobs.compactMap { $0.status("completionTime")?.text.flatMap { KubeTime($0) } }
        let before = cron.status("lastSuccessfulTime")?.text.flatMap { KubeTime($0) }
        let lastSuccess = (successes + [before].compactMap { $0 }).max()
        let status = JSON.of([
            "active": active.isEmpty ? nil : .array(active), "lastScheduleTime": lastSchedule?.json,
            "lastSuccessfulTime": lastSuccess?.json,
        ])
        return cron.statusWrite(status, on: .cronJobs)
    }
}

extension EventNote {
    /// How one object names another, without its version where that would change all the time.
    static func plainReference(to object: KubeObject) -> JSON {
        .of([
            "apiVersion": object.apiVersion.json, "kind": object.kind.json, "name": object.name.json,
            "namespace": object.namespace?.json, "uid": object.uid.json,
        ])
    }
}
