import EngineAPI
import EngineSim
import KubeAPI
import KubeNode
import TestKit
import Testing

/// How pods reach each other and services, and how they are reached from outside.
struct PodNetworkTests {
    /// A service with endpoints, as the controllers would make them of pods.
    private func service(
        _ cluster: TestCluster,
        _ name: String,
        _ address: String,
        _ port: Int,
        to pods: [String],
        _ targetPort: Int,
        nodePort: Int? = nil
    ) async throws {
        let node = nodePort.map { #", "nodePort": \#($0)"# } ?? ""
        try await cluster.create(
            .services,
            #"{"metadata": {"name": "\#(name)"}, "spec": {"type": "\#(nodePort == nil ? "ClusterIP" : "NodePort")", "clusterIP": "\#(address)", "ports": [{"port": \#(port), "protocol": "TCP"\#(node)}]}}"#
        )
        var endpoints: [String] = []
        for pod in pods {
            let found = try await cluster.get(pod)
            let hostName = address == "None" ? #""hostname": "\#(pod)", "# : ""
            endpoints.append(
                #"{"addresses": ["\#(found["status", "podIP"]?.text ?? "")"], \#(hostName)"conditions": {"ready": true}}"#
            )
        }
        try await cluster.create(
            .endpointSlices,
            #"""
            {"metadata": {"name": "\#(name)-x", "labels": {"kubernetes.io/service-name": "\#(name)"}},
             "addressType": "IPv4", "ports": [{"name": "", "port": \#(targetPort), "protocol": "TCP"}],
             "endpoints": [\#(endpoints.joined(separator: ", "))]}
            """#
        )
    }

    private func bootcamp(_ cluster: TestCluster, _ names: String...) async throws {
        for name in names {
            try await cluster.pod(
                name,
                #""hostname": "\#(name)", "containers": [{"name": "c", "image": "gcr.io/google-samples/kubernetes-bootcamp:v1"}]"#
            )
        }
        for name in names { try await cluster.wait(name, for: "Running") }
    }

    @Test func aServiceIsReachedByItsNamesAndItsAddress() async throws {
        let cluster = TestCluster()
        try await bootcamp(cluster, "one", "two")
        try await cluster.script("client", "cat")
        try await cluster.wait("client", for: "Running")
        try await service(cluster, "web", "10.96.7.7", 80, to: ["one", "two"], 8080)
        try await cluster.time.pass {
            try await cluster.exec("client", "wget", "-qO-", "http://web").1 == .exited(0)
        }
        var seen: Set<Substring> = []
        for host in ["web", "web.default", "web.default.svc", "web.default.svc.cluster.local", "10.96.7.7"] {
            let (text, end) = try await cluster.exec("client", "wget", "-qO-", "http://\(host)")
            #expect(end == .exited(0), "\(host)")
            let words = text.split(separator: " ")
            #expect(text.hasPrefix("Hello Kubernetes bootcamp! | Running on: "), "\(text)")
            if words.count > 6 { seen.insert(words[6]) }
        }
        #expect(seen == ["one", "two"], "each has its turn")
        #expect(
            try await cluster.exec("client", "cat", "/etc/resolv.conf").0
                == "nameserver 10.96.0.10\nsearch default.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n"
        )
        #expect(try await cluster.exec("client", "cat", "/etc/hosts").0.contains("\tclient\n"))
        // What isn't of the cluster doesn't see any of it.
        var options = ContainerCreation()
        options.config.image = "busybox"
        options.config.cmd = ["wget", "-qO-", "-T", "1", "http://10.96.7.7"]
        let stranger = try await cluster.engine.createContainer(options).id
        _ = try await cluster.engine.startContainer(stranger)
        #expect(try await cluster.engine.waitContainer(stranger, .notRunning).next()?.statusCode != 0)
        await cluster.stop()
    }

    @Test func aServiceWithoutReadyPodsRefuses() async throws {
        let cluster = TestCluster()
        try await cluster.script("client", "cat")
        try await cluster.wait("client", for: "Running")
        try await service(cluster, "web", "10.96.7.7", 80, to: [], 8080)
        try await cluster.time.pass {
            try await cluster.exec("client", "wget", "-qO-", "http://web").0.contains("Connection refused")
        }
        await cluster.stop()
    }

    @Test func hostsOfAHeadlessServiceHaveNames() async throws {
        let cluster = TestCluster()
        try await bootcamp(cluster, "db-0", "db-1")
        try await cluster.script("client", "cat")
        try await cluster.wait("client", for: "Running")
        try await service(cluster, "db", "None", 8080, to: ["db-0", "db-1"], 8080)
        try await cluster.time.pass {
            try await cluster.exec("client", "wget", "-qO-", "http://db:8080").1 == .exited(0)
        }
        for host in ["db-0", "db-1"] {
            let (text, _) = try await cluster.exec("client", "wget", "-qO-", "http://\(host).db:8080")
            #expect(text.contains("Running on: \(host)"))
        }
        await cluster.stop()
    }

    /// What BusyBox 1.36 prints in a pod of a real cluster.
    @Test func namesAreLookedUpAndSaidInFull() async throws {
        let cluster = TestCluster()
        try await cluster.pod(
            "zk-0",
            #"""
            "hostname": "zk-0", "subdomain": "zk", "hostAliases": [{"ip": "10.1.2.3", "hostnames": ["foo.remote", "bar.remote"]}],
            "containers": [{"name": "c", "image": "busybox", "stdin": true, "command": ["cat"]}]
            """#
        )
        try await cluster.wait("zk-0", for: "Running")
        try await service(cluster, "web", "10.96.7.7", 80, to: ["zk-0"], 8080)
        try await cluster.time.pass {
            try await cluster.exec("zk-0", "nslookup", "web").1 == .exited(0)
        }
        for name in ["web", "web.default", "web.default.svc.cluster.local"] {
            #expect(
                try await cluster.exec("zk-0", "nslookup", name).0 == """
                    Server:\t\t10.96.0.10
                    Address:\t10.96.0.10:53

                    Name:\tweb.default.svc.cluster.local
                    Address: 10.96.7.7


                    """
            )
        }
        let full = "zk-0.zk.default.svc.cluster.local"
        #expect(try await cluster.exec("zk-0", "hostname").0 == "zk-0\n")
        #expect(try await cluster.exec("zk-0", "hostname", "-f").0 == full + "\n")
        #expect(try await cluster.exec("zk-0", "hostname", "-d").0 == "zk.default.svc.cluster.local\n")
        let address = try await cluster.get("zk-0")["status", "podIP"]?.text ?? ""
        #expect(
            try await cluster.exec("zk-0", "cat", "/etc/hosts").0 == """
                # Kubernetes-managed hosts file.
                127.0.0.1\tlocalhost
                ::1\tlocalhost ip6-localhost ip6-loopback
                fe00::0\tip6-localnet
                fe00::0\tip6-mcastprefix
                fe00::1\tip6-allnodes
                fe00::2\tip6-allrouters
                \(address)\t\(full)\tzk-0

                # Entries added by HostAliases.
                10.1.2.3\tfoo.remote\tbar.remote

                """
        )
        await cluster.stop()
    }

    @Test func containersOfAPodShareItsNetwork() async throws {
        let cluster = TestCluster()
        try await cluster.pod(
            "both",
            #"""
            "containers": [{"name": "web", "image": "nginx:1.25"},
                {"name": "side", "image": "busybox", "stdin": true, "command": ["cat"]}]
            """#
        )
        try await cluster.wait("both") { Row($0).description == "2/2 Running" }
        let process = try await cluster.kubelet.exec(
            namespace: "default",
            pod: "both",
            command: ["wget", "-qO-", "http://localhost"],
            PodStreamOptions(container: "side")
        )
        var text = ""
        while let piece = try await process.output.next() {
            text += String(decoding: piece.bytes, as: UTF8.self)
        }
        #expect(text.contains("Welcome to nginx!"))
        // The address stays while a container is started anew.
        let address = try await cluster.get("both")["status", "podIP"]?.text
        _ = try await cluster.kubelet.exec(
            namespace: "default",
            pod: "both",
            command: ["kill", "1"],
            PodStreamOptions(container: "web")
        )
        let again = try await cluster.wait("both") { Row($0).description == "2/2 Running 1" }
        #expect(again["status", "podIP"]?.text == address)
        await cluster.stop()
    }

    @Test func aPortIsForwardedAndAPortOfTheNodesLeadsToPods() async throws {
        let cluster = TestCluster()
        try await bootcamp(cluster, "one")
        try await service(cluster, "web", "10.96.7.7", 80, to: ["one"], 8080, nodePort: 30_080)
        try await cluster.time.pass { await cluster.kubelet.nodePorts == [30_080] }
        let forwarded = try await cluster.kubelet.portForward(namespace: "default", pod: "one", port: 8080)
        #expect(try await get(forwarded).contains("Running on: one"))
        try await cluster.time.pass {
            (try? await cluster.kubelet.connect(toNodePort: 30_080)) != nil
        }
        #expect(try await get(cluster.kubelet.connect(toNodePort: 30_080)).contains("Running on: one"))
        do {
            _ = try await cluster.kubelet.portForward(namespace: "default", pod: "one", port: 81)
            Issue.record("nobody listens there")
        } catch { #expect(error.message.hasSuffix("connect: connection refused")) }
        await cluster.stop()
    }

    private func get(_ connection: PodConnection) async throws -> String {
        try await connection.send(Array("GET / HTTP/1.0\r\n\r\n".utf8))
        return String(decoding: try await connection.input.bytes(atMost: 1 << 20), as: UTF8.self)
    }
}
