import EngineAPI
import EngineSim
import KubeAPI
import KubeNode
import TestKit
import Testing

/// Pods on an engine that has no places for them: a container holds their network.
struct HolderTests {
    private func cluster() -> TestCluster {
        var settings = KubeletSettings()
        settings.usesHolders = true
        return TestCluster(settings: settings)
    }

    @Test func aHolderKeepsThePodsNetwork() async throws {
        let cluster = cluster()
        try await cluster.create(
            .configMaps,
            #"{"metadata": {"name": "page"}, "data": {"index.html": "<p>from a map</p>"}}"#
        )
        try await cluster.pod(
            "web",
            #"""
            "containers": [{"name": "c", "image": "nginx:1.25", "volumeMounts": [{"name": "v", "mountPath": "/usr/share/nginx/html"}],
                "readinessProbe": {"httpGet": {"port": 80}}},
                {"name": "side", "image": "busybox", "stdin": true, "command": ["cat"]}],
            "volumes": [{"name": "v", "configMap": {"name": "page"}}]
            """#
        )
        let pod = try await cluster.wait("web") { Row($0).description == "2/2 Running" }
        #expect(pod["status", "podIP"]?.text?.hasPrefix("172.") == true)
        let connection = try await cluster.kubelet.portForward(namespace: "default", pod: "web", port: 80)
        try await connection.send(Array("GET / HTTP/1.0\r\n\r\n".utf8))
        let page = String(decoding: try await connection.input.bytes(atMost: 1 << 20), as: UTF8.self)
        #expect(page.hasSuffix("<p>from a map</p>"))
        do {
            _ = try await cluster.kubelet.portForward(namespace: "default", pod: "web", port: 81)
            Issue.record("nobody listens there")
        } catch { #expect(error.message.hasSuffix("connect: connection refused")) }
        await cluster.stop()
        var all = ContainerListQuery()
        all.all = true
        #expect(try await cluster.engine.listContainers(all).isEmpty)
        #expect(
            try await cluster.engine.listNetworks(Filters()).map(\.name).sorted() == [
                "bridge", "host", "none",
            ]
        )
        #expect(try await cluster.engine.listVolumes(Filters()).volumes.isEmpty)
    }

    @Test func whatACrashLeftIsReaped() async throws {
        let cluster = cluster()
        try await cluster.script("app", "cat")
        try await cluster.wait("app", for: "Running")
        // As after a crash: the kubelet doesn't get to take anything away.
        await Kubelet.reap(cluster.engine, prefix: "other_")
        var all = ContainerListQuery()
        all.all = true
        #expect(try await cluster.engine.listContainers(all).count == 2)
        await Kubelet.reap(cluster.engine, prefix: "k8s_")
        #expect(
            try await cluster.engine.listNetworks(Filters()).map(\.name).sorted() == [
                "bridge", "host", "none",
            ]
        )
        await cluster.stop()
    }
}
