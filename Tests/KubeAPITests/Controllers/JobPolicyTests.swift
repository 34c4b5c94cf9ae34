import EngineAPI
import Testing

@testable import KubeAPI

/// What jobs say of failures that count, and of successes that are enough.
@Suite struct JobPolicyTests {
    private func job(_ name: String, image: String, _ more: String) -> String {
        """
        {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"\(name)"},"spec":{\(more),"template":{"spec":{
        "restartPolicy":"Never","containers":[{"name":"c","image":"\(image)"}]}}}}
        """
    }

    @Test func aFailureThatIsNamedEndsTheJobAtOnce() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(
            .jobs,
            job(
                "j",
                image: "fails",
                #""podFailurePolicy":{"rules":[{"action":"FailJob","onExitCodes":{"operator":"In","values":[1]}}]}"#
            )
        )
        try await cluster.settle()
        try await cluster.settle(after: .seconds(1))
        let pod = try #require(try await cluster.list(.pods).first).name
        #expect(
            try await cluster.get(.jobs, "j").saidCondition("Failed")
                == "True PodFailurePolicy: Container c for pod default/\(pod) failed with exit code 1 "
                + "matching FailJob rule at index 0"
        )
        #expect(try await cluster.list(.pods).count == 1)
    }

    @Test func aFailureThatIsIgnoredCountsForNothing() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(
            .jobs,
            job(
                "j",
                image: "fails",
                #""backoffLimit":0,"podFailurePolicy":{"rules":[{"action":"Ignore","onExitCodes":{"operator":"NotIn","values":[2]}}]}"#
            )
        )
        for _ in 0..<2 { try await cluster.settle(after: .seconds(11)) }
        let job = try await cluster.get(.jobs, "j")
        #expect(job.saidCondition("Failed") == "-")
        #expect(job.said("failed") == "-")
        #expect(try await cluster.list(.pods).count > 1, "each is made anew")
    }

    @Test(arguments: [("TerminatingOrFailed", 2), ("Failed", 1)])
    func aPodThatIsOnItsWayOutIsReplacedAsThePolicySays(policy: String, pods: Int) async throws {
        let cluster = ControlledCluster()
        try await cluster.create(
            .jobs,
            job("j", image: "lingers", #""podReplacementPolicy":"\#(policy)""#)
        )
        try await cluster.settle(after: .seconds(1))
        let first = try #require(try await cluster.list(.pods).first).name
        try await cluster.delete(.pods, first)
        for _ in 0..<3 { try await cluster.settle(after: .seconds(11)) }
        #expect(try await cluster.list(.pods).count == pods)
        #expect(try await cluster.get(.jobs, "j").said("terminating") == "1")
        // Once it has ended, there is another under either policy.
        try await cluster.patch(.pods, first, #"{"status":{"phase":"Failed"}}"#, part: "status")
        try await cluster.delete(.pods, first, DeleteOptions(gracePeriodSeconds: 0))
        for _ in 0..<3 { try await cluster.settle(after: .seconds(30)) }
        let left = try await cluster.list(.pods)
        #expect(left.count == 1 && left[0].name != first)
        #expect(left[0].status("phase")?.text == "Running")
    }

    @Test func someIndicesAreEnough() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(
            .jobs,
            job(
                "j",
                image: "done",
                #""completionMode":"Indexed","completions":5,"parallelism":1,"successPolicy":{"rules":[{"succeededIndexes":"0-1"}]}"#
            )
        )
        for _ in 0..<4 { try await cluster.settle(after: .seconds(1)) }
        let job = try await cluster.get(.jobs, "j")
        #expect(job.saidCondition("SuccessCriteriaMet") == "True SuccessPolicy: Matched rules at index 0")
        #expect(job.condition("Complete")?["status"]?.text == "True")
        #expect(job.said("completedIndexes") == "0,1")
    }

    @Test func limitsForEachIndexAreRefused() async throws {
        let cluster = ControlledCluster()
        let text = job(
            "j",
            image: "done",
            #""completionMode":"Indexed","completions":2,"backoffLimitPerIndex":1"#
        )
        let error = await #expect(throws: StatusError.self) { try await cluster.create(.jobs, text) }
        #expect(
            error?.message
                == "Job.batch \"j\" is invalid: spec.backoffLimitPerIndex: Forbidden: slidectl: limits for each index "
                + "aren't part of the embedded cluster"
        )
    }

    @Test func whatAnotherControllerManagesIsLeftAlone() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.jobs, job("j", image: "done", #""managedBy":"example.com/other""#))
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.list(.pods).isEmpty)
    }
}
