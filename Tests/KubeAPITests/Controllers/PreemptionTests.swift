import EngineAPI
import Testing

@testable import KubeAPI

/// More important pods, for which others make room.
@Suite struct PreemptionTests {
    private func cluster(_ nodes: Int = 1) async throws -> ControlledCluster {
        let cluster = ControlledCluster(nodes: (1...nodes).map { NodeSettings(name: "n\($0)", cpu: "2") })
        for (name, value) in [("low", 10), ("high", 1000)] {
            try await cluster.create(.priorityClasses, #"{"metadata":{"name":"\#(name)"},"value":\#(value)}"#)
        }
        try await cluster.create(
            .priorityClasses,
            #"{"metadata":{"name":"patient"},"value":1000,"preemptionPolicy":"Never"}"#
        )
        return cluster
    }

    private func pod(
        _ name: String,
        _ priority: String,
        cpu: String = "1",
        image: String = "i"
    ) -> String {
        """
        {"metadata":{"name":"\(name)","labels":{"app":"\(name)"}},"spec":{"priorityClassName":"\(priority)","containers":[
        {"name":"c","image":"\(image)","resources":{"requests":{"cpu":"\(cpu)"}}}]}}
        """
    }

    private func names(_ cluster: ControlledCluster) async throws -> [String] {
        try await cluster.list(.pods).map { "\($0.name) \($0.status("phase")?.text ?? "")" }
    }

    @Test func aMoreImportantPodDrivesAsFewAwayAsItNeeds() async throws {
        let cluster = try await cluster()
        try await cluster.create(.pods, pod("a", "low"))
        try await cluster.settle(after: .seconds(1))
        try await cluster.create(.pods, pod("b", "low"))
        try await cluster.settle(after: .seconds(1))
        try await cluster.create(.pods, pod("vip", "high"))
        try await cluster.settle(after: .seconds(1))
        #expect(try await names(cluster) == ["a Running", "vip Running"], "who came last goes first")
        let vip = try await cluster.get(.pods, "vip")
        #expect(
            try await cluster.events("b").contains(
                "Normal Preempted default-scheduler: Preempted by pod \(vip.uid) on node n1"
            )
        )
        #expect(
            try await cluster.events("vip").contains(
                "Warning FailedScheduling default-scheduler: 0/1 nodes are available: 1 Insufficient cpu."
            )
        )
    }

    @Test func roomIsKeptForWhomOthersLeave() async throws {
        let cluster = try await cluster()
        try await cluster.create(.pods, pod("a", "low", cpu: "2", image: "lingers"))
        try await cluster.settle(after: .seconds(1))
        try await cluster.create(.pods, pod("vip", "high", cpu: "2"))
        try await cluster.create(.pods, pod("next", "low", cpu: "2"))
        try await cluster.settle(after: .seconds(1))
        let victim = try await cluster.get(.pods, "a")
        #expect(victim.isBeingDeleted)
        #expect(
            victim.saidCondition("DisruptionTarget")
                == "True PreemptionByScheduler: default-scheduler: preempting to accommodate a higher priority pod"
        )
        #expect(try await cluster.get(.pods, "vip").said("nominatedNodeName") == "n1")
        try await cluster.delete(.pods, "a", DeleteOptions(gracePeriodSeconds: 0))
        try await cluster.settle(after: .seconds(1))
        #expect(try await names(cluster) == ["next Pending", "vip Running"])
    }

    @Test func nobodyGoesForAnEqualOrForOneThatWaits() async throws {
        let cluster = try await cluster()
        try await cluster.create(.pods, pod("a", "high", cpu: "2"))
        try await cluster.settle(after: .seconds(1))
        try await cluster.create(.pods, pod("equal", "high"))
        try await cluster.settle(after: .seconds(1))
        #expect(
            try await cluster.get(.pods, "equal").saidCondition("PodScheduled")
                == "False Unschedulable: 0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are "
                + "available: 1 No preemption victims found for incoming pod."
        )
        try await cluster.delete(.pods, "a")
        try await cluster.delete(.pods, "equal")
        try await cluster.create(.pods, pod("low", "low", cpu: "2"))
        try await cluster.settle(after: .seconds(1))
        try await cluster.create(.pods, pod("patient", "patient"))
        try await cluster.settle(after: .seconds(1))
        #expect(try await names(cluster) == ["low Running", "patient Pending"])
        #expect(
            try await cluster.get(.pods, "patient").saidCondition("PodScheduled")
                == "False Unschedulable: 0/1 nodes are available: 1 Insufficient cpu. preemption: not eligible due to "
                + "preemptionPolicy=Never."
        )
    }

    @Test func whomABudgetProtectsGoesLast() async throws {
        let cluster = try await cluster(2)
        try await cluster.create(.pods, pod("kept", "low", cpu: "2"))
        try await cluster.create(.pods, pod("free", "low", cpu: "2"))
        try await cluster.create(
            .podDisruptionBudgets,
            #"{"metadata":{"name":"b"},"spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"kept"}}}}"#
        )
        try await cluster.settle(after: .seconds(1))
        try await cluster.create(.pods, pod("vip", "high"))
        try await cluster.settle(after: .seconds(1))
        #expect(try await names(cluster) == ["kept Running", "vip Running"])
    }

    @Test func everyClusterHasClassesForWhatItNeeds() async throws {
        let cluster = ControlledCluster()
        #expect(
            try await cluster.list(.priorityClasses).map { "\($0.name) \($0["value"]?.integer ?? 0)" } == [
                "system-cluster-critical 2000000000", "system-node-critical 2000001000",
            ]
        )
        let error = await #expect(throws: StatusError.self) {
            try await cluster.create(.priorityClasses, #"{"metadata":{"name":"system-mine"},"value":5}"#)
        }
        #expect(
            error?.message
                == "PriorityClass.scheduling.k8s.io \"system-mine\" is invalid: metadata.name: Forbidden: priority class "
                + "names with 'system-' prefix are reserved for system use only. error: system-mine is not a known "
                + "system priority class"
        )
    }
}
