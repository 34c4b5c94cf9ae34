import EngineAPI
import KubeAPI
import TestKit
import Testing

@testable import KubeNode

/// What pods ask for and can't have is refused by name; what they ask of the names of hosts they have.
struct PodRefusalTests {
    @Test(arguments: ["hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace"])
    func refusesWhatItDoesNotModel(field: String) async throws {
        let cluster = TestCluster()
        try await cluster.pod("p", #""\#(field)": true, "containers": [{"name": "c", "image": "busybox"}]"#)
        try await cluster.time.pass {
            try await cluster.events("p").contains {
                $0.hasPrefix(
                    "FailedCreatePodSandBox: Failed to create pod sandbox: rpc error: code = Unknown desc = "
                        + "\(field) isn't available in this cluster"
                )
            }
        }
        #expect(Row(try await cluster.get("p")).status == "ContainerCreating")
        await cluster.stop()
    }

    @Test(
        arguments: [
            (
                #""securityContext": {"seccompProfile": {"type": "Localhost", "localhostProfile": "a.json"}}"#,
                "failed to create containerd container: cannot load seccomp profile "
                    + #""/var/lib/kubelet/seccomp/a.json": open /var/lib/kubelet/seccomp/a.json: no such file or directory"#
            ),
            (
                #""securityContext": {"appArmorProfile": {"type": "Localhost", "localhostProfile": "deny"}}"#,
                "failed to get container spec opts: failed to generate apparmor spec opts: apparmor profile not found deny"
            ),
        ]
    )
    func aNodeHasNoProfilesOfItsOwn(context: String, message: String) async throws {
        let cluster = TestCluster()
        try await cluster.script("p", "cat", context)
        let pod = try await cluster.wait("p", for: "CreateContainerError")
        let waiting = pod["status", "containerStatuses"]?.elements?.first?["state"]?["waiting"]
        #expect(waiting?["message"]?.text == message)
        await cluster.stop()
    }

    @Test(
        arguments: [
            (
                #""dnsPolicy": "None", "dnsConfig": {"nameservers": ["1.2.3.4"], "searches": ["my.dns"], "#
                    + #""options": [{"name": "ndots", "value": "2"}, {"name": "edns0"}]}"#,
                "nameserver 1.2.3.4\nsearch my.dns\noptions ndots:2 edns0\n"
            ),
            (
                #""dnsConfig": {"searches": ["my.dns"], "options": [{"name": "ndots", "value": "2"}]}"#,
                "nameserver 10.96.0.10\nsearch default.svc.cluster.local svc.cluster.local cluster.local my.dns\n"
                    + "options ndots:2\n"
            ),
        ]
    )
    func namesAreLookedUpWhereThePodSays(dns: String, file: String) async throws {
        let cluster = TestCluster()
        try await cluster.pod(
            "p",
            #"\#(dns), "containers": [{"name": "c", "image": "busybox", "stdin": true, "command": ["cat"]}]"#
        )
        try await cluster.wait("p", for: "Running")
        #expect(try await cluster.exec("p", "cat", "/etc/resolv.conf").0 == file)
        await cluster.stop()
    }

    @Test func aHostIsCalledByItsNameInFullWhereThePodWantsThat() async throws {
        let cluster = TestCluster()
        try await cluster.pod(
            "p",
            #""hostname": "db", "subdomain": "data", "setHostnameAsFQDN": true, "#
                + #""containers": [{"name": "c", "image": "busybox", "stdin": true, "command": ["cat"]}]"#
        )
        try await cluster.wait("p", for: "Running")
        #expect(try await cluster.exec("p", "hostname").0 == "db.data.default.svc.cluster.local\n")
        await cluster.stop()
    }

    private func object(_ text: String) throws -> KubeObject { KubeObject(try JSON(Array(text.utf8))) }

    @Test func mountsTheClaimThatAPodBrings() throws {
        let pod = try object(
            #"{"metadata": {"name": "p", "namespace": "shop", "uid": "u"}, "spec": {"volumes": [{"name": "v", "ephemeral": {}}]}}"#
        )
        func plan(_ claim: String) throws -> VolumePlan {
            try VolumePlan(pod, prefix: "k8s_", claims: ["p-v": try object(claim)])
        }
        #expect(VolumePlan.claims(of: pod) == ["p-v"])
        let own =
            #"{"metadata": {"name": "p-v", "ownerReferences": [{"uid": "u"}]}, "spec": {"volumeName": "disk"}}"#
        #expect(try plan(own).entries["v"]?.engineName == "k8s_pv_disk")
        let other = #expect(throws: VolumeFailure.self) {
            try plan(#"{"metadata": {"name": "p-v"}, "spec": {"volumeName": "disk"}}"#)
        }
        #expect(other?.why == "PVC shop/p-v was not created for pod shop/p (pod is not owner)")
        let raw = #expect(throws: VolumeFailure.self) {
            try plan(
                #"{"metadata": {"name": "p-v", "ownerReferences": [{"uid": "u"}]}, "spec": {"volumeName": "d", "volumeMode": "Block"}}"#
            )
        }
        #expect(raw?.why == "volumeMode Block isn't available in this cluster")
    }
}
