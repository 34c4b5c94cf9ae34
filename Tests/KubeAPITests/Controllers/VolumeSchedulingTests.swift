import EngineAPI
import Testing

@testable import KubeAPI

/// Pods that wait for their volumes, and the claims that pods bring with them.
@Suite struct VolumeSchedulingTests {
    private func pod(_ name: String, _ volume: String) -> String {
        #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"\#(name)"},"spec":{"containers":[{"name":"c","image":"i"}],"#
            + #""volumes":[{"name":"data",\#(volume)}]}}"#
    }

    private func claimed(_ name: String, _ claim: String) -> String {
        pod(name, #""persistentVolumeClaim":{"claimName":"\#(claim)"}"#)
    }

    private func claim(_ name: String, _ mode: String, _ storage: String = "") -> String {
        #"{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"\#(name)"},"spec":{\#(storage)"#
            + #""accessModes":["\#(mode)"],"resources":{"requests":{"storage":"1Gi"}}}}"#
    }

    private func volume(_ name: String, on node: String) -> String {
        #"{"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"\#(name)"},"spec":{"storageClassName":"local","#
            + #""capacity":{"storage":"1Gi"},"accessModes":["ReadWriteOnce"],"local":{"path":"/mnt"},"#
            + #""nodeAffinity":{"required":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"kubernetes.io/hostname","#
            + #""operator":"In","values":["\#(node)"]}]}]}}}}"#
    }

    private let local =
        #"{"apiVersion":"storage.k8s.io/v1","kind":"StorageClass","metadata":{"name":"local"},"#
        + #""provisioner":"kubernetes.io/no-provisioner","volumeBindingMode":"WaitForFirstConsumer"}"#

    private func why(_ cluster: ControlledCluster, _ pod: String) async throws -> String {
        try await cluster.get(.pods, pod).condition("PodScheduled")?["message"]?.text ?? ""
    }

    @Test func aPodWaitsForAVolumeThatNobodyMakes() async throws {
        let cluster = ControlledCluster(nodes: [NodeSettings(name: "node-1"), NodeSettings(name: "node-2")])
        try await cluster.create(.storageClasses, local)
        try await cluster.create(
            .persistentVolumeClaims,
            claim("data", "ReadWriteOnce", #""storageClassName":"local","#)
        )
        try await cluster.create(.pods, claimed("p", "data"))
        try await cluster.settle()
        #expect(
            try await why(cluster, "p")
                == "0/2 nodes are available: 2 node(s) didn't find available persistent volumes to bind. "
                + "preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling."
        )
        try await cluster.create(.persistentVolumes, volume("disk", on: "node-2"))
        try await cluster.settle()
        #expect(try await cluster.get(.pods, "p")["spec", "nodeName"]?.text == "node-2")
        #expect(try await cluster.get(.persistentVolumeClaims, "data").said("phase") == "Bound")
        // One volume isn't enough for two claims.
        try await cluster.create(
            .persistentVolumeClaims,
            claim("more", "ReadWriteOnce", #""storageClassName":"local","#)
        )
        try await cluster.create(.pods, claimed("q", "more"))
        try await cluster.settle()
        #expect(try await cluster.get(.pods, "q").said("phase") == "Pending")
    }

    @Test func aPodAloneHasAClaimThatIsForOne() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.persistentVolumeClaims, claim("data", "ReadWriteOncePod"))
        try await cluster.settle()
        try await cluster.create(.pods, claimed("a", "data"))
        try await cluster.settle()
        try await cluster.create(.pods, claimed("b", "data"))
        try await cluster.settle()
        #expect(try await cluster.get(.pods, "a").said("phase") == "Running")
        #expect(
            try await why(cluster, "b")
                == "0/1 nodes are available: 1 node has pod using PersistentVolumeClaim with the same name and "
                + "ReadWriteOncePod access mode. preemption: 0/1 nodes are available: 1 No preemption victims "
                + "found for incoming pod."
        )
        try await cluster.delete(.pods, "a")
        try await cluster.settle()
        #expect(try await cluster.get(.pods, "b").said("phase") == "Running")
    }

    @Test func aPodBringsItsClaimWithIt() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(
            .pods,
            pod(
                "p",
                #""ephemeral":{"volumeClaimTemplate":{"metadata":{"labels":{"app":"p"}},"spec":{"#
                    + #""accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}}"#
            )
        )
        try await cluster.settle()
        #expect(try await cluster.get(.pods, "p").said("phase") == "Running")
        let claim = try await cluster.get(.persistentVolumeClaims, "p-data")
        #expect(claim.said("phase") == "Bound" && claim.labels["app"] == "p")
        #expect(claim.controller?.kind == "Pod" && claim.controller?.name == "p")
        try await cluster.delete(.pods, "p")
        try await cluster.settle()
        #expect(try await cluster.list(.persistentVolumeClaims).isEmpty)
    }

    @Test func aPodDoesNotTakeAnothersClaimForItsOwn() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.persistentVolumeClaims, claim("p-data", "ReadWriteOnce"))
        try await cluster.settle()
        try await cluster.create(
            .pods,
            pod(
                "p",
                #""ephemeral":{"volumeClaimTemplate":{"spec":{"accessModes":["ReadWriteOnce"],"#
                    + #""resources":{"requests":{"storage":"1Gi"}}}}}"#
            )
        )
        try await cluster.settle()
        #expect(try await cluster.get(.pods, "p").said("phase") == "Pending")
        let problem = "PVC default/p-data was not created for pod default/p (pod is not owner)"
        let events = try await cluster.events("p")
        #expect(
            events.contains("Warning FailedBinding ephemeral_volume: ephemeral volume data: \(problem)"),
            "\(events)"
        )
        try await cluster.delete(.persistentVolumeClaims, "p-data")
        try await cluster.settle()
        #expect(try await cluster.get(.pods, "p").said("phase") == "Running")
    }
}
