import KubeAPI
import TestKit
import Testing

@testable import KubeServer

/// Nobody gives away rights that they don't have, and the labels of namespaces are minded.
@Suite(.enabled(if: Kubectl.isThere, "kubectl isn't installed")) struct EscalationTests {
    @Test func nobodyGivesRightsThatTheyDoNotHave() async throws {
        try await withCluster { cluster in
            for (name, verbs) in [("binder", "create,update,patch,get"), ("reader", "get,list")] {
                let resources = name == "binder" ? "clusterrolebindings,roles,clusterroles" : "pods"
                try await cluster.kubectl(
                    "create",
                    "clusterrole",
                    name,
                    "--verb=\(verbs)",
                    "--resource=\(resources)"
                )
                try await cluster.kubectl(
                    "create",
                    "clusterrolebinding",
                    name,
                    "--clusterrole=\(name)",
                    "--user=mallory"
                )
            }
            var run = try await cluster.kubectl(
                "create",
                "clusterrolebinding",
                "pwn",
                "--clusterrole=cluster-admin",
                "--user=mallory",
                "--as=mallory"
            )
            let start = "user \"mallory\" (groups=[\"system:authenticated\"]) is attempting to grant RBAC "
            #expect(
                run.error.contains(
                    "clusterrolebindings.rbac.authorization.k8s.io \"pwn\" is forbidden: \(start)"
                        + "permissions not currently held:\n"
                        + "{APIGroups:[\"*\"], Resources:[\"*\"], Verbs:[\"*\"]}\n{NonResourceURLs:[\"*\"], Verbs:[\"*\"]}\n"
                ),
                "\(run.error)"
            )
            #expect(run.code != 0)
            run = try await cluster.kubectl("auth", "can-i", "delete", "nodes", "--as=mallory")
            #expect(run.output == "no\n")
            // What she has, she may give.
            run = try await cluster.kubectl(
                "create",
                "role",
                "r",
                "--verb=get",
                "--resource=pods",
                "--as=mallory"
            )
            #expect(run.code == 0, "\(run.error)")
            run = try await cluster.kubectl(
                "patch",
                "role",
                "r",
                "--type=json",
                "--as=mallory",
                "-p",
                #"[{"op": "add", "path": "/rules/-", "value": {"apiGroups": [""], "resources": ["secrets"], "verbs": ["get", "list"]}}]"#
            )
            #expect(
                run.error.contains("{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\" \"list\"]}")
            )
            run = try await cluster.kubectl("get", "role", "r", "-o", "jsonpath={.rules[*].resources}")
            #expect(run.output == #"["pods"]"#)
        }
    }

    @Test func whoMayGiveMoreThanTheyHaveDoes() async throws {
        try await withCluster { cluster in
            let role = """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: trusted}
                rules:
                - apiGroups: [rbac.authorization.k8s.io]
                  resources: [clusterrolebindings, roles, clusterroles]
                  verbs: [create, bind, escalate]

                """
            try await cluster.kubectl("create", "-f", "-", input: role)
            try await cluster.kubectl(
                "create",
                "clusterrolebinding",
                "trusted",
                "--clusterrole=trusted",
                "--user=trudy"
            )
            var run = try await cluster.kubectl(
                "create",
                "clusterrolebinding",
                "more",
                "--clusterrole=cluster-admin",
                "--user=bob",
                "--as=trudy"
            )
            #expect(run.code == 0, "\(run.error)")
            run = try await cluster.kubectl(
                "create",
                "role",
                "r",
                "--verb=get",
                "--resource=secrets",
                "--as=trudy"
            )
            #expect(run.code == 0, "\(run.error)")
        }
    }

    @Test func theLevelsOfNamespacesAreMinded() async throws {
        try await withCluster { cluster in
            let label = "pod-security.kubernetes.io/enforce"
            var run = try await cluster.kubectl("label", "namespace", "default", "\(label)=strict")
            #expect(
                run.error
                    == "The Namespace \"default\" is invalid: metadata.labels[\(label)]: Invalid value: \"strict\": "
                    + "must be one of privileged, baseline, restricted\n"
            )
            try await cluster.kubectl("run", "web", "--image=nginx")
            run = try await cluster.kubectl("label", "namespace", "default", "\(label)=restricted")
            #expect(run.code == 0)
            #expect(
                run.error
                    == "Warning: existing pods in namespace \"default\" violate the new PodSecurity enforce level "
                    + "\"restricted:latest\"\nWarning: web: allowPrivilegeEscalation != false, unrestricted "
                    + "capabilities, runAsNonRoot != true, seccompProfile\n"
            )
            run = try await cluster.kubectl("create", "deployment", "d", "--image=nginx")
            #expect(run.code == 0)
            #expect(run.error.hasPrefix("Warning: would violate PodSecurity \"restricted:latest\": allow"))
            run = try await cluster.kubectl("run", "more", "--image=nginx")
            #expect(run.error.contains("is forbidden: violates PodSecurity \"restricted:latest\": "))
        }
    }
}
