import EngineAPI
import Testing

@testable import KubeAPI

/// Deployments on the store with all controllers, as a lecture shows them.
@Suite struct DeploymentScenarioTests {
    private func deployment(
        _ name: String = "web",
        replicas: Int = 3,
        image: String = "nginx:1.25",
        spec: String = ""
    ) -> String {
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"\(name)"},"spec":{"replicas":\(replicas),\(spec)
        "selector":{"matchLabels":{"app":"\(name)"}},"template":{"metadata":{"labels":{"app":"\(name)"}},
        "spec":{"containers":[{"name":"nginx","image":"\(image)"}]}}}}
        """
    }

    @Test func bringsADeploymentUp() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.deployments, deployment())
        try await cluster.settle()

        let deployment = try await cluster.get(.deployments, "web")
        #expect(deployment.annotations["deployment.kubernetes.io/revision"] == "1")
        #expect(
            ["observedGeneration", "replicas", "updatedReplicas", "readyReplicas", "availableReplicas"]
                .map(deployment.said) == ["1", "3", "3", "3", "3"]
        )
        #expect(deployment.said("unavailableReplicas") == "-")
        let set = try #require(try await cluster.list(.replicaSets).first)
        #expect(
            deployment.saidCondition("Available")
                == "True MinimumReplicasAvailable: Deployment has minimum availability."
        )
        #expect(
            deployment.saidCondition("Progressing")
                == "True NewReplicaSetAvailable: ReplicaSet \"\(set.name)\" has successfully progressed."
        )
        let hash = try #require(set.labels["pod-template-hash"])
        #expect(set.name == "web-\(hash)")
        #expect(set["spec", "selector", "matchLabels", "pod-template-hash"]?.text == hash)
        #expect(set.annotations["deployment.kubernetes.io/desired-replicas"] == "3")
        #expect(set.annotations["deployment.kubernetes.io/max-replicas"] == "4")
        let pods = try await cluster.list(.pods)
        #expect(pods.count == 3)
        for pod in pods {
            #expect(pod.name.hasPrefix("\(set.name)-"))
            #expect(pod["metadata", "generateName"]?.text == "\(set.name)-")
            #expect(pod.labels["pod-template-hash"] == hash)
            #expect(pod["spec", "nodeName"]?.text == "node-1")
            #expect(pod.saidCondition("PodScheduled") == "True")
        }
        #expect(
            try await cluster.events("web").filter { !$0.contains(" kubelet:") }.prefix(1)
                == [
                    "Normal ScalingReplicaSet deployment-controller: Scaled up replica set \(set.name) from 0 to 3"
                ]
        )
        let name = pods[0].name
        #expect(
            try await cluster.events(name) == [
                "Normal Scheduled default-scheduler: Successfully assigned default/\(name) to node-1"
            ]
        )
        #expect(
            try await cluster.events(set.name).filter { $0.contains("replicaset-controller") }.contains(
                "Normal SuccessfulCreate replicaset-controller: Created pod: \(name)"
            )
        )
    }

    /// Sizes of the replica sets as events tell them, without the sets' hashes.
    private func scalings(_ cluster: ControlledCluster) async throws -> [String] {
        let sets = try await cluster.list(.replicaSets)
            .sorted { ($0.annotations[Self.revision] ?? "") < ($1.annotations[Self.revision] ?? "") }
        return try await cluster.events("web").filter { $0.contains("ScalingReplicaSet") }.map { text in
            var text = String(text.split(separator: ": ", maxSplits: 1)[1])
            for (index, set) in sets.enumerated() { text.replace(set.name, with: "rs\(index + 1)") }
            return text
        }
    }

    private static let revision = "deployment.kubernetes.io/revision"

    @Test func rollsOutStepByStep() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.deployments, deployment(replicas: 4))
        try await cluster.settle()
        try await cluster.patch(
            .deployments,
            "web",
            #"{"metadata":{"annotations":{"kubernetes.io/change-cause":"new"}}}"#
        )
        let containers =
            #"{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:1.27"}]}}}}"#
        try await cluster.patch(.deployments, "web", containers)
        try await cluster.settle(after: .seconds(5))

        let sets = try await cluster.list(.replicaSets)
        #expect(sets.count == 2)
        #expect(sets.map { $0.spec("replicas")?.integer ?? -1 }.sorted() == [0, 4])
        #expect(Set(sets.compactMap { $0.annotations[Self.revision] }) == ["1", "2"])
        let new = try #require(sets.first { $0.annotations[Self.revision] == "2" })
        #expect(new.annotations["kubernetes.io/change-cause"] == "new")
        #expect(try await cluster.get(.deployments, "web").annotations[Self.revision] == "2")
        let steps = try await scalings(cluster)
        // One more at first, then one less: never fewer than three, never more than five.
        #expect(steps[0] == "Scaled up replica set rs1 from 0 to 4")
        #expect(steps[1] == "Scaled up replica set rs2 from 0 to 1")
        #expect(steps[2] == "Scaled down replica set rs1 from 4 to 3")
        #expect(steps.last == "Scaled down replica set rs1 from 1 to 0")
        #expect(
            try await cluster.list(.pods).allSatisfy {
                $0.spec("containers")?.elements?.first?["image"]?.text == "nginx:1.27"
            }
        )
    }

    @Test func goesBackToAnEarlierRevision() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.deployments, deployment())
        try await cluster.settle()
        let first = try #require(try await cluster.list(.replicaSets).first)
        try await cluster.patch(
            .deployments,
            "web",
            #"{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:1.27"}]}}}}"#
        )
        try await cluster.settle(after: .seconds(5))
        // As `rollout undo` does: the old set's template without its hash, members in another order.
        var template = KubeObject(try #require(first.spec("template")))
        template["metadata", "labels", "pod-template-hash"] = nil
        let change = JSON.array([
            .object([
                .init("op", .string("replace")), .init("path", .string("/spec/template")),
                .init("value", .object((template.json.members ?? []).reversed())),
            ])
        ])
        _ = try await cluster.store.patch(
            .deployments,
            namespace: "default",
            name: "web",
            .json(change),
            subresource: nil,
            WriteOptions("kubectl-rollout")
        )
        try await cluster.settle(after: .seconds(5))

        let sets = try await cluster.list(.replicaSets)
        #expect(sets.count == 2)
        let reused = try #require(sets.first { $0.name == first.name })
        #expect(reused.spec("replicas")?.integer == 3)
        #expect(reused.annotations[Self.revision] == "3")
        #expect(reused.annotations["deployment.kubernetes.io/revision-history"] == "1")
        #expect(Set(sets.compactMap { $0.annotations[Self.revision] }) == ["2", "3"])
    }

    @Test func keepsTheOldPodsWhileTheNewAreNotReadyAndSaysWhenTimeIsUp() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(
            .deployments,
            deployment(replicas: 4, spec: #""progressDeadlineSeconds":60,"#)
        )
        try await cluster.settle()
        try await cluster.patch(
            .deployments,
            "web",
            #"{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"broken"}]}}}}"#
        )
        try await cluster.settle(after: .seconds(5))
        var deployment = try await cluster.get(.deployments, "web")
        #expect(
            ["replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas"]
                .map(deployment.said) == ["5", "2", "3", "3", "2"]
        )
        let name = try #require(
            try await cluster.list(.replicaSets).first { $0.annotations[Self.revision] == "2" }?.name
        )
        #expect(
            deployment.saidCondition("Progressing")
                == "True ReplicaSetUpdated: ReplicaSet \"\(name)\" is progressing."
        )
        try await cluster.settle(after: .seconds(61))
        deployment = try await cluster.get(.deployments, "web")
        #expect(
            deployment.saidCondition("Progressing")
                == "False ProgressDeadlineExceeded: ReplicaSet \"\(name)\" has timed out progressing."
        )
        #expect(deployment.saidCondition("Available").hasPrefix("True MinimumReplicasAvailable"))
    }

    @Test func pausesAndResumes() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.deployments, deployment())
        try await cluster.settle()
        try await cluster.patch(.deployments, "web", #"{"spec":{"paused":true}}"#)
        try await cluster.settle(after: .seconds(1))
        #expect(
            try await cluster.get(.deployments, "web").saidCondition("Progressing")
                == "Unknown DeploymentPaused: Deployment is paused"
        )
        try await cluster.patch(
            .deployments,
            "web",
            #"{"spec":{"replicas":5,"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:1.27"}]}}}}"#
        )
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.list(.replicaSets).count == 1)
        #expect(try await cluster.list(.pods).count == 5)
        try await cluster.patch(.deployments, "web", #"{"spec":{"paused":false}}"#)
        try await cluster.settle(after: .seconds(1))
        let deployment = try await cluster.get(.deployments, "web")
        #expect(deployment.saidCondition("Progressing").hasPrefix("True NewReplicaSetAvailable"))
        #expect(deployment.said("updatedReplicas") == "5")
        #expect(try await cluster.list(.replicaSets).count == 2)
    }

    @Test func recreatesOnlyWhenTheOldPodsAreGone() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.deployments, deployment(spec: #""strategy":{"type":"Recreate"},"#))
        try await cluster.settle()
        try await cluster.patch(
            .deployments,
            "web",
            #"{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:1.27"}]}}}}"#
        )
        try await cluster.settle(after: .seconds(5))
        #expect(
            try await scalings(cluster) == [
                "Scaled up replica set rs1 from 0 to 3", "Scaled down replica set rs1 from 3 to 0",
                "Scaled up replica set rs2 from 0 to 3",
            ]
        )
        #expect(try await cluster.get(.deployments, "web").said("availableReplicas") == "3")
    }

    @Test func keepsOnlyAsManyOldSetsAsAsked() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.deployments, deployment(spec: #""revisionHistoryLimit":1,"#))
        try await cluster.settle()
        for version in 1...4 {
            try await cluster.patch(
                .deployments,
                "web",
                #"{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:\#(version)"}]}}}}"#
            )
            try await cluster.settle(after: .seconds(5))
        }
        let sets = try await cluster.list(.replicaSets)
        #expect(sets.compactMap { $0.annotations[Self.revision] }.sorted() == ["4", "5"])
    }

    @Test func waitsUntilPodsHaveBeenReadyLongEnough() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.deployments, deployment(spec: #""minReadySeconds":30,"#))
        try await cluster.settle()
        var deployment = try await cluster.get(.deployments, "web")
        #expect(["readyReplicas", "availableReplicas"].map(deployment.said) == ["3", "-"])
        try await cluster.settle(after: .seconds(30))
        deployment = try await cluster.get(.deployments, "web")
        #expect(deployment.said("availableReplicas") == "3")
    }

    @Test func healsAndScales() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.deployments, deployment())
        try await cluster.settle()
        let victim = try #require(try await cluster.list(.pods).first)
        try await cluster.delete(.pods, victim.name)
        try await cluster.settle(after: .seconds(2))
        var pods = try await cluster.list(.pods)
        #expect(pods.count == 3)
        #expect(!pods.contains { $0.uid == victim.uid })
        try await cluster.patch(.deployments, "web", #"{"spec":{"replicas":1}}"#)
        try await cluster.settle(after: .seconds(2))
        pods = try await cluster.list(.pods)
        #expect(pods.count == 1)
        #expect(try await scalings(cluster).last == "Scaled down replica set rs1 from 3 to 1")
    }

    @Test func saysWhyPodsCannotBeMade() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(
            .resourceQuotas,
            #"{"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"q"},"spec":{"hard":{"pods":"2"}}}"#
        )
        try await cluster.create(.deployments, deployment(replicas: 5))
        try await cluster.settle()
        let deployment = try await cluster.get(.deployments, "web")
        let failure = deployment.saidCondition("ReplicaFailure")
        #expect(failure.hasPrefix("True FailedCreate: pods \"web-"))
        #expect(
            failure.hasSuffix(
                "is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2"
            )
        )
        #expect(try await cluster.list(.pods).count == 2)
        let events = try await cluster.events("web-").filter { $0.contains("FailedCreate") }
        #expect(
            events.allSatisfy {
                $0.hasPrefix("Warning FailedCreate replicaset-controller: Error creating: pods ")
            }
        )
        #expect(!events.isEmpty)
    }

    @Test func deletesWhatADeploymentMade() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.deployments, deployment())
        try await cluster.settle()
        try await cluster.delete(.deployments, "web")
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.list(.replicaSets).isEmpty)
        #expect(try await cluster.list(.pods).isEmpty)
    }

    @Test func deletesDependentsFirstInTheForeground() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.deployments, deployment())
        try await cluster.settle()
        try await cluster.delete(.deployments, "web", DeleteOptions(propagation: .foreground))
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.list(.deployments).isEmpty)
        #expect(try await cluster.list(.replicaSets).isEmpty)
        #expect(try await cluster.list(.pods).isEmpty)
    }

    /// `kubectl delete` looks after its request whether the object is still there, then watches for its end: what has been
    /// made anew under its name before it looks is waited for without end.
    @Test(arguments: [DeleteOptions.Propagation.foreground, .orphan])
    func keepsASetThatIsMadeAnewForAMoment(_ way: DeleteOptions.Propagation) async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.deployments, deployment())
        try await cluster.settle()
        let old = try #require(try await cluster.list(.replicaSets).first)
        try await cluster.delete(.replicaSets, old.name, DeleteOptions(propagation: way))
        try await cluster.settle()
        #expect(try await cluster.list(.replicaSets).map(\.uid) == [old.uid])
        try await cluster.settle(after: .seconds(2))
        try await cluster.settle(after: .seconds(1))
        let new = try await cluster.list(.replicaSets)
        #expect(new.map(\.name) == [old.name] && new[0].uid != old.uid)
        #expect(new[0].said("readyReplicas") == "3")
    }

    @Test func leavesOrphansThatAreAdoptedAgain() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.deployments, deployment())
        try await cluster.settle()
        let set = try #require(try await cluster.list(.replicaSets).first)
        try await cluster.delete(.deployments, "web", DeleteOptions(propagation: .orphan))
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.list(.deployments).isEmpty)
        #expect(try await cluster.get(.replicaSets, set.name)["metadata", "ownerReferences"] == nil)
        #expect(try await cluster.list(.pods).count == 3)
        try await cluster.create(.deployments, deployment())
        try await cluster.settle(after: .seconds(1))
        let sets = try await cluster.list(.replicaSets)
        #expect(sets.map(\.uid) == [set.uid])
        #expect(sets[0]["metadata", "ownerReferences"]?.elements?.count == 1)
    }
}
