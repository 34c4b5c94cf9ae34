import Crypto
import HTTPWire
import KubeAPI

/// Who may connect to a server.
public enum KubeAccess: Sendable {
    /// Everybody who reaches it, as the session's own user: for a socket or a network namespace of the session's own.
    case open
    /// Those who have the token.
    case token(String)

    /// Whose request it is.
    ///
    /// - Throws: ``StatusError`` 401 for those who aren't known, 403 for those who'd like to be somebody else.
    func user(
        of head: HTTPRequestHead,
        _ tokens: ServiceTokens,
        now: KubeTime
    ) throws(StatusError) -> KubeUser {
        let user = try identified(head, tokens, now)
        guard let name = head.fields["Impersonate-User"], !name.isEmpty else { return user }
        guard user.isAdmin else {
            throw StatusError(
                403,
                "Forbidden",
                "users \"\(name)\" is forbidden: User \"\(user.name)\" cannot impersonate resource \"users\" in API "
                    + "group \"\" at the cluster scope",
                name: name,
                kind: "users"
            )
        }
        return KubeUser(name, groups: head.fields.values("Impersonate-Group"))
    }

    private func identified(
        _ head: HTTPRequestHead,
        _ tokens: ServiceTokens,
        _ now: KubeTime
    ) throws(StatusError) -> KubeUser {
        let field = head.fields["Authorization"] ?? Self.queryToken(head).map { "Bearer " + $0 }
        guard let field else {
            if case .open = self { return .admin }
            throw .unauthorized
        }
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw .unauthorized }
        let given = String(parts[1])
        if case .token(let own) = self, Self.isSame(given, own) { return .admin }
        guard let user = tokens.user(given, now: now) else { throw .unauthorized }
        return user
    }

    /// A browser can't send fields: the dashboard's address carries the token.
    private static func queryToken(_ head: HTTPRequestHead) -> String? {
        let marker = "/dashboard?token="
        guard head.method == "GET", head.target.hasPrefix(marker) else { return nil }
        return String(head.target.dropFirst(marker.count))
    }

    /// Compares in a time that says nothing about the token.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        let key = SymmetricKey(size: .bits256)
        let code = HMAC<SHA256>.authenticationCode(for: Array(one.utf8), using: key)
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Array(other.utf8), using: key)
    }
}

extension StatusError {
    static let unauthorized = StatusError(401, "Unauthorized", "Unauthorized")
}
