import EngineAPI
import Testing

@testable import KubeAPI

@Suite struct JobScenarioTests {
    private func job(_ spec: String = "", image: String = "done", restart: String = "Never") -> String {
        """
        {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"pi"},"spec":{\(spec)"template":{
        "spec":{"restartPolicy":"\(restart)","containers":[{"name":"pi","image":"\(image)"}]}}}}
        """
    }

    @Test func completes() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.jobs, job())
        try await cluster.settle()
        let job = try await cluster.get(.jobs, "pi")
        #expect(
            job.saidCondition("Complete")
                == "True CompletionsReached: Reached expected number of succeeded pods"
        )
        #expect(
            job.saidCondition("SuccessCriteriaMet")
                == "True CompletionsReached: Reached expected number of succeeded pods"
        )
        #expect(
            [
                "succeeded", "failed", "active", "startTime", "completionTime", "uncountedTerminatedPods",
                "ready",
            ]
            .map(job.said) == ["1", "-", "-", "2025-01-31T12:00:00Z", "2025-01-31T12:00:00Z", "{}", "0"]
        )
        let pod = try #require(try await cluster.list(.pods).first)
        #expect(pod.name.hasPrefix("pi-"))
        #expect(pod.finalizers.isEmpty)
        #expect(
            try await cluster.events("pi").filter { $0.contains("job-controller") } == [
                "Normal SuccessfulCreate job-controller: Created pod: \(pod.name)",
                "Normal Completed job-controller: Job completed",
            ]
        )
    }

    @Test func triesAgainLaterEachTimeUntilTheLimit() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.jobs, job(#""backoffLimit":3,"#, image: "fails"))
        try await cluster.settle()
        var counts: [Int] = [try await cluster.list(.pods).count]
        for wait in [9, 1, 19, 1, 39, 1] {
            try await cluster.settle(after: .seconds(wait))
            counts.append(try await cluster.list(.pods).count)
        }
        #expect(counts == [1, 1, 2, 2, 3, 3, 4])
        let job = try await cluster.get(.jobs, "pi")
        let message = "Job has reached the specified backoff limit"
        #expect(job.saidCondition("Failed") == "True BackoffLimitExceeded: \(message)")
        #expect(job.saidCondition("FailureTarget") == "True BackoffLimitExceeded: \(message)")
        #expect(job.said("failed") == "4")
        #expect(
            try await cluster.events("pi").last { $0.contains("job-controller") }
                == "Warning BackoffLimitExceeded job-controller: \(message)"
        )
    }

    @Test func runsSeveralAtATime() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.jobs, job(#""completions":5,"parallelism":2,"#))
        try await cluster.settle()
        let job = try await cluster.get(.jobs, "pi")
        #expect(job.said("succeeded") == "5")
        #expect(try await cluster.list(.pods).count == 5)
        let running = ControlledCluster()
        try await running.create(.jobs, self.job(#""completions":5,"parallelism":2,"#, image: "nginx"))
        try await running.settle()
        #expect(["active", "ready"].map(try await running.get(.jobs, "pi").said) == ["2", "2"])
    }

    @Test func givesEachPodItsIndex() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(
            .jobs,
            job(#""completions":4,"parallelism":3,"completionMode":"Indexed","#)
        )
        try await cluster.settle()
        let job = try await cluster.get(.jobs, "pi")
        #expect(job.said("completedIndexes") == "0-3")
        let pods = try await cluster.list(.pods)
        #expect(
            pods.compactMap { $0.annotations["batch.kubernetes.io/job-completion-index"] }.sorted() == [
                "0", "1", "2", "3",
            ]
        )
        #expect(Set(pods.compactMap { $0["spec", "hostname"]?.text }) == ["pi-0", "pi-1", "pi-2", "pi-3"])
        let variable = pods[0].spec("containers")?.elements?.first?["env"]?.elements?.first
        #expect(variable?["name"]?.text == "JOB_COMPLETION_INDEX")
    }

    @Test func endsWhenItsTimeIsUp() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.jobs, job(#""activeDeadlineSeconds":30,"#, image: "nginx"))
        try await cluster.settle()
        try await cluster.settle(after: .seconds(29))
        #expect(try await cluster.get(.jobs, "pi").saidCondition("Failed") == "-")
        try await cluster.settle(after: .seconds(1))
        try await cluster.settle()
        let job = try await cluster.get(.jobs, "pi")
        #expect(
            job.saidCondition("Failed")
                == "True DeadlineExceeded: Job was active longer than specified deadline"
        )
        #expect(try await cluster.list(.pods).filter { !$0.isBeingDeleted }.isEmpty)
    }

    @Test func isDeletedAWhileAfterItsEnd() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.jobs, job(#""ttlSecondsAfterFinished":60,"#))
        try await cluster.settle()
        try await cluster.settle(after: .seconds(59))
        #expect(try await cluster.list(.jobs).count == 1)
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.list(.jobs).isEmpty)
        #expect(try await cluster.list(.pods).isEmpty)
    }

    @Test func leavesNothingBehindWhenDeleted() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.jobs, job(image: "nginx"))
        try await cluster.settle()
        try await cluster.delete(.jobs, "pi")
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.list(.pods).isEmpty)
    }

    @Test func suspendsAndResumes() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.jobs, job(#""suspend":true,"#, image: "nginx"))
        try await cluster.settle()
        #expect(try await cluster.list(.pods).isEmpty)
        #expect(
            try await cluster.get(.jobs, "pi").saidCondition("Suspended")
                == "True JobSuspended: Job suspended"
        )
        try await cluster.patch(.jobs, "pi", #"{"spec":{"suspend":false}}"#)
        try await cluster.settle(after: .seconds(5))
        let job = try await cluster.get(.jobs, "pi")
        #expect(job.saidCondition("Suspended") == "False JobResumed: Job resumed")
        #expect(["active", "startTime"].map(job.said) == ["1", "2025-01-31T12:00:05Z"])
    }

    @Test(arguments: [
        ([0, 1, 2, 4], "0-2,4"), ([], ""), ([3], "3"), ([1, 2], "1,2"), ([0, 2, 3, 4, 9], "0,2-4,9"),
    ])
    func writesAndReadsIndexes(_ indices: [Int], _ text: String) {
        #expect(CompletionIndexes.write(Set(indices)) == text)
        #expect(CompletionIndexes.read(text, below: 10) == Set(indices))
        #expect(CompletionIndexes.read("0-9999999999999,x,5-1,-3", below: 3) == [0, 1, 2])
    }
}
