import EngineAPI
import EngineSim
import KubeAPI
import KubeNode
import TestKit
import Testing

/// Probes and hooks of pods that run on the embedded engine.
struct ProbeTests {
    @Test func readinessFollowsItsProbe() async throws {
        let cluster = TestCluster()
        try await cluster.pod(
            "web",
            #"""
            "containers": [{"name": "c", "image": "nginx:1.25", "ports": [{"name": "http", "containerPort": 80}],
                "readinessProbe": {"httpGet": {"path": "/ready", "port": "http"}, "periodSeconds": 5}}]
            """#
        )
        try await cluster.time.pass {
            try await cluster.events("web").contains(
                "Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 404"
            )
        }
        #expect(Row(try await cluster.get("web")).description == "0/1 Running")
        _ = try await cluster.exec("web", "sh", "-c", "echo yes > /usr/share/nginx/html/ready")
        try await cluster.wait("web") { Row($0).description == "1/1 Running" }
        _ = try await cluster.exec("web", "rm", "/usr/share/nginx/html/ready")
        try await cluster.wait("web") { Row($0).description == "0/1 Running" }
        await cluster.stop()
    }

    @Test func aContainerThatIsNotAliveIsStartedAgain() async throws {
        let cluster = TestCluster()
        try await cluster.script(
            "app",
            "touch /tmp/healthy; sleep 20; rm /tmp/healthy; cat",
            #""livenessProbe": {"exec": {"command": ["cat", "/tmp/healthy"]}, "initialDelaySeconds": 5, "periodSeconds": 5}"#
        )
        let pod = try await cluster.wait("app") { Row($0).description == "1/1 Running 1" }
        let end = pod["status", "containerStatuses"]?.elements?.first?["lastState"]?["terminated"]
        #expect(end?["exitCode"]?.integer == 137)
        let events = try await cluster.events("app")
        #expect(
            events.contains(
                "Unhealthy: Liveness probe failed: cat: can't open '/tmp/healthy': No such file or directory\n (x3)"
            )
        )
        #expect(events.contains("Killing: Container c failed liveness probe, will be restarted"))
        await cluster.stop()
    }

    @Test func aPortThatNobodyListensOnIsRefused() async throws {
        let cluster = TestCluster()
        try await cluster.script(
            "app",
            "cat",
            #""startupProbe": {"tcpSocket": {"port": 9}, "periodSeconds": 1, "failureThreshold": 2}"#
        )
        try await cluster.wait("app") { Row($0).restarts == 1 }
        let events = try await cluster.events("app")
        #expect(
            events.contains {
                $0.hasPrefix(
                    "Unhealthy: Startup probe failed: dial tcp 10.244.0.2:9: connect: connection refused"
                )
            }
        )
        #expect(events.contains("Killing: Container c failed startup probe, will be restarted"))
        await cluster.stop()
    }

    @Test func aProbeThatTakesTooLongFails() async throws {
        let cluster = TestCluster()
        try await cluster.script(
            "app",
            "cat",
            #""readinessProbe": {"exec": {"command": ["sleep", "100"]}}"#
        )
        try await cluster.time.pass {
            try await cluster.events("app").contains {
                $0.hasPrefix("Unhealthy: Readiness probe failed: command timed out")
            }
        }
        await cluster.stop()
    }

    @Test func hooksRunAfterTheStartAndBeforeTheEnd() async throws {
        let cluster = TestCluster()
        try await cluster.pod(
            "app",
            #"""
            "containers": [{"name": "c", "image": "busybox", "stdin": true, "command": ["sh", "-c", "cat"],
                "volumeMounts": [{"name": "claim", "mountPath": "/data"}],
                "lifecycle": {"postStart": {"exec": {"command": ["sh", "-c", "echo started >> /data/log"]}},
                    "preStop": {"exec": {"command": ["sh", "-c", "echo stopping >> /data/log"]}}}}],
            "volumes": [{"name": "claim", "persistentVolumeClaim": {"claimName": "data"}}]
            """#
        )
        try await cluster.create(
            .persistentVolumeClaims,
            #"{"metadata": {"name": "data"}, "spec": {"volumeName": "disk-1", "accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}}"#
        )
        try await cluster.wait("app", for: "Running")
        _ = try await cluster.store.delete(
            .pods,
            namespace: "default",
            name: "app",
            DeleteOptions(gracePeriodSeconds: 2)
        )
        try await cluster.time.pass { try await cluster.store.list(.pods, ObjectQuery()).items.isEmpty }
        // What lies in a claim is there for the next pod.
        try await cluster.pod(
            "next",
            #"""
            "restartPolicy": "Never",
            "containers": [{"name": "c", "image": "busybox", "command": ["cat", "/data/log"],
                "volumeMounts": [{"name": "claim", "mountPath": "/data"}]}],
            "volumes": [{"name": "claim", "persistentVolumeClaim": {"claimName": "data"}}]
            """#
        )
        try await cluster.wait("next", for: "Completed")
        #expect(try await cluster.log("next") == "started\nstopping\n")
        await cluster.stop()
    }
}
