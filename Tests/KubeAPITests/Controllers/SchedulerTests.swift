import EngineAPI
import Testing

@testable import KubeAPI

@Suite struct SchedulerTests {
    private func pod(
        _ name: String = "p",
        _ spec: String = "",
        labels: String = "{}",
        requests: String = "{}"
    ) throws
        -> KubeObject
    {
        KubeObject(
            try JSON(
                strictly: Array(
                    """
                    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"\(name)","namespace":"default","uid":"\(name)",
                    "labels":\(labels)},"spec":{\(spec)"containers":[{"name":"c","image":"i","resources":{"requests":\(requests)}}]}}
                    """.utf8
                )
            )
        )
    }

    private func node(_ settings: NodeSettings) -> KubeObject {
        let made = NodeObject(settings: settings)
        var node = made.object.with(status: made.status(of: nil, at: KubeTime(nanoseconds: 0)))
        node["metadata", "uid"] = settings.name.json
        return node
    }

    private func place(_ pod: KubeObject, _ others: [KubeObject]) -> Placement.Outcome {
        Placement(pod, PodFacts(pod), ObjectCache(others)).decide()
    }

    private func refused(_ reasons: String, helps: Bool = false) -> Placement.Outcome {
        let why =
            helps
            ? "No preemption victims found for incoming pod" : "Preemption is not helpful for scheduling"
        return .refused(
            "0/1 nodes are available: 1 \(reasons). preemption: 0/1 nodes are available: 1 \(why)."
        )
    }

