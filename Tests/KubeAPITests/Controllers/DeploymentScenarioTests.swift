import EngineAPI
import KubeAPI
import Testing

/// Deployments on the store with all controllers, as a lecture shows them.
@Suite struct DeploymentScenarioTests {
    private func deployment(
        _ name: String = "web",
        replicas: Int = 3,
        image: String = "nginx:1.25",
        spec: String = ""
    ) -> String {
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"\(name)"},"spec":{"replicas":\(replicas),\(spec)"progressDeadlineSeconds":600,
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
}
