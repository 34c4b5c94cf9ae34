import EngineAPI
import EngineSim
import Foundation
import KubeAPI
import KubeNode
import SimShell
import Testing

@testable import LabSandbox

/// The session's cluster runs the pods of its own node, and no others.
struct NodeOwnershipTests {
    @Test func aPodOfANodeThatIsNotThereWaits() async throws {
        let engine = SimulatedEngine(
            configuration: EngineConfiguration(
                catalog: ImageCatalog([]),
                programs: Coreutils.programs,
                time: EngineTime(ContinuousClock(), from: WallTime(nanoseconds: 1_800_000_000_000_000_000))
            )
        )
        let cluster = EmbeddedCluster(
            engine: engine,
            fabric: engine,
            settings: KubeletSettings(),
            authority: "",
            nodePorts: NodePorts(address: "127.0.0.1", ports: ClusterPorts())
        )
        let api = try await cluster.running().api
        for (name, node) in [("lost", "node01"), ("found", EmbeddedCluster.node.name)] {
            let pod = JSON.object([
                .init("metadata", .object([.init("name", .string(name))])),
                .init(
                    "spec",
                    .object([
                        .init("nodeName", .string(node)),
                        .init(
                            "containers",
                            .array([.object([.init("name", .string("c")), .init("image", .string("x"))])])
                        ),
                    ])
                ),
            ])
            _ = try await api.create(.pods, namespace: "default", KubeObject(pod), WriteOptions("test"))
        }
        func statuses(_ name: String) async throws -> Int {
            let pod = try await api.get(.pods, namespace: "default", name: name)
            return pod["status", "containerStatuses"]?.elements?.count ?? 0
        }
        let end = ContinuousClock.now.advanced(by: .seconds(20))
        while try await statuses("found") == 0, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try await statuses("found") == 1)
        #expect(try await statuses("lost") == 0)
        await cluster.end()
        await engine.stop()
    }
}
