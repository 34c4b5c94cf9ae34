import EngineAPI
import Testing

@testable import KubeAPI

/// What the controllers do about nodes, services, namespaces, volumes and budgets.
@Suite struct ClusterScenarioTests {
    private func pod(_ name: String, _ spec: String = "", labels: String = #"{"app":"web"}"#) -> String {
        """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"\(name)","labels":\(labels)},"spec":{\(spec)
        "containers":[{"name":"c","image":"i","ports":[{"name":"http","containerPort":8080}]}]}}
        """
    }

    private func json(_ text: String) throws -> JSON { try JSON(strictly: Array(text.utf8)) }

    // MARK: - Nodes

    @Test func registersItsNode() async throws {
        let cluster = ControlledCluster()
        try await cluster.settle()
        let node = try await cluster.get(.nodes, "node-1")
        #expect(node.labels["kubernetes.io/hostname"] == "node-1")
        #expect(node.labels["kubernetes.io/arch"] == "amd64")
        #expect(node["status", "nodeInfo", "kubeletVersion"]?.text?.hasPrefix("v1.32.") == true)
        #expect(node.saidCondition("Ready") == "True KubeletReady: kubelet is posting ready status")
        #expect(
            node.saidCondition("DiskPressure")
                == "False KubeletHasNoDiskPressure: kubelet has no disk pressure"
        )
        #expect(node["status", "allocatable", "pods"]?.text == "110")
        #expect(node.spec("taints") == nil)
        let told = try await cluster.events("node-1").sorted()
        #expect(
            told == [
                "Normal NodeAllocatableEnforced kubelet: Updated Node Allocatable limit across pods",
                "Normal NodeHasNoDiskPressure kubelet: Node node-1 status is now: NodeHasNoDiskPressure",
                "Normal NodeHasSufficientMemory kubelet: Node node-1 status is now: NodeHasSufficientMemory",
                "Normal NodeHasSufficientPID kubelet: Node node-1 status is now: NodeHasSufficientPID",
                "Normal NodeReady kubelet: Node node-1 status is now: NodeReady",
                "Normal RegisteredNode node-controller: Node node-1 event: Registered Node node-1 in Controller",
                "Normal Starting kubelet: Starting kubelet.",
            ]
        )
        let lease = try await cluster.store.get(.leases, namespace: "kube-node-lease", name: "node-1")
        #expect(lease["spec", "holderIdentity"]?.text == "node-1")
        try await cluster.settle(after: .seconds(10))
        let renewed = try await cluster.store.get(.leases, namespace: "kube-node-lease", name: "node-1")
        #expect(renewed["spec", "renewTime"]?.text == "2025-01-31T12:00:10.000000Z")
        #expect(try await cluster.get(.nodes, "node-1").resourceVersion == node.resourceVersion)
    }

    @Test func taintsCordonedNodes() async throws {
        let cluster = ControlledCluster()
        try await cluster.settle()
        try await cluster.patch(.nodes, "node-1", #"{"spec":{"unschedulable":true}}"#)
        try await cluster.settle(after: .seconds(1))
        let taint = try await cluster.get(.nodes, "node-1").spec("taints")?.elements?.first
        #expect(taint?["key"]?.text == "node.kubernetes.io/unschedulable")
        #expect(taint?["effect"]?.text == "NoSchedule")
        try await cluster.create(.pods, pod("p"))
        try await cluster.settle(after: .seconds(1))
        #expect(
            try await cluster.get(.pods, "p").saidCondition("PodScheduled")
                == "False Unschedulable: 0/1 nodes are available: 1 node(s) were unschedulable. preemption: "
                + "0/1 nodes are available: 1 Preemption is not helpful for scheduling."
        )
        try await cluster.patch(.nodes, "node-1", #"{"spec":{"unschedulable":null}}"#)
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.get(.nodes, "node-1").spec("taints") == nil)
        #expect(try await cluster.get(.pods, "p")["spec", "nodeName"]?.text == "node-1")
        let events = try await cluster.events("node-1").suffix(2)
        #expect(
            events == [
                "Normal NodeNotSchedulable kubelet: Node node-1 status is now: NodeNotSchedulable",
                "Normal NodeSchedulable kubelet: Node node-1 status is now: NodeSchedulable",
            ]
        )
    }

    @Test func noticesNodesThatFallSilentAndMovesTheirPods() async throws {
        let cluster = ControlledCluster(nodes: [])
        let made = NodeObject(settings: NodeSettings(name: "ghost"))
        _ = try await cluster.store.create(.nodes, namespace: nil, made.object, WriteOptions("test"))
        let status = made.object.with(status: made.status(of: nil, at: cluster.clock.now))
        _ = try await cluster.store.update(
            .nodes,
            namespace: nil,
            status,
            subresource: "status",
            WriteOptions("test")
        )
        try await cluster.create(.pods, pod("p"))
        try await cluster.settle()
        #expect(try await cluster.get(.pods, "p")["spec", "nodeName"]?.text == "ghost")
        try await cluster.settle(after: .seconds(41))
        let node = try await cluster.get(.nodes, "ghost")
        #expect(
            node.saidCondition("Ready") == "Unknown NodeStatusUnknown: Kubelet stopped posting node status."
        )
        #expect(
            node.spec("taints")?.elements?.compactMap { $0["effect"]?.text }.sorted() == [
                "NoExecute", "NoSchedule",
            ]
        )
        // Pods put up with it for five minutes.
        try await cluster.settle(after: .seconds(299))
        #expect(try await cluster.list(.pods).count == 1)
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.list(.pods).isEmpty)
        #expect(
            try await cluster.events("p").contains(
                "Normal TaintManagerEviction taint-eviction-controller: Marking for deletion Pod default/p"
            )
        )
    }

    // MARK: - Services

    private func service(_ spec: String) -> String {
        #"{"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{\#(spec)}}"#
    }

    @Test func knowsTheAddressesBehindAService() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(
            .services,
            service(#""selector":{"app":"web"},"ports":[{"port":80,"targetPort":"http"}]"#)
        )
        try await cluster.settle()
        #expect(try await cluster.get(.endpoints, "web")["subsets"] == nil)
        try await cluster.create(.pods, pod("a"))
        try await cluster.create(.pods, pod("b").replacing(#""image":"i""#, with: #""image":"broken""#))
        try await cluster.create(.pods, pod("c", labels: #"{"app":"other"}"#))
        try await cluster.settle(after: .seconds(1))
        let a = try await cluster.get(.pods, "a")
        let subset = try #require(try await cluster.get(.endpoints, "web")["subsets"]?.elements?.first)
        #expect(subset["addresses"]?.elements?.count == 1)
        let address = try #require(subset["addresses"]?.elements?.first)
        #expect(address["ip"] == a.status("podIP"))
        #expect(address["nodeName"]?.text == "node-1")
        #expect(address["targetRef"]?["uid"]?.text == a.uid)
        #expect(subset["notReadyAddresses"]?.elements?.count == 1)
        #expect(try subset["ports"] == json(#"[{"port":8080,"protocol":"TCP"}]"#))
        let slices = try await cluster.list(.endpointSlices, labels: "kubernetes.io/service-name=web")
        #expect(slices.count == 1)
        #expect(slices[0]["metadata", "ownerReferences"]?.elements?.first?["kind"]?.text == "Service")
        let endpoints = try #require(slices[0]["endpoints"]?.elements)
        #expect(endpoints.compactMap { $0["targetRef"]?["name"]?.text } == ["a", "b"])
        #expect(try endpoints[0]["conditions"] == json(#"{"ready":true,"serving":true,"terminating":false}"#))
        #expect(
            try endpoints[1]["conditions"] == json(#"{"ready":false,"serving":false,"terminating":false}"#)
        )
        try await cluster.delete(.pods, "a")
        try await cluster.delete(.pods, "b")
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.get(.endpoints, "web")["subsets"] == nil)
        try await cluster.delete(.services, "web")
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.list(.endpoints).map(\.name) == ["kubernetes"])
        #expect(try await cluster.list(.endpointSlices).map(\.name) == ["kubernetes"])
    }

    @Test func publishesPodsThatAreNotReadyWhereAsked() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(
            .services,
            service(
                #""selector":{"app":"web"},"clusterIP":"None","publishNotReadyAddresses":true,"ports":[{"port":80}]"#
            )
        )
        try await cluster.create(
            .pods,
            pod("b", #""hostname":"b","subdomain":"web","#).replacing(
                #""image":"i""#,
                with: #""image":"broken""#
            )
        )
        try await cluster.settle()
        let endpoints = try await cluster.get(.endpoints, "web")
        #expect(endpoints.labels["service.kubernetes.io/headless"] == "")
        let address = endpoints["subsets"]?.elements?.first?["addresses"]?.elements?.first
        #expect(address?["hostname"]?.text == "b")
    }

    // MARK: - Namespaces

    @Test func emptiesANamespaceThenLetsItGo() async throws {
        let cluster = ControlledCluster()
        let namespace = KubeObject(
            try json(#"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"x"}}"#)
        )
        _ = try await cluster.store.create(.namespaces, namespace: nil, namespace, WriteOptions("test"))
        try await cluster.settle()
        #expect(
            try await cluster.store.get(.serviceAccounts, namespace: "x", name: "default").name == "default"
        )
        for name in ["web", "other"] {
            let text = """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"\(name)"},"spec":{"replicas":2,
                "selector":{"matchLabels":{"app":"\(name)"}},"template":{"metadata":{"labels":{"app":"\(name)"}},
                "spec":{"containers":[{"name":"c","image":"i"}]}}}}
                """
            _ = try await cluster.store.create(
                .deployments,
                namespace: "x",
                KubeObject(try json(text)),
                WriteOptions("test")
            )
        }
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.store.list(.pods, ObjectQuery(namespace: "x")).items.count == 4)
        _ = try await cluster.store.delete(.namespaces, namespace: nil, name: "x", DeleteOptions())
        try await cluster.settle(after: .seconds(1))
        let left = try await cluster.store.list(.namespaces, ObjectQuery()).items.map(\.name)
        #expect(!left.contains("x"))
        for type in ResourceType.stored where type.isNamespaced {
            #expect(
                try await cluster.store.list(type, ObjectQuery(namespace: "x")).items.isEmpty,
                "\(type.plural)"
            )
        }
    }

    @Test func bringsBackTheDefaultAccount() async throws {
        let cluster = ControlledCluster()
        try await cluster.settle()
        let old = try await cluster.get(.serviceAccounts, "default")
        try await cluster.delete(.serviceAccounts, "default")
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.get(.serviceAccounts, "default").uid != old.uid)
    }

    @Test func collectsWhatNamesAnOwnerThatIsNotThere() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(
            .configMaps,
            """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m","ownerReferences":[
            {"apiVersion":"v1","kind":"Pod","name":"gone","uid":"nobody"}]}}
            """
        )
        try await cluster.settle()
        #expect(!(try await cluster.list(.configMaps).contains { $0.name == "m" }))
    }

    // MARK: - Volumes

    private func claim(_ name: String, _ spec: String, size: String = "1Gi") -> String {
        """
        {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"\(name)"},"spec":{\(spec)
        "accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"\(size)"}}}}
        """
    }

    private func volume(_ name: String, _ size: String, policy: String = "Retain") -> String {
        """
        {"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"\(name)"},"spec":{"storageClassName":"manual",
        "capacity":{"storage":"\(size)"},"accessModes":["ReadWriteOnce"],"persistentVolumeReclaimPolicy":"\(policy)",
        "hostPath":{"path":"/data/\(name)"}}}
        """
    }

    @Test func bindsTheSmallestVolumeThatFits() async throws {
        let cluster = ControlledCluster()
        for (name, size) in [("large", "10Gi"), ("small", "500Mi"), ("middle", "2Gi")] {
            try await cluster.create(.persistentVolumes, volume(name, size))
        }
        try await cluster.settle()
        #expect(try await cluster.get(.persistentVolumes, "large").said("phase") == "Available")
        try await cluster.create(.persistentVolumeClaims, claim("c", #""storageClassName":"manual","#))
        try await cluster.settle(after: .seconds(1))
        let claim = try await cluster.get(.persistentVolumeClaims, "c")
        #expect(claim["spec", "volumeName"]?.text == "middle")
        #expect(claim.said("phase") == "Bound")
        #expect(claim["status", "capacity", "storage"]?.text == "2Gi")
        let bound = try await cluster.get(.persistentVolumes, "middle")
        #expect(bound.said("phase") == "Bound")
        #expect(bound["spec", "claimRef", "name"]?.text == "c")
        try await cluster.delete(.persistentVolumeClaims, "c")
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.list(.persistentVolumeClaims).isEmpty)
        #expect(try await cluster.get(.persistentVolumes, "middle").said("phase") == "Released")
    }

    @Test func makesVolumesOfTheDefaultClassAndProtectsWhatIsUsed() async throws {
        let cluster = ControlledCluster()
        try await cluster.settle()
        let standard = try await cluster.get(.storageClasses, "standard")
        #expect(standard.annotations["storageclass.kubernetes.io/is-default-class"] == "true")
        try await cluster.create(.persistentVolumeClaims, claim("c", ""))
        try await cluster.create(
            .pods,
            pod("p", #""volumes":[{"name":"v","persistentVolumeClaim":{"claimName":"c"}}],"#)
        )
        try await cluster.settle(after: .seconds(1))
        let claim = try await cluster.get(.persistentVolumeClaims, "c")
        #expect(claim["spec", "storageClassName"]?.text == "standard")
        #expect(claim["spec", "volumeName"]?.text == "pvc-\(claim.uid)")
        #expect(claim.said("phase") == "Bound")
        #expect(try await cluster.get(.pods, "p")["spec", "nodeName"]?.text == "node-1")
        try await cluster.delete(.persistentVolumeClaims, "c")
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.get(.persistentVolumeClaims, "c").isBeingDeleted)
        try await cluster.delete(.pods, "p")
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.list(.persistentVolumeClaims).isEmpty)
        #expect(try await cluster.list(.persistentVolumes).isEmpty)
    }

    @Test func saysWhyAClaimIsNotBound() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(.persistentVolumeClaims, claim("fast", #""storageClassName":"fast","#))
        try await cluster.create(.persistentVolumeClaims, claim("none", #""storageClassName":"","#))
        try await cluster.settle()
        #expect(try await cluster.get(.persistentVolumeClaims, "fast").said("phase") == "Pending")
        #expect(
            try await cluster.events("fast").last
                == "Warning ProvisioningFailed persistentvolume-controller: storageclass.storage.k8s.io \"fast\" not found"
        )
        #expect(
            try await cluster.events("none").last
                == "Normal FailedBinding persistentvolume-controller: no persistent volumes available for this claim "
                + "and no storage class is set"
        )
    }

    // MARK: - Policies

    private func deploy(_ cluster: ControlledCluster, replicas: Int) async throws {
        try await cluster.create(
            .deployments,
            """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"replicas":\(replicas),
            "selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
            "spec":{"containers":[{"name":"c","image":"i"}]}}}}
            """
        )
    }

    @Test(arguments: [
        (#""minAvailable":2"#, ["1", "3", "2", "3"]), (#""minAvailable":"50%""#, ["1", "3", "2", "3"]),
        (#""maxUnavailable":1"#, ["1", "3", "2", "3"]), (#""minAvailable":3"#, ["0", "3", "3", "3"]),
        (#""maxUnavailable":"100%""#, ["3", "3", "0", "3"]),
    ])
    func countsWhatABudgetAllows(_ limit: String, _ counts: [String]) async throws {
        let cluster = ControlledCluster()
        try await cluster.create(
            .podDisruptionBudgets,
            """
            {"apiVersion":"policy/v1","kind":"PodDisruptionBudget","metadata":{"name":"web"},
            "spec":{\(limit),"selector":{"matchLabels":{"app":"web"}}}}
            """
        )
        try await deploy(cluster, replicas: 3)
        try await cluster.settle()
        let budget = try await cluster.get(.podDisruptionBudgets, "web")
        #expect(
            ["disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods"].map(budget.said)
                == counts
        )
        #expect(
            budget.saidCondition("DisruptionAllowed")
                == (counts[0] == "0" ? "False InsufficientPods: " : "True SufficientPods: ")
        )
    }
}
