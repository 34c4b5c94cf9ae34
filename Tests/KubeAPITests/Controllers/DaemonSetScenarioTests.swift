import EngineAPI
import Testing

@testable import KubeAPI

@Suite struct DaemonSetScenarioTests {
    private let nodes = [
        NodeSettings(name: "node-1"), NodeSettings(name: "node-2", labels: ["disk": "ssd"]),
        NodeSettings(name: "node-3", taints: ["dedicated=db:NoSchedule"]),
    ]

    private func set(_ pod: String = "", image: String = "agent:1") -> String {
        """
        {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"agent"},"spec":{
        "selector":{"matchLabels":{"app":"agent"}},"template":{"metadata":{"labels":{"app":"agent"}},
        "spec":{\(pod)"containers":[{"name":"agent","image":"\(image)"}]}}}}
        """
    }

    private let counts = [
        "desiredNumberScheduled", "currentNumberScheduled", "numberReady", "updatedNumberScheduled",
        "numberAvailable",
    ]

    private func places(_ cluster: ControlledCluster) async throws -> [String] {
        try await cluster.list(.pods).compactMap { $0["spec", "nodeName"]?.text }.sorted()
    }

    @Test func runsOnEachNodeThatTakesIt() async throws {
        let cluster = ControlledCluster(nodes: nodes)
        try await cluster.create(.daemonSets, set())
        try await cluster.settle()
        #expect(try await places(cluster) == ["node-1", "node-2"])
        let set = try await cluster.get(.daemonSets, "agent")
        #expect(counts.map(set.said) == ["2", "2", "2", "2", "2"])
        // Cordoned nodes keep theirs and would get one, too.
        try await cluster.patch(.nodes, "node-1", #"{"spec":{"unschedulable":true}}"#)
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.get(.nodes, "node-1").spec("taints")?.elements?.count == 1)
        try await cluster.delete(.pods, try #require(try await cluster.list(.pods).first).name)
        try await cluster.settle(after: .seconds(1))
        #expect(try await places(cluster) == ["node-1", "node-2"])
    }

    @Test func followsItsNodeSelectorAndTheNodesLabels() async throws {
        let cluster = ControlledCluster(nodes: nodes)
        try await cluster.create(.daemonSets, set(#""nodeSelector":{"disk":"ssd"},"#))
        try await cluster.settle()
        #expect(try await places(cluster) == ["node-2"])
        try await cluster.patch(.nodes, "node-1", #"{"metadata":{"labels":{"disk":"ssd"}}}"#)
        try await cluster.settle(after: .seconds(1))
        #expect(try await places(cluster) == ["node-1", "node-2"])
        try await cluster.patch(.nodes, "node-2", #"{"metadata":{"labels":{"disk":null}}}"#)
        try await cluster.settle(after: .seconds(1))
        #expect(try await places(cluster) == ["node-1"])
    }

    @Test func replacesOneAfterTheOther() async throws {
        let cluster = ControlledCluster(nodes: nodes)
        try await cluster.create(.daemonSets, set())
        try await cluster.settle()
        let change = #"{"spec":{"template":{"spec":{"containers":[{"name":"agent","image":"broken"}]}}}}"#
        try await cluster.patch(.daemonSets, "agent", change)
        try await cluster.settle(after: .seconds(1))
        let stuck = try await cluster.get(.daemonSets, "agent")
        #expect(counts.map(stuck.said) == ["2", "2", "1", "1", "1"])
        #expect(stuck.said("numberUnavailable") == "1")
        let fixed = #"{"spec":{"template":{"spec":{"containers":[{"name":"agent","image":"agent:3"}]}}}}"#
        try await cluster.patch(.daemonSets, "agent", fixed)
        try await cluster.settle(after: .seconds(1))
        let done = try await cluster.get(.daemonSets, "agent")
        #expect(counts.map(done.said) == ["2", "2", "2", "2", "2"])
        #expect(
            try await cluster.list(.controllerRevisions).map { RevisionHistory.number($0) }.sorted() == [
                1, 2, 3,
            ]
        )
    }

    @Test func takesInWhatWasLeftBehind() async throws {
        let cluster = ControlledCluster(nodes: nodes)
        try await cluster.create(.daemonSets, set())
        try await cluster.settle()
        let uids = Set(try await cluster.list(.pods).map(\.uid))
        try await cluster.delete(.daemonSets, "agent", DeleteOptions(propagation: .orphan))
        try await cluster.settle(after: .seconds(1))
        try await cluster.create(.daemonSets, set())
        try await cluster.settle(after: .seconds(1))
        let done = try await cluster.get(.daemonSets, "agent")
        #expect(counts.map(done.said) == ["2", "2", "2", "2", "2"])
        #expect(Set(try await cluster.list(.pods).map(\.uid)) == uids)
    }
}