    @Test func findsRoomAndSaysWhatIsMissing() throws {
        let one = node(NodeSettings(name: "n", cpu: "2", memory: "1Gi", pods: 2))
        #expect(place(try pod(requests: #"{"cpu":"2"}"#), [one]) == .node("n"))
        #expect(
            place(try pod(requests: #"{"cpu":"2001m"}"#), [one]) == refused("Insufficient cpu", helps: true)
        )
        var placed = try pod("a", requests: #"{"cpu":"1500m"}"#)
        placed["spec", "nodeName"] = "n".json
        #expect(place(try pod(requests: #"{"cpu":"500m","memory":"1Gi"}"#), [one, placed]) == .node("n"))
        #expect(
            place(try pod(requests: #"{"cpu":"501m","memory":"2Gi"}"#), [one, placed])
                == .refused(
                    "0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory. preemption: 0/1 nodes are "
                        + "available: 1 No preemption victims found for incoming pod."
                )
        )
        var second = try pod("b")
        second["spec", "nodeName"] = "n".json
        #expect(place(try pod(), [one, placed, second]) == refused("Too many pods", helps: true))
        second["status", "phase"] = "Succeeded".json
        #expect(place(try pod(), [one, placed, second]) == .node("n"))
    }

    @Test func saysThatThereAreNoNodes() throws {
        #expect(place(try pod(), []) == .refused("no nodes available to schedule pods"))
    }

    @Test func mindsTaintsLabelsAndCordons() throws {
        let tainted = node(NodeSettings(name: "n", taints: ["gpu=yes:NoSchedule"]))
        #expect(place(try pod(), [tainted]) == refused("node(s) had untolerated taint {gpu: yes}"))
        let toleration =
            #""tolerations":[{"key":"gpu","operator":"Equal","value":"yes","effect":"NoSchedule"}],"#
        #expect(place(try pod("p", toleration), [tainted]) == .node("n"))
        let all = #""tolerations":[{"operator":"Exists"}],"#
        #expect(place(try pod("p", all), [tainted]) == .node("n"))

        let plain = node(NodeSettings(name: "n"))
        let unmatched = "node(s) didn't match Pod's node affinity/selector"
        #expect(place(try pod("p", #""nodeSelector":{"disk":"ssd"},"#), [plain]) == refused(unmatched))
        let labelled = node(NodeSettings(name: "n", labels: ["disk": "ssd", "size": "7"]))
        #expect(place(try pod("p", #""nodeSelector":{"disk":"ssd"},"#), [labelled]) == .node("n"))
        func affinity(_ expression: String) -> String {
            """
            "affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[
            {"matchExpressions":[\(expression)]}]}}},
            """
        }
        for (expression, matches) in [
            (#"{"key":"disk","operator":"In","values":["hdd","ssd"]}"#, true),
            (#"{"key":"disk","operator":"NotIn","values":["ssd"]}"#, false),
            (#"{"key":"size","operator":"Gt","values":["6"]}"#, true),
            (#"{"key":"size","operator":"Lt","values":["6"]}"#, false),
            (#"{"key":"zone","operator":"DoesNotExist"}"#, true),
        ] {
            #expect(
                place(try pod("p", affinity(expression)), [labelled])
                    == (matches ? .node("n") : refused(unmatched))
            )
        }

        var cordoned = plain
        cordoned["spec", "unschedulable"] = true.json
        #expect(place(try pod(), [cordoned]) == refused("node(s) were unschedulable"))
    }

    @Test func countsEachNodesReasons() throws {
        let small = node(NodeSettings(name: "a", cpu: "1"))
        let tainted = node(NodeSettings(name: "b", taints: ["k=v:NoExecute"]))
        var cordoned = node(NodeSettings(name: "c"))
        cordoned["spec", "unschedulable"] = true.json
        let smaller = node(NodeSettings(name: "d", cpu: "500m"))
        #expect(
            place(try pod(requests: #"{"cpu":"2"}"#), [small, tainted, cordoned, smaller])
                == .refused(
                    "0/4 nodes are available: 1 node(s) had untolerated taint {k: v}, 1 node(s) were unschedulable, "
                        + "2 Insufficient cpu. preemption: 0/4 nodes are available: 2 No preemption victims found for "
                        + "incoming pod, 2 Preemption is not helpful for scheduling."
                )
        )
    }

    @Test func keepsPodsTogetherAndApart() throws {
        let nodes = ["a", "b"].map { node(NodeSettings(name: $0, labels: ["zone": "z\($0)"])) }
        var web = try pod("web", labels: #"{"app":"web"}"#)
        web["spec", "nodeName"] = "b".json
        func affinity(_ kind: String, _ app: String, _ key: String = "zone") -> String {
            """
            "affinity":{"\(kind)":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"\(key)",
            "labelSelector":{"matchLabels":{"app":"\(app)"}}}]}},
            """
        }
        #expect(place(try pod("p", affinity("podAffinity", "web")), nodes + [web]) == .node("b"))
        #expect(place(try pod("p", affinity("podAntiAffinity", "web")), nodes + [web]) == .node("a"))
        #expect(
            place(try pod("p", affinity("podAffinity", "db")), [nodes[0]])
                == refused("node(s) didn't match pod affinity rules")
        )
        // The first of a group that wants to be together may go anywhere.
        #expect(
            place(try pod("p", affinity("podAffinity", "db"), labels: #"{"app":"db"}"#), [nodes[0]])
                == .node("a")
        )
        var loner = try pod("loner", affinity("podAntiAffinity", "web", "kubernetes.io/hostname"))
        loner["spec", "nodeName"] = "a".json
        #expect(
            place(try pod("p", labels: #"{"app":"web"}"#), [nodes[0], loner])
                == refused("node(s) didn't satisfy existing pods anti-affinity rules", helps: true)
        )
        #expect(
            place(try pod("p", affinity("podAntiAffinity", "web")), [nodes[1], web])
                == refused("node(s) didn't match pod anti-affinity rules", helps: true)
        )
    }

    @Test func spreadsPodsAndPrefersTheEmptierNode() throws {
        let nodes = ["a", "b"].map { node(NodeSettings(name: $0)) }
        var taken = try pod("x", requests: #"{"cpu":"4"}"#)
        taken["spec", "nodeName"] = "a".json
        #expect(place(try pod(requests: #"{"cpu":"1"}"#), nodes + [taken]) == .node("b"))
        let constraint = """
            "topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"kubernetes.io/hostname",
            "whenUnsatisfiable":"DoNotSchedule","labelSelector":{"matchLabels":{"app":"web"}}}],
            """
        var web = try pod("web", labels: #"{"app":"web"}"#)
        web["spec", "nodeName"] = "b".json
        #expect(
            place(try pod("p", constraint, labels: #"{"app":"web"}"#), nodes + [web, taken]) == .node("a")
        )
        let preference = """
            "affinity":{"nodeAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":50,
            "preference":{"matchExpressions":[{"key":"kubernetes.io/hostname","operator":"In","values":["a"]}]}}]}},
            """
        #expect(place(try pod("p", preference), nodes + [taken]) == .node("a"))
    }

    @Test func waitsForClaims() throws {
        let volumes = #""volumes":[{"name":"v","persistentVolumeClaim":{"claimName":"data"}}],"#
        let one = node(NodeSettings(name: "n"))
        #expect(
            place(try pod("p", volumes), [one])
                == .refused(
                    "0/1 nodes are available: persistentvolumeclaim \"data\" not found. preemption: 0/1 nodes are "
                        + "available: 1 Preemption is not helpful for scheduling."
                )
        )
        let claim = KubeObject(
            try JSON(
                strictly: Array(
                    #"{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"data","namespace":"default"},"spec":{}}"#
                        .utf8
                )
            )
        )
        #expect(
            place(try pod("p", volumes), [one, claim])
                == .refused(
                    "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/1 nodes "
                        + "are available: 1 Preemption is not helpful for scheduling."
                )
        )
        var bound = claim
        bound["spec", "volumeName"] = "pv".json
        #expect(place(try pod("p", volumes), [one, bound]) == .node("n"))
    }

    @Test func takesNoPortTwice() throws {
        let one = node(NodeSettings(name: "n"))
        var first = try pod("a")
        first["spec", "containers"] = try JSON(
            strictly: Array(#"[{"name":"c","image":"i","ports":[{"containerPort":80,"hostPort":80}]}]"#.utf8)
        )
        var second = first
        second["metadata", "name"] = "b".json
        second["metadata", "uid"] = "b".json
        first["spec", "nodeName"] = "n".json
        #expect(
            place(second, [one, first])
                == refused("node(s) didn't have free ports for the requested pod ports", helps: true)
        )
    }

    // MARK: - In a cluster

    @Test func triesAgainWhenRoomComes() async throws {
        let cluster = ControlledCluster(nodes: [NodeSettings(name: "node-1", cpu: "1")])
        for name in ["a", "b"] {
            try await cluster.create(
                .pods,
                """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"\(name)"},"spec":{"containers":[
                {"name":"c","image":"i","resources":{"requests":{"cpu":"600m"}}}]}}
                """
            )
            try await cluster.settle()
        }
        let message =
            "0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: "
            + "1 No preemption victims found for incoming pod."
        #expect(
            try await cluster.get(.pods, "b").saidCondition("PodScheduled")
                == "False Unschedulable: \(message)"
        )
        #expect(try await cluster.events("b") == ["Warning FailedScheduling default-scheduler: \(message)"])
        let event = try #require(
            try await cluster.list(.events).first { $0["involvedObject", "name"]?.text == "b" }
        )
        #expect(event["reportingComponent"]?.text == "default-scheduler")
        #expect(event["action"]?.text == "Scheduling")
        try await cluster.delete(.pods, "a")
        try await cluster.settle(after: .seconds(1))
        #expect(try await cluster.get(.pods, "b").saidCondition("PodScheduled") == "True")
        #expect(
            try await cluster.events("b").last
                == "Normal Scheduled default-scheduler: Successfully assigned default/b to node-1"
        )
    }

    @Test func spreadsAReplicaSetOverNodes() async throws {
        let cluster = ControlledCluster(nodes: (1...3).map { NodeSettings(name: "node-\($0)") })
        try await cluster.create(
            .replicaSets,
            """
            {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"web"},"spec":{"replicas":6,
            "selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
            "spec":{"containers":[{"name":"c","image":"i"}]}}}}
            """
        )
        try await cluster.settle()
        let nodes = try await cluster.list(.pods).compactMap { $0["spec", "nodeName"]?.text }
        #expect(nodes.sorted() == ["node-1", "node-1", "node-2", "node-2", "node-3", "node-3"])
    }
}
