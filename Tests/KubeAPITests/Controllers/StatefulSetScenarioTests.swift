import EngineAPI
import Testing

@testable import KubeAPI

@Suite struct StatefulSetScenarioTests {
    private func set(replicas: Int = 3, image: String = "redis:7", spec: String = "") -> String {
        """
        {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db"},"spec":{"replicas":\(replicas),\(spec)
        "serviceName":"db","selector":{"matchLabels":{"app":"db"}},"template":{"metadata":{"labels":{"app":"db"}},
        "spec":{"containers":[{"name":"redis","image":"\(image)","volumeMounts":[{"name":"data","mountPath":"/data"}]}]}},
        "volumeClaimTemplates":[{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],
        "resources":{"requests":{"storage":"1Gi"}}}}]}}
        """
    }

    private func patchImage(_ cluster: ControlledCluster, _ image: String) async throws {
        let containers = #"[{"name":"redis","image":"\#(image)"}]"#
        try await cluster.patch(
            .statefulSets,
            "db",
            #"{"spec":{"template":{"spec":{"containers":\#(containers)}}}}"#
        )
    }

    /// What the controller told of pods, in order: `create db-0`.
    private func podSteps(_ cluster: ControlledCluster) async throws -> [String] {
        try await cluster.events("db").filter {
            $0.contains("statefulset-controller: ") && $0.contains(" Pod ")
        }
        .filter { !$0.contains("Claim") }
        .map { text in
            let words = text.split(separator: " ")
            return "\(words[3]) \(words[5])"
        }
    }

