import Crypto
import EngineAPI
public import KubeAPI

/// The tokens of service accounts: signed names with an end.
public struct ServiceTokens: Sendable {
    private let key = SymmetricKey(size: .bits256)

    /// Makes a key of its own, which is never written anywhere.
    public init() {}

    /// A token that a service account's pods and secrets have: it holds for a year, as those that a real server makes for pods.
    public func token(of account: KubeObject, from start: KubeTime) -> String {
        token(
            namespace: account.namespace ?? "",
            name: account.name,
            uid: account.uid,
            now: start,
            seconds: 365 * 86_400
        )
    }

    /// A token for a service account, as a signed JSON text.
    func token(namespace: String, name: String, uid: String, now: KubeTime, seconds: Int) -> String {
        let start = now.nanoseconds / 1_000_000_000
        let claims = JSON.record([
            "aud": ["https://kubernetes.default.svc.cluster.local"], "exp": start + seconds, "iat": start,
            "iss": "https://kubernetes.default.svc.cluster.local",
            "kubernetes.io": JSON.record([
                "namespace": namespace, "serviceaccount": JSON.record(["name": name, "uid": uid]),
            ]),
            "nbf": start, "sub": "system:serviceaccount:\(namespace):\(name)",
        ])
        let head = JSON.record(["alg": "HS256", "typ": "JWT"])
        let text = Self.part(head.bytes) + "." + Self.part(claims.bytes)
        return text + "."
            + Self.part(Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)))
    }

    /// Whose token it is; nil for one that isn't ours, or whose time is over.
    func user(_ token: String, now: KubeTime) -> KubeUser? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, token.utf8.count < 8192, let code = Base64.decode(String(parts[2])),
            HMAC<SHA256>.isValidAuthenticationCode(
                code,
                authenticating: Array("\(parts[0]).\(parts[1])".utf8),
                using: key
            ),
            let claims = Base64.decode(String(parts[1])).flatMap({ try? JSON($0) }),
            let end = claims["exp"]?.integer, now.nanoseconds / 1_000_000_000 < end,
            let subject = claims["sub"]?.text
        else { return nil }
        return KubeUser(subject, groups: [])
    }

    private static func part(_ bytes: [UInt8]) -> String {
        String(Base64.encode(bytes).prefix { $0 != "=" })
    }
}
