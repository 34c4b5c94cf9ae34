import EngineAPI
import Testing

@testable import KubeAPI

@Suite struct CronJobTests {
    /// Checked against the moments that cron itself (Vixie's rules) gives; 2025-01-31 is a Friday.
    @Test(arguments: [
        ("* * * * *", "2025-01-31T12:01:00Z"), ("*/5 * * * *", "2025-01-31T12:05:00Z"),
        ("30 2 * * *", "2025-02-01T02:30:00Z"), ("0 9 * * MON-FRI", "2025-02-03T09:00:00Z"),
        ("0 0 29 2 *", "2028-02-29T00:00:00Z"), ("15,45 12 * * *", "2025-01-31T12:15:00Z"),
        ("0 0 1 JAN *", "2026-01-01T00:00:00Z"), ("0 12 13 * FRI", "2025-02-07T12:00:00Z"),
        ("5/20 * * * *", "2025-01-31T12:05:00Z"), ("@every 1h30m", "2025-01-31T13:30:00Z"),
        ("@hourly", "2025-01-31T13:00:00Z"), ("@weekly", "2025-02-02T00:00:00Z"),
        ("59 23 31 12 ?", "2025-12-31T23:59:00Z"), ("0 0-6/3 * * *", "2025-02-01T00:00:00Z"),
    ])
    func knowsTheNextMoment(_ text: String, _ next: String) throws {
        let schedule = try #require(CronSchedule(text))
        let now = try #require(KubeTime("2025-01-31T12:00:00Z"))
        #expect(schedule.next(after: now)?.text == next)
    }

    @Test(arguments: [
        "", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 7",
        "a * * * *", "5-1 * * * *", "*/0 * * * *", "1-2-3 * * * *", "1//2 * * * *", ", * * * *", "-1 * * * *",
        "@never", "@every", "@every 5", "@every 0s",
    ])
    func refusesWhatIsNoSchedule(_ text: String) {
        #expect(CronSchedule(text) == nil)
    }

    @Test func givesUpOnDaysThatNeverCome() throws {
        let schedule = try #require(CronSchedule("0 0 31 2 *"))
        #expect(schedule.next(after: try #require(KubeTime("2025-01-31T12:00:00Z"))) == nil)
    }

    private func cronJob(
        _ spec: String = "",
        image: String = "done",
        schedule: String = "* * * * *"
    ) -> String {
        """
        {"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"tick"},"spec":{"schedule":"\(schedule)",\(spec)
        "jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"\(image)"}]}}}}}}
        """
    }

    @Test func startsJobsAndKeepsTheLastThree() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.cronJobs, cronJob())
        try await cluster.settle()
        #expect(try await cluster.list(.jobs).isEmpty)
        for _ in 0..<5 { try await cluster.settle(after: .seconds(60)) }
        let jobs = try await cluster.list(.jobs)
        // 2025-01-31T12:03:00Z is minute 28972083 since 1970.
        #expect(jobs.map(\.name) == ["tick-28972083", "tick-28972084", "tick-28972085"])
        #expect(jobs[0]["metadata", "ownerReferences"]?.elements?.first?["kind"]?.text == "CronJob")
        let cron = try await cluster.get(.cronJobs, "tick")
        #expect(["lastScheduleTime", "active"].map(cron.said) == ["2025-01-31T12:05:00Z", "-"])
        #expect(cron.said("lastSuccessfulTime") == "2025-01-31T12:05:00Z")
        let events = try await cluster.events("tick").filter { $0.contains("cronjob-controller") }
        #expect(events.contains("Normal SuccessfulCreate cronjob-controller: Created job tick-28972085"))
        #expect(
            events.contains(
                "Normal SawCompletedJob cronjob-controller: Saw completed job: tick-28972085, condition: Complete"
            )
        )
    }

    @Test(arguments: [("Allow", 3), ("Forbid", 1), ("Replace", 1)])
    func treatsRunningJobsAsAsked(_ policy: String, _ count: Int) async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.cronJobs, cronJob(#""concurrencyPolicy":"\#(policy)","#, image: "nginx"))
        try await cluster.settle()
        for _ in 0..<3 { try await cluster.settle(after: .seconds(60)) }
        let jobs = try await cluster.list(.jobs)
        #expect(jobs.count == count)
        #expect(jobs.last?.name == (policy == "Forbid" ? "tick-28972081" : "tick-28972083"))
        #expect(try await cluster.get(.cronJobs, "tick").status("active")?.elements?.count == count)
    }

    @Test func startsOnlyTheLastOfThoseMissedAndNoneThatIsTooLate() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.cronJobs, cronJob(schedule: "0 * * * *"))
        try await cluster.settle()
        try await cluster.settle(after: .seconds(5 * 3600 + 60))
        #expect(try await cluster.list(.jobs).count == 1)
        #expect(try await cluster.get(.cronJobs, "tick").said("lastScheduleTime") == "2025-01-31T17:00:00Z")
        let strict = ControlledCluster()
        try await strict.create(.cronJobs, cronJob(#""startingDeadlineSeconds":30,"#, schedule: "0 * * * *"))
        try await strict.settle()
        try await strict.settle(after: .seconds(5 * 3600 + 60))
        #expect(try await strict.list(.jobs).isEmpty)
    }

    @Test func startsNothingWhileSuspended() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.cronJobs, cronJob(#""suspend":true,"#))
        try await cluster.settle()
        try await cluster.settle(after: .seconds(600))
        #expect(try await cluster.list(.jobs).isEmpty)
    }

    @Test func refusesZonesThatItDoesNotKnow() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.cronJobs, cronJob(#""timeZone":"Europe/Berlin","#))
        try await cluster.settle()
        try await cluster.settle(after: .seconds(120))
        #expect(try await cluster.list(.jobs).isEmpty)
        #expect(
            try await cluster.events("tick").first
                == "Warning UnknownTimeZone cronjob-controller: "
                + "invalid timeZone: \"Europe/Berlin\": this cluster knows UTC only"
        )
    }
}
