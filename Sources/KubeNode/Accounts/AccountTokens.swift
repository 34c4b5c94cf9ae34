import EngineAPI
import KubeAPI

/// The tokens of service accounts: those that pods find as a file, and those that secrets of the accounts' type hold.
struct AccountTokens: Sendable {
    private static let secretType = "kubernetes.io/service-account-token"

    let api: any ClusterAPI
    let clock: any ClusterClock
    let settings: KubeletSettings

    /// What a pod's token file holds: the same as long as the pod lives.
    func token(for pod: KubeObject) async -> String {
        let name = pod["spec", "serviceAccountName"]?.text ?? "default"
        guard let account = await account(name, pod.namespace) else { return "" }
        let start = pod["metadata", "creationTimestamp"]?.text.flatMap { KubeTime($0) }
        return settings.token(account, start ?? clock.now)
    }

    /// Fills secrets of the accounts' type, until the task is cancelled.
    func fillSecrets() async {
        await ObjectWatch(api: api, clock: clock, type: .secrets).run { change in
            switch change {
            case .all(let secrets): for secret in secrets { await fill(secret) }
            case .one(let event): if event.kind != .deleted { await fill(event.object) }
            }
        }
    }

    private func fill(_ secret: KubeObject) async {
        guard secret["type"]?.text == Self.secretType, secret["data", "token"] == nil,
            let name = secret["metadata", "annotations", "kubernetes.io/service-account.name"]?.text,
            let account = await account(name, secret.namespace)
        else { return }
        let token = settings.token(account, clock.now)
        guard !token.isEmpty else { return }
        let trusted = try? await api.get(
            .configMaps,
            namespace: secret.namespace,
            name: "kube-root-ca.crt"
        )
        let coded = { (text: String?) -> JSON in
            .string(Base64.encode(Array((text ?? "").utf8), forURLs: false))
        }
        let change: JSON = .of([
            "metadata": .of([
                "uid": secret.uid.json,
                "annotations": .of(["kubernetes.io/service-account.uid": account.uid.json]),
            ]),
            "data": .of([
                "ca.crt": coded(trusted?["data", "ca.crt"]?.text), "namespace": coded(secret.namespace),
                "token": coded(token),
            ]),
        ])
        _ = try? await api.patch(
            .secrets,
            namespace: secret.namespace,
            name: secret.name,
            .merge(change),
            subresource: nil,
            WriteOptions("kube-controller-manager")
        )
    }

    private func account(_ name: String, _ namespace: String?) async -> KubeObject? {
        try? await api.get(.serviceAccounts, namespace: namespace, name: name)
    }
}
