/// Decides whether a request's `Host` is one that this server goes by.
///
/// A page of another site can make a browser ask us under that site's name, by pointing the name at 127.0.0.1; the
/// answers would then be that site's to read. Such a name is refused.
struct HostCheck: Hashable, Sendable {
    /// Whether only this machine can reach the server.
    var isLoopbackOnly: Bool
    /// Further names, in lower case.
    var names: Set<String>

    /// Makes a check for a server that listens on an address.
    init(listeningOn address: String, names: Set<String> = []) {
        let host = Self.name(address) ?? address
        isLoopbackOnly = Self.isLoopback(host)
        self.names = Set(names.map { $0.lowercased() })
        if !Self.isNumeric(host) { self.names.insert(host) }
    }

    func allows(_ authority: String) -> Bool {
        guard let host = Self.name(authority) else { return false }
        if Self.isLoopback(host) || names.contains(host) { return true }
        // A wider server is meant to be reached from elsewhere, but only an address can't be pointed anew.
        return !isLoopbackOnly && Self.isNumeric(host)
    }

    /// The name in `name:port`, in lower case; nil where it isn't one.
    static func name(_ authority: String) -> String? {
        var host = authority.lowercased()[...]
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return nil }
            let port = host[host.index(after: end)...]
            guard port.isEmpty || port.hasPrefix(":") && isPort(port.dropFirst()) else { return nil }
            return String(host[host.index(after: host.startIndex)..<end])
        }
        if let colon = host.firstIndex(of: ":") {
            // Two colons without brackets: a bare IPv6 address, which only our own configuration may write.
            if host[host.index(after: colon)...].contains(":") {
                return isNumeric(String(host)) ? String(host) : nil
            }
            guard isPort(host[host.index(after: colon)...]) else { return nil }
            host = host[..<colon]
        }
        if host.hasSuffix(".") { host = host.dropLast() }
        let isPlain = host.utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "@") && $0 != UInt8(ascii: "/")
        }
        return host.isEmpty || !isPlain ? nil : String(host)
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.utf8.count <= 5 && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" { return true }
        return host.hasPrefix("127.") && isNumeric(host)
    }

    private static func isNumeric(_ host: String) -> Bool {
        if host.contains(":") {
            return host.utf8.allSatisfy { byte in "0123456789abcdef:.%".utf8.contains(byte) }
        }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { (HeaderText.number($0) ?? 256) < 256 }
    }
}
