import EngineAPI
import EngineSim
import KubeAPI
import KubeNode
import TestKit
import Testing

/// A store, its controllers and the kubelet together.
struct WholeClusterTests {
    private static let deployment = #"""
        {"metadata": {"name": "k8s-bc", "labels": {"app": "k8s-bc"}},
         "spec": {"replicas": 3, "selector": {"matchLabels": {"app": "k8s-bc"}},
            "template": {"metadata": {"labels": {"app": "k8s-bc"}},
                "spec": {"containers": [{"name": "kubernetes-bootcamp", "image": "gcr.io/google-samples/kubernetes-bootcamp:v1"}]}}}}
        """#

    @Test func aDeploymentServesAndIsRolledOut() async throws {
        let cluster = TestCluster()
        let manager = ControllerManager(api: cluster.store, clock: TestClock(cluster.time))
        let controlling = Task { await manager.run() }
        try await cluster.create(.deployments, Self.deployment)
        try await cluster.create(
            .services,
            #"{"metadata": {"name": "web"}, "spec": {"selector": {"app": "k8s-bc"}, "ports": [{"port": 80, "targetPort": 8080}]}}"#
        )
        try await available(cluster, 3)
        try await cluster.time.pass { try await self.call(cluster).contains("v=1") }
        // Each pod has its turn, as soon as the service has heard of all of them.
        try await cluster.time.pass {
            var seen: Set<String> = []
            for _ in 0..<3 { seen.insert(try await self.call(cluster)) }
            return seen.count == 3
        }
        let image =
            #"{"spec": {"template": {"spec": {"containers": [{"name": "kubernetes-bootcamp", "image": "gcr.io/google-samples/kubernetes-bootcamp:v2"}]}}}}"#
        _ = try await cluster.store.patch(
            .deployments,
            namespace: "default",
            name: "k8s-bc",
            .strategic(try JSON(Array(image.utf8))),
            subresource: nil,
            WriteOptions("test")
        )
        try await cluster.time.pass { try await self.call(cluster).contains("v=2") }
        try await cluster.time.pass {
            try await cluster.store.list(.pods, ObjectQuery(namespace: "default")).items.count == 3
        }
        try await available(cluster, 3)
        for _ in 0..<6 { #expect(try await call(cluster).contains("v=2")) }
        // A pod that is deleted has a successor.
        let first = try #require(
            try await cluster.store.list(.pods, ObjectQuery(namespace: "default")).items.first
        )
        _ = try await cluster.store.delete(.pods, namespace: "default", name: first.name, DeleteOptions())
        try await cluster.time.pass {
            let pods = try await cluster.store.list(.pods, ObjectQuery(namespace: "default")).items
            return pods.count == 3 && pods.allSatisfy { $0.uid != first.uid && Row($0).status == "Running" }
        }
        controlling.cancel()
        await controlling.value
        await cluster.stop()
    }

    private func available(_ cluster: TestCluster, _ count: Int) async throws {
        try await cluster.time.pass {
            let found = try await cluster.get("k8s-bc", .deployments)
            return found["status", "availableReplicas"]?.integer == count
                && found["status", "updatedReplicas"]?.integer == count
        }
    }

    /// What the service answers; empty where nobody does.
    private func call(_ cluster: TestCluster) async throws -> String {
        guard
            let connection = try? await cluster.kubelet.connect(
                toService: "web.default.svc.cluster.local",
                port: 80
            )
        else { return "" }
        try await connection.send(Array("GET / HTTP/1.0\r\n\r\n".utf8))
        let text = String(decoding: try await connection.input.bytes(atMost: 1 << 20), as: UTF8.self)
        return text.split(separator: "\n").last.map(String.init) ?? ""
    }
}
