import EngineAPI
import Testing

@testable import KubeAPI

/// What nodes lend to pods, and what becomes of pods of nodes that aren't there.
@Suite struct NodeResourceTests {
    @Test func aNodeLendsWhatIsAddedToItsCapacity() async throws {
        let cluster = ControlledCluster()
        try await cluster.settle()
        try await cluster.create(
            .pods,
            #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i","#
                + #""resources":{"requests":{"example.com/dongle":"2"},"limits":{"example.com/dongle":"2"}}}]}}"#
        )
        try await cluster.settle()
        #expect(try await cluster.get(.pods, "p").said("phase") == "Pending")
        try await cluster.patch(
            .nodes,
            "node-1",
            #"{"status":{"capacity":{"example.com/dongle":"4"}}}"#,
            part: "status"
        )
        try await cluster.settle()
        #expect(try await cluster.get(.pods, "p").said("phase") == "Running")
        // The node goes on saying so.
        try await cluster.settle(after: .seconds(700))
        var node = try await cluster.get(.nodes, "node-1")
        #expect(node["status", "allocatable", "example.com/dongle"]?.text == "4")
        #expect(node["status", "capacity", "cpu"]?.text == "8")
        try await cluster.patch(
            .nodes,
            "node-1",
            #"{"status":{"capacity":{"example.com/dongle":null}}}"#,
            part: "status"
        )
        try await cluster.settle()
        node = try await cluster.get(.nodes, "node-1")
        #expect(node["status", "allocatable", "example.com/dongle"] == nil)
    }

    @Test func aPodOfANodeThatIsNotThereGoesAfterAWhile() async throws {
        let cluster = ControlledCluster(kubelet: nil)
        try await cluster.settle()
        for (name, node) in [("lost", "node01"), ("kept", "node-1")] {
            try await cluster.create(
                .pods,
                #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"\#(name)"},"spec":{"nodeName":"\#(node)","#
                    + #""containers":[{"name":"c","image":"i"}]}}"#
            )
        }
        try await cluster.settle(after: .seconds(30))
        #expect(try await cluster.list(.pods).map(\.name) == ["kept", "lost"])
        try await cluster.settle(after: .seconds(31))
        #expect(try await cluster.list(.pods).map(\.name) == ["kept"])
    }

    @Test func aNodesMachineIsToldFromOthersAsMachinesAre() async throws {
        let cluster = ControlledCluster(nodes: [NodeSettings(name: "a"), NodeSettings(name: "b")])
        try await cluster.settle()
        let before = try await cluster.list(.nodes).map { $0["status", "nodeInfo"] }
        var seen: Set<String> = []
        for node in before {
            let machine = node?["machineID"]?.text ?? ""
            #expect(machine.wholeMatch(of: /[0-9a-f]{32}/) != nil)
            let others = ["systemUUID", "bootID"].map { node?[$0]?.text ?? "" }
            #expect(
                others.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil }
            )
            seen.formUnion([machine] + others)
        }
        #expect(seen.count == 6)
        try await cluster.settle(after: .seconds(700))
        #expect(try await cluster.list(.nodes).map { $0["status", "nodeInfo"] } == before)
    }
}
