import EngineAPI
import HTTPWire
import Testing

@testable import KubeServer

/// What a server says of what it does all the same.
struct WarningTests {
    /// Makes an object, and expects what the server says of it.
    private func create(_ path: String, _ body: String, warnings: [String]) async throws {
        try await withCluster { cluster in
            let answer = try await cluster.post(path, body)
            #expect(answer.status == 201, "\(answer.text)")
            let quoted = warnings.map { "299 - \"\($0.replacing("\"", with: "\\\""))\"" }
            #expect(answer.head.fields.values("Warning") == quoted)
        }
    }

    @Test func namesAreHostNames() async throws {
        let pod = #"""
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a.b"}, "spec": {"containers": [{"name": "c", "image":
            "i"}]}}
            """#
        try await create(
            "/api/v1/namespaces/default/pods",
            pod,
            warnings: [
                "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is "
                    + "recommended: [must not contain dots]"
            ]
        )
    }

    @Test func labelsOfNodesHaveOtherNamesNow() async throws {
        let pod = #"""
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"nodeSelector": {"beta.kubernetes.io/os":
            "linux", "beta.kubernetes.io/arch": "amd64"}, "containers": [{"name": "c", "image": "i"}]}}
            """#
        try await create(
            "/api/v1/namespaces/default/pods",
            pod,
            warnings: ["arch", "os"].map {
                "spec.nodeSelector[beta.kubernetes.io/\($0)]: deprecated since v1.14; use \"kubernetes.io/\($0)\" instead"
            }
        )
    }

    @Test func anIngressNamesItsClassInAField() async throws {
        let ingress = #"""
            {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": {"name": "i", "annotations":
            {"kubernetes.io/ingress.class": "nginx"}}, "spec": {"defaultBackend": {"service": {"name": "w", "port":
            {"number": 80}}}}}
            """#
        try await create(
            "/apis/networking.k8s.io/v1/namespaces/default/ingresses",
            ingress,
            warnings: [
                "annotation \"kubernetes.io/ingress.class\" is deprecated, please use 'spec.ingressClassName' instead"
            ]
        )
    }
}