    @Test func makesPodsInOrderEachWithItsClaim() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.statefulSets, set())
        try await cluster.settle()
        let pods = try await cluster.list(.pods)
        #expect(pods.map(\.name) == ["db-0", "db-1", "db-2"])
        #expect(try await podSteps(cluster) == ["create db-0", "create db-1", "create db-2"])
        #expect(
            try await cluster.events("db").contains(
                "Normal SuccessfulCreate statefulset-controller: create Pod db-0 in StatefulSet db successful"
            )
        )
        let set = try await cluster.get(.statefulSets, "db")
        let revision = set.said("updateRevision")
        #expect(revision.hasPrefix("db-"))
        #expect(set.said("currentRevision") == revision)
        #expect(
            ["replicas", "readyReplicas", "availableReplicas", "currentReplicas", "updatedReplicas"].map(
                set.said
            )
                == ["3", "3", "3", "3", "3"]
        )
        let pod = pods[1]
        #expect(pod.labels["apps.kubernetes.io/pod-index"] == "1")
        #expect(pod.labels["statefulset.kubernetes.io/pod-name"] == "db-1")
        #expect(pod.labels["controller-revision-hash"] == revision)
        #expect(pod["spec", "hostname"]?.text == "db-1")
        #expect(pod["spec", "subdomain"]?.text == "db")
        let claims = try await cluster.list(.persistentVolumeClaims)
        #expect(claims.map(\.name) == ["data-db-0", "data-db-1", "data-db-2"])
        #expect(claims.allSatisfy { $0.said("phase") == "Bound" })
        let volumes = pod.spec("volumes")?.elements ?? []
        #expect(volumes.contains { $0["persistentVolumeClaim"]?["claimName"]?.text == "data-db-1" })
        let history = try await cluster.list(.controllerRevisions)
        #expect(history.map(\.name) == [revision])
        #expect(history[0]["data", "spec", "template", "$patch"]?.text == "replace")
    }

    @Test func waitsForEachPodToBeReady() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.statefulSets, set(image: "broken"))
        try await cluster.settle()
        #expect(try await cluster.list(.pods).map(\.name) == ["db-0"])
        let parallel = ControlledCluster()
        try await parallel.create(
            .statefulSets,
            set(image: "broken", spec: #""podManagementPolicy":"Parallel","#)
        )
        try await parallel.settle()
        #expect(try await parallel.list(.pods).count == 3)
    }

    @Test func rollsOutFromTheHighestDownAndKeepsThePartition() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(
            .statefulSets,
            set(spec: #""updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":1}},"#)
        )
        try await cluster.settle()
        let old = try await cluster.get(.statefulSets, "db").said("currentRevision")
        try await patchImage(cluster, "redis:8")
        try await cluster.settle(after: .seconds(1))
        // A repeated event stands where it was told last.
        #expect(
            try await podSteps(cluster) == [
                "create db-0", "delete db-2", "create db-2", "delete db-1", "create db-1",
            ]
        )
        let set = try await cluster.get(.statefulSets, "db")
        #expect(["currentReplicas", "updatedReplicas", "readyReplicas"].map(set.said) == ["1", "2", "3"])
        #expect(set.said("currentRevision") == old)
        #expect(set.said("updateRevision") != old)
        // What goes below the partition comes back as it was.
        try await cluster.delete(.pods, "db-0")
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.get(.pods, "db-0").labels["controller-revision-hash"] == old)
        try await cluster.patch(
            .statefulSets,
            "db",
            #"{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}"#
        )
        try await cluster.settle(after: .seconds(1))
        let done = try await cluster.get(.statefulSets, "db")
        #expect(done.said("currentRevision") == done.said("updateRevision"))
        #expect(done.said("currentReplicas") == "3")
    }

    @Test func scalesDownInReverseAndKeepsTheClaims() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.statefulSets, set())
        try await cluster.settle()
        try await cluster.patch(.statefulSets, "db", #"{"spec":{"replicas":1}}"#)
        try await cluster.settle(after: .seconds(1))
        #expect(try await podSteps(cluster).dropFirst(3) == ["delete db-2", "delete db-1"])
        #expect(try await cluster.list(.persistentVolumeClaims).count == 3)
    }

    @Test func deletesItsPodsWithIt() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.statefulSets, set())
        try await cluster.settle()
        try await cluster.delete(.statefulSets, "db")
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.list(.pods).isEmpty)
        #expect(try await cluster.list(.controllerRevisions).isEmpty)
        #expect(try await cluster.list(.persistentVolumeClaims).count == 3)
        // A claim that nobody uses goes, and its volume with it.
        try await cluster.delete(.persistentVolumeClaims, "data-db-0")
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.list(.persistentVolumeClaims).count == 2)
        #expect(try await cluster.list(.persistentVolumes).count == 2)
    }

    @Test(arguments: ["redis:7", "redis:8"])
    func takesInWhatWasLeftBehind(image: String) async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.statefulSets, set(replicas: 2))
        try await cluster.settle()
        let uids = Set(try await cluster.list(.pods).map(\.uid))
        try await cluster.delete(.statefulSets, "db", DeleteOptions(propagation: .orphan))
        try await cluster.settle(after: .seconds(1))
        #expect(Set(try await cluster.list(.pods).map(\.uid)) == uids)
        try await cluster.create(.statefulSets, set(replicas: 3, image: image))
        try await cluster.settle(after: .seconds(1))
        let pods = try await cluster.list(.pods)
        #expect(pods.map(\.name) == ["db-0", "db-1", "db-2"])
        let done = try await cluster.get(.statefulSets, "db")
        #expect(["readyReplicas", "updatedReplicas", "currentReplicas"].map(done.said) == ["3", "3", "3"])
        #expect(Set(pods.map(\.uid)).isSuperset(of: uids) == (image == "redis:7"))
        let history = try await cluster.list(.controllerRevisions)
        #expect(history.count == (image == "redis:7" ? 1 : 2))
        #expect(history.allSatisfy { $0.controller?.uid == done.uid })
    }

    @Test func findsAnotherNameWhereSomebodyElseHasItsRevisions() async throws {
        let first = ControlledCluster()
        try await first.create(.statefulSets, set())
        try await first.settle()
        let name = try #require(try await first.list(.controllerRevisions).first).name
        let cluster = ControlledCluster()
        try await cluster.create(
            .controllerRevisions,
            #"{"apiVersion":"apps/v1","kind":"ControllerRevision","metadata":{"name":"\#(name)"},"revision":1}"#
        )
        try await cluster.create(.statefulSets, set())
        try await cluster.settle()
        #expect(try await cluster.list(.pods).count == 3)
        let revision = try await cluster.get(.statefulSets, "db").said("updateRevision")
        #expect(revision.hasPrefix("db-") && revision != name)
    }
}
