import KubeAPI
import TestKit
import Testing

@testable import KubeServer

/// Who may do what, as the real kubectl asks and is told.
@Suite(.enabled(if: Kubectl.isThere, "kubectl isn't installed")) struct AccessTests {
    @Test func rolesGiveRights() async throws {
        try await withCluster { cluster in
            var run = try await cluster.kubectl("auth", "can-i", "create", "deployments")
            #expect(run.output == "yes\n")
            run = try await cluster.kubectl("get", "pods", "--as=bob")
            #expect(
                run.error
                    == "Error from server (Forbidden): pods is forbidden: User \"bob\" cannot list resource \"pods\" "
                    + "in API group \"\" in the namespace \"default\"\n"
            )
            try await cluster.kubectl("create", "role", "reader", "--verb=get,list", "--resource=pods")
            try await cluster.kubectl("create", "rolebinding", "b", "--role=reader", "--user=bob")
            run = try await cluster.kubectl("get", "pods", "--as=bob")
            #expect(run.error == "No resources found in default namespace.\n")
            run = try await cluster.kubectl("auth", "can-i", "delete", "pods", "--as=bob")
            #expect(run.output == "no\n")
            run = try await cluster.kubectl("delete", "pod", "p", "--as=bob")
            #expect(
                run.error
                    == "Error from server (Forbidden): pods \"p\" is forbidden: User \"bob\" cannot delete resource "
                    + "\"pods\" in API group \"\" in the namespace \"default\"\n"
            )
            run = try await cluster.kubectl("auth", "whoami", "-o", "jsonpath={.status.userInfo.username}")
            #expect(run.output == "kubernetes-admin")
        }
    }

    @Test func showsTheRolesThatEveryClusterHas() async throws {
        try await withCluster { cluster in
            var run = try await cluster.kubectl("get", "clusterroles", "-o", "name")
            #expect(
                run.rows
                    == ["admin", "cluster-admin", "edit", "view"].map {
                        "clusterrole.rbac.authorization.k8s.io/\($0)"
                    }
            )
            run = try await cluster.kubectl("get", "clusterrolebindings")
            #expect(run.rows.last?.hasPrefix("cluster-admin ClusterRole/cluster-admin") == true)
            run = try await cluster.kubectl("describe", "clusterrole", "view")
            #expect(run.output.contains("\n  deployments.apps/scale "))
            #expect(run.output.contains("\n  pods/log "))
            #expect(!run.output.contains("secrets"))
            try await cluster.kubectl("create", "rolebinding", "b", "--clusterrole=view", "--user=bob")
            run = try await cluster.kubectl("auth", "can-i", "get", "pods", "--as=bob")
            #expect(run.output == "yes\n")
            run = try await cluster.kubectl("auth", "can-i", "get", "secrets", "--as=bob")
            #expect(run.output == "no\n")
        }
    }

    /// The token of a service account is good for what its roles allow, and for nothing else.
    @Test func tokensAreOfTheirAccounts() async throws {
        try await withCluster { cluster in
            let token = try await cluster.kubectl("create", "token", "default").output.split(separator: "\n")
            let held = try #require(token.first.map(String.init))
            let answer = try await cluster.get("/api/v1/namespaces/default/pods", bearer: held)
            #expect(answer.status == 403)
            #expect(answer.text.contains("system:serviceaccount:default:default"))
            let changed = try await cluster.get("/version", bearer: held + "x")
            #expect(changed.status == 401)
        }
    }

    @Test func asksForItsToken() async throws {
        try await withCluster(access: .token("s3cret")) { cluster in
            let cases = [
                ("/api/v1/pods", nil, 401), ("/api/v1/pods", "other", 401), ("/api/v1/pods", "s3cret", 200),
                ("/dashboard", nil, 401), ("/dashboard?token=s3cret", nil, 200),
                ("/api/v1/pods?token=s3cret", nil, 401),
            ]
            for (path, token, status) in cases {
                let answer = try await cluster.get(path, bearer: token)
                #expect(answer.status == status, "\(path)")
            }
        }
    }
}
