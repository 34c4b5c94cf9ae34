import EngineAPI
import Foundation
import KubeAPI

/// A session's part of a real cluster: a namespace with bounds, and an account that can do nothing outside of it.
struct ClusterNamespace: Sendable {
    let program: KubectlProgram
    /// The namespace's name, and the account's.
    let name: String

    init(_ program: KubectlProgram, session: String) {
        self.program = program
        name = "slidectl-\(session)"
    }

    /// Makes the namespace and all that bounds it.
    ///
    /// - Parameter lifetime: How long the account's token holds, in seconds.
    /// - Returns: The kubeconfig of the session's account.
    /// - Throws: ``SandboxError`` with what the cluster said.
    func make(lifetime: Int) async throws(SandboxError) -> String {
        do throws(StatusError) {
            _ = try await program.run(["apply", "--filename=-"], input: manifests)
            let token = try await program.run([
                "create", "token", "student", "--namespace=\(name)", "--duration=\(max(600, lifetime))s",
            ])
            let config = try await program.run(["config", "view", "--minify", "--raw", "--output=json"])
            return try kubeconfig(config, token: String(decoding: token, as: UTF8.self))
        } catch {
            // What was made of it before that would be left: the session ends here.
            _ = await remove()
            throw SandboxError("the cluster gives no namespace: \(error.message)")
        }
    }

    /// Removes the namespace with all that is in it; the cluster goes on with that by itself.
    ///
    /// - Returns: What went wrong; nil where it is gone, or going.
    func remove() async -> String? {
        do throws(StatusError) {
            _ = try await program.run(["delete", "namespace", name, "--ignore-not-found", "--wait=false"])
            return nil
        } catch { return error.message }
    }

    /// The caller's cluster, with the session's account in the caller's place.
    private func kubeconfig(_ config: [UInt8], token: String) throws(StatusError) -> String {
        guard let cluster = (try? JSON(config))?["clusters"]?.elements?.first?["cluster"] else {
            throw StatusError(500, "InternalError", "the kubeconfig names no cluster")
        }
        let named: (String, JSON) -> JSON = { kind, value in
            .array([.object([.init("name", .string("slidectl")), .init(kind, value)])])
        }
        let context: JSON = .object([
            .init("cluster", .string("slidectl")), .init("user", .string("slidectl")),
            .init("namespace", .string(name)),
        ])
        let user: JSON = .object([
            .init("token", .string(token.trimmingCharacters(in: .whitespacesAndNewlines)))
        ])
        let whole: JSON = .object([
            .init("apiVersion", .string("v1")), .init("kind", .string("Config")),
            .init("current-context", .string("slidectl")), .init("clusters", named("cluster", cluster)),
            .init("users", named("user", user)), .init("contexts", named("context", context)),
        ])
        // JSON is YAML.
        return String(decoding: whole.bytes, as: UTF8.self) + "\n"
    }

    /// What bounds a session: how much it may have, who reaches it, what its account may do.
    private var manifests: String {
        """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: \(name)
          labels:
            app.kubernetes.io/managed-by: slidectl
            pod-security.kubernetes.io/enforce: baseline
        ---
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: slidectl, namespace: \(name)}
        spec:
          hard:
            pods: "40"
            services: "20"
            services.loadbalancers: "0"
            persistentvolumeclaims: "10"
            requests.storage: 10Gi
            limits.cpu: "8"
            limits.memory: 8Gi
        ---
        apiVersion: v1
        kind: LimitRange
        metadata: {name: slidectl, namespace: \(name)}
        spec:
          limits:
          - type: Container
            default: {cpu: 500m, memory: 256Mi}
            defaultRequest: {cpu: 50m, memory: 64Mi}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: slidectl, namespace: \(name)}
        spec:
          podSelector: {}
          policyTypes: [Ingress, Egress]
          ingress:
          - from: [{podSelector: {}}]
          egress:
          - to: [{podSelector: {}}]
          - ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: student, namespace: \(name)}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: student, namespace: \(name)}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
        subjects: [{kind: ServiceAccount, name: student, namespace: \(name)}]

        """
    }
}
