import EngineAPI
import EngineSim
import KubeAPI
import KubeNode
import TestKit
import Testing

/// The course of pods that run on the embedded engine, as `kubectl get pods -w` shows it.
struct PodLifeTests {
    @Test func aPodRunsAndTellsHowItCameToIt() async throws {
        let cluster = TestCluster()
        let rows = try await Rows(cluster.store, "web")
        try await cluster.pod("web", #""containers": [{"name": "nginx", "image": "nginx:1.25"}]"#)
        let pod = try await cluster.wait("web", for: "Running")
        let seen = await rows.first(3)
        #expect(seen == ["0/1 Pending", "0/1 ContainerCreating", "1/1 Running"])
        let conditions = pod["status", "conditions"]?.elements ?? []
        #expect(
            conditions.map { "\($0["type"]?.text ?? "")=\($0["status"]?.text ?? "")" } == [
                "PodReadyToStartContainers=True", "Initialized=True", "Ready=True", "ContainersReady=True",
                "PodScheduled=True",
            ]
        )
        #expect(pod["status", "qosClass"]?.text == "BestEffort")
        #expect(pod["status", "podIP"]?.text == "10.244.0.2")
        let container = try #require(pod["status", "containerStatuses"]?.elements?.first)
        #expect(container["containerID"]?.text?.hasPrefix("containerd://") == true)
        #expect(container["image"] == .string("docker.io/library/nginx:1.25"))
        #expect(container["imageID"]?.text?.hasPrefix("docker.io/library/nginx@sha256:") == true)
        #expect(container["lastState"] == .object([]) && container["started"] == .bool(true))
        let events = try await cluster.events("web")
        #expect(events.count == 4 && events[0] == "Pulling: Pulling image \"nginx:1.25\"")
        #expect(
            events[1].wholeMatch(
                of:
                    /Pulled: Successfully pulled image "nginx:1.25" in \S+ \(\S+ including waiting\)\. Image size: \d+ bytes\./
            ) != nil
        )
        #expect(
            events[2...] == ["Created: Created container: nginx", "Started: Started container nginx"]
        )
        await cluster.stop()
    }

    @Test func aContainerThatFailsIsStartedAgainWithBackOff() async throws {
        let cluster = TestCluster()
        let rows = try await Rows(cluster.store, "bad")
        try await cluster.script("bad", "echo hello; exit 1")
        let pod = try await cluster.wait("bad") { Row($0).restarts == 3 && Row($0).status == "Error" }
        let seen = await rows.first(11)
        #expect(
            seen == [
                "0/1 Pending", "0/1 ContainerCreating", "1/1 Running", "0/1 Error", "1/1 Running 1",
                "0/1 Error 1", "0/1 CrashLoopBackOff 1", "1/1 Running 2", "0/1 Error 2",
                "0/1 CrashLoopBackOff 2", "1/1 Running 3",
            ]
        )
        let messages = try await cluster.events("bad").filter { $0.hasPrefix("BackOff") }
        #expect(
            messages == [
                "BackOff: Back-off restarting failed container c in pod bad_default(\(pod.uid)) (x2)"
            ]
        )
        #expect(try await cluster.log("bad") == "hello\n")
        #expect(try await cluster.log("bad", PodLogQuery(previous: true)) == "hello\n")
        let waiting = try await cluster.wait("bad", for: "CrashLoopBackOff")
        let state = waiting["status", "containerStatuses"]?.elements?.first
        #expect(
            state?["state"]?["waiting"]?["message"]?.text
                == "back-off 40s restarting failed container=c pod=bad_default(\(pod.uid))"
        )
        #expect(state?["lastState"]?["terminated"]?["exitCode"]?.integer == 1)
        await cluster.stop()
    }

    @Test(
        arguments: [
            ("Never", "exit 0", "Completed", "Succeeded"), ("Never", "exit 3", "Error", "Failed"),
            ("OnFailure", "exit 0", "Completed", "Succeeded"),
        ]
    )
    func aPodEndsAsItsPolicySays(policy: String, script: String, status: String, phase: String) async throws {
        let cluster = TestCluster()
        try await cluster.pod(
            "job",
            #""restartPolicy": "\#(policy)", "containers": [{"name": "c", "image": "busybox", "command": ["sh", "-c", "\#(script)"]}]"#
        )
        let pod = try await cluster.wait("job") { $0["status", "phase"]?.text == phase }
        #expect(Row(pod).description == "0/1 \(status)")
        let over = try await cluster.wait("job") { pod in
            (pod["status", "conditions"]?.elements ?? []).contains {
                $0["type"]?.text == "PodReadyToStartContainers" && $0["status"]?.text == "False"
            }
        }
        let ready = over["status", "conditions"]?.elements?.first { $0["type"]?.text == "Ready" }
        #expect(ready?["reason"]?.text == (phase == "Failed" ? "PodFailed" : "PodCompleted"))
        await cluster.stop()
    }

    @Test func initContainersRunInOrder() async throws {
        let cluster = TestCluster()
        let rows = try await Rows(cluster.store, "app")
        try await cluster.pod(
            "app",
            #"""
            "initContainers": [
                {"name": "a", "image": "busybox", "command": ["sh", "-c", "echo one >> /data/log"],
                 "volumeMounts": [{"name": "v", "mountPath": "/data"}]},
                {"name": "b", "image": "busybox", "command": ["sh", "-c", "echo two >> /data/log"],
                 "volumeMounts": [{"name": "v", "mountPath": "/data"}]}],
            "containers": [{"name": "c", "image": "busybox", "stdin": true, "command": ["sh", "-c", "cat /data/log; cat"],
                 "volumeMounts": [{"name": "v", "mountPath": "/data"}]}],
            "volumes": [{"name": "v", "emptyDir": {}}]
            """#
        )
        try await cluster.wait("app", for: "Running")
        try await cluster.time.pass { try await cluster.log("app").hasSuffix("two\n") }
        #expect(try await cluster.log("app") == "one\ntwo\n")
        var seen = await rows.first(7).map { $0.replacing("0/1 ", with: "").replacing("1/1 ", with: "") }
        seen = seen.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        #expect(seen == ["Pending", "Init:0/2", "Init:1/2", "PodInitializing", "Running"])
        await cluster.stop()
    }

    /// Where an init container ends a pod, `kubectl get pods` says `Init:Error`, which it reads from this condition.
    @Test func aPodWhoseBeginningFailsWasNeverInitialized() async throws {
        let cluster = TestCluster()
        try await cluster.pod(
            "app",
            #"""
            "restartPolicy": "Never", "initContainers": [{"name": "a", "image": "busybox", "command": ["sh", "-c", "exit 4"]}],
            "containers": [{"name": "c", "image": "busybox"}]
            """#
        )
        let pod = try await cluster.wait("app") { $0["status", "phase"]?.text == "Failed" }
        let condition = pod["status", "conditions"]?.elements?.first { $0["type"]?.text == "Initialized" }
        #expect(condition?["status"]?.text == "False")
        #expect(condition?["message"]?.text == "containers with incomplete status: [a]")
        await cluster.stop()
    }

    @Test func anImageThatIsNotThereBacksOff() async throws {
        let cluster = TestCluster()
        let rows = try await Rows(cluster.store, "web")
        try await cluster.pod("web", #""containers": [{"name": "c", "image": "nginx:9.9.9"}]"#)
        try await cluster.wait("web", for: "ImagePullBackOff")
        try await cluster.time.pass { await rows.rows.count >= 6 }
        let seen = await rows.first(6)
        #expect(
            seen == [
                "0/1 Pending", "0/1 ContainerCreating", "0/1 ErrImagePull", "0/1 ImagePullBackOff",
                "0/1 ErrImagePull", "0/1 ImagePullBackOff",
            ]
        )
        let said =
            "rpc error: code = NotFound desc = failed to pull and unpack image \"docker.io/library/nginx:9.9.9\": "
            + "failed to resolve reference \"docker.io/library/nginx:9.9.9\": docker.io/library/nginx:9.9.9: not found"
        let message = try await cluster.get("web")["status", "containerStatuses"]?.elements?.first?["state"]?[
            "waiting"
        ]?["message"]?.text
        #expect(message == "Back-off pulling image \"nginx:9.9.9\": ErrImagePull: \(said)")
        #expect(
            try await cluster.events("web") == [
                "Pulling: Pulling image \"nginx:9.9.9\" (x2)",
                "Failed: Failed to pull image \"nginx:9.9.9\": \(said) (x2)",
                "Failed: Error: ErrImagePull (x2)",
                "BackOff: Back-off pulling image \"nginx:9.9.9\" (x2)",
                "Failed: Error: ImagePullBackOff (x2)",
            ]
        )
        do {
            _ = try await cluster.log("web")
            Issue.record("there is no log yet")
        } catch let error as StatusError {
            #expect(
                error.message
                    == "container \"c\" in pod \"web\" is waiting to start: trying and failing to pull image"
            )
        }
        // The image is replaced, and the pod doesn't wait any longer.
        let patch = try JSON(Array(#"{"spec": {"containers": [{"name": "c", "image": "nginx:1.25"}]}}"#.utf8))
        _ = try await cluster.store.patch(
            .pods,
            namespace: "default",
            name: "web",
            .strategic(patch),
            subresource: nil,
            WriteOptions("test")
        )
        try await cluster.wait("web", for: "Running")
        await cluster.stop()
    }

    @Test func whatCannotStartSaysWhy() async throws {
        let cluster = TestCluster()
        let rows = try await Rows(cluster.store, "odd")
        try await cluster.pod(
            "odd",
            #""containers": [{"name": "c", "image": "busybox", "command": ["nosuch"]}]"#
        )
        try await cluster.pod("upper", #""containers": [{"name": "c", "image": "Nginx:1.25"}]"#)
        try await cluster.pod(
            "config",
            #""containers": [{"name": "c", "image": "busybox", "stdin": true, "command": ["cat"], "envFrom": [{"configMapRef": {"name": "missing"}}]}]"#
        )
        try await cluster.wait("odd", for: "CrashLoopBackOff")
        let seen = await rows.first(5)
        #expect(
            seen == [
                "0/1 Pending", "0/1 ContainerCreating", "0/1 RunContainerError", "0/1 RunContainerError 1",
                "0/1 CrashLoopBackOff 1",
            ]
        )
        let end = try await cluster.get("odd")["status", "containerStatuses"]?.elements?.first?["lastState"]?[
            "terminated"
        ]
        #expect(end?["exitCode"]?.integer == 128 && end?["reason"]?.text == "StartError")
        #expect(
            end?["message"]?.text?.hasSuffix("exec: \"nosuch\": executable file not found in $PATH: unknown")
                == true
        )
        try await cluster.wait("upper", for: "InvalidImageName")
        #expect(
            try await cluster.events("upper").contains(
                "InspectFailed: Failed to apply default image tag \"Nginx:1.25\": couldn't parse image name \"Nginx:1.25\": "
                    + "invalid reference format: repository name (library/Nginx) must be lowercase"
            )
        )
        try await cluster.wait("config", for: "CreateContainerConfigError")
        #expect(
            try await cluster.events("config").contains {
                $0.hasPrefix("Failed: Error: configmap \"missing\" not found")
            }
        )
        try await cluster.create(.configMaps, #"{"metadata": {"name": "missing"}, "data": {"A": "1"}}"#)
        try await cluster.wait("config", for: "Running")
        #expect(try await cluster.exec("config", "sh", "-c", "echo $A").0 == "1\n")
        await cluster.stop()
    }

    @Test func aMissingSecretKeepsAPodFromStarting() async throws {
        let cluster = TestCluster()
        try await cluster.pod(
            "web",
            #"""
            "containers": [{"name": "c", "image": "busybox", "stdin": true, "command": ["cat"],
                "volumeMounts": [{"name": "v", "mountPath": "/etc/keys"}]}],
            "volumes": [{"name": "v", "secret": {"secretName": "keys", "defaultMode": 256}}]
            """#
        )
        try await cluster.time.pass {
            try await cluster.events("web").contains {
                $0.hasPrefix(
                    "FailedMount: MountVolume.SetUp failed for volume \"v\" : secret \"keys\" not found"
                )
            }
        }
        #expect(Row(try await cluster.get("web")).description == "0/1 ContainerCreating")
        try await cluster.create(.secrets, #"{"metadata": {"name": "keys"}, "data": {"user": "YWRh"}}"#)
        try await cluster.wait("web", for: "Running")
        #expect(try await cluster.exec("web", "cat", "/etc/keys/user").0 == "ada")
        #expect(try await cluster.exec("web", "sh", "-c", "echo x > /etc/keys/user").1 != .exited(0))
        await cluster.stop()
    }

    @Test func tooMuchMemoryKillsAContainer() async throws {
        let cluster = TestCluster()
        let rows = try await Rows(cluster.store, "big")
        try await cluster.pod(
            "big",
            #""containers": [{"name": "c", "image": "mysql:8.0", "env": [{"name": "MYSQL_ROOT_PASSWORD", "value": "x"}], "resources": {"limits": {"memory": "16Mi"}}}]"#
        )
        let pod = try await cluster.wait("big", for: "OOMKilled")
        let end = pod["status", "containerStatuses"]?.elements?.first?["state"]?["terminated"]
        #expect(end?["exitCode"]?.integer == 137)
        #expect(pod["status", "qosClass"]?.text == "Burstable")
        #expect(await rows.until("0/1 OOMKilled").suffix(2) == ["1/1 Running", "0/1 OOMKilled"])
        await cluster.stop()
    }

    /// What containerd says of a program whose room is too small to begin in.
    @Test func tooLittleMemoryStartsNothing() async throws {
        let cluster = TestCluster()
        let limits = #""resources": {"limits": {"memory": "5Mi"}}"#
        try await cluster.script("small", "echo hi", limits)
        let pod = try await cluster.wait("small", for: "CrashLoopBackOff")
        let end = pod["status", "containerStatuses"]?.elements?.first?["lastState"]?["terminated"]
        #expect(end?["reason"]?.text == "StartError" && end?["exitCode"]?.integer == 128)
        #expect(
            end?["message"]?.text
                == "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: "
                + "unable to start container process: container init was OOM-killed (memory limit too low?): unknown"
        )
        await cluster.stop()
    }

    /// Else `kubectl delete pod` waits without end: it looks again after its request, and finds another of this name.
    @Test func aPodWhoseNameComesBackStaysForAMoment() async throws {
        let cluster = TestCluster()
        let owner =
            #""ownerReferences": [{"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "db", "uid": "u", "controller": true}]"#
        try await cluster.pod(
            "db-0",
            #""containers": [{"name": "c", "image": "busybox", "stdin": true, "command": ["cat"]}]"#,
            metadata: owner
        )
        try await cluster.wait("db-0", for: "Running")
        let began = cluster.time.now
        _ = try await cluster.store.delete(
            .pods,
            namespace: "default",
            name: "db-0",
            DeleteOptions(gracePeriodSeconds: 1)
        )
        try await cluster.time.pass { try await cluster.store.list(.pods, ObjectQuery()).items.isEmpty }
        #expect(began.duration(to: cluster.time.now) >= .seconds(2))
        await cluster.stop()
    }

    @Test func aDeletedPodEndsInItsTime() async throws {
        let cluster = TestCluster()
        try await cluster.script("quick", "trap 'echo bye; exit 0' TERM; while true; do sleep 1; done")
        try await cluster.script("slow", "trap '' TERM; while true; do sleep 1; done")
        try await cluster.wait("quick", for: "Running")
        try await cluster.wait("slow", for: "Running")
        let rows = try await Rows(cluster.store, "quick")
        for name in ["quick", "slow"] {
            let held = try await cluster.store.delete(
                .pods,
                namespace: "default",
                name: name,
                DeleteOptions(gracePeriodSeconds: 5)
            )
            #expect(held != nil)
        }
        try await cluster.time.pass { try await cluster.store.list(.pods, ObjectQuery()).items.isEmpty }
        #expect(await rows.until("0/1 Terminating").last == "0/1 Terminating")
        #expect(try await cluster.events("slow").last == "Killing: Stopping container c")
        var all = ContainerListQuery()
        all.all = true
        #expect(try await cluster.engine.listContainers(all).isEmpty)
        #expect(try await cluster.engine.listVolumes(Filters()).volumes.isEmpty)
        await cluster.stop()
    }

    @Test func theEndOfAClusterTakesEverythingAway() async throws {
        let cluster = TestCluster()
        for name in ["a", "b", "c"] { try await cluster.script(name, "cat") }
        for name in ["a", "b", "c"] { try await cluster.wait(name, for: "Running") }
        await cluster.stop()
        var all = ContainerListQuery()
        all.all = true
        #expect(try await cluster.engine.listContainers(all).isEmpty)
        #expect(try await cluster.engine.listVolumes(Filters()).volumes.isEmpty)
    }

    @Test func aPodHasOnlyUntilItsDeadline() async throws {
        let cluster = TestCluster()
        try await cluster.pod(
            "late",
            #""activeDeadlineSeconds": 30, "terminationGracePeriodSeconds": 1, "containers": [{"name": "c", "image": "busybox", "stdin": true, "command": ["cat"]}]"#
        )
        let pod = try await cluster.wait("late") { $0["status", "phase"]?.text == "Failed" }
        #expect(pod["status", "reason"]?.text == "DeadlineExceeded")
        #expect(
            pod["status", "message"]?.text == "Pod was active on the node longer than the specified deadline"
        )
        await cluster.stop()
    }

    /// As `kubectl debug` does it.
    @Test func aContainerIsPutBesideOnesThatRun() async throws {
        let cluster = TestCluster()
        try await cluster.script("web", "cat")
        try await cluster.wait("web", for: "Running")
        let beside =
            #"{"spec": {"ephemeralContainers": [{"name": "look", "image": "busybox", "targetContainerName": "c", "command": ["sh", "-c", "ps; exit 3"]}]}}"#
        _ = try await cluster.store.patch(
            .pods,
            namespace: "default",
            name: "web",
            .strategic(try JSON(Array(beside.utf8))),
            subresource: "ephemeralcontainers",
            WriteOptions("test")
        )
        let pod = try await cluster.wait("web") {
            $0["status", "ephemeralContainerStatuses"]?.elements?.first?["state"]?["terminated"] != nil
        }
        let end = pod["status", "ephemeralContainerStatuses"]?.elements?.first?["state"]?["terminated"]
        #expect(end?["exitCode"]?.integer == 3)
        #expect(try await cluster.log("web", PodLogQuery(container: "look")).contains(" cat\n"))
        // The pod goes on as if nothing had been.
        #expect("\(Row(pod))" == "1/1 Running")
        await cluster.stop()
    }
}
