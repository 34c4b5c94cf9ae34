import DeckModel

/// An address taken apart, in bytes: an escape may stand for a byte that isn't UTF-8.
struct GoURLBytes {
    var scheme: [UInt8] = []
    var opaque: [UInt8] = []
    var user: [UInt8]?
    var password: [UInt8]?
    var host: [UInt8] = []
    var path: [UInt8] = []
    var rawPath: [UInt8] = []
    var omitHost = false
    var forceQuery = false
    var rawQuery: [UInt8] = []
    var fragment: [UInt8] = []
    var rawFragment: [UInt8] = []

    var parts: URLParts {
        var parts = URLParts()
        parts.scheme = GoText.decode(scheme)
        parts.opaque = GoText.decode(opaque)
        parts.hasUser = user != nil
        parts.host = GoText.decode(host)
        parts.path = GoText.decode(path)
        parts.rawPath = GoText.decode(rawPath)
        parts.omitHost = omitHost
        parts.forceQuery = forceQuery
        parts.rawQuery = GoText.decode(rawQuery)
        parts.fragment = GoText.decode(fragment)
        parts.rawFragment = GoText.decode(rawFragment)
        parts.text = GoText.decode(text)
        return parts
    }

    /// The address put together again.
    private var text: [UInt8] {
        var out: [UInt8] = []
        if !scheme.isEmpty { out += scheme + ":".utf8 }
        if opaque.isEmpty {
            let isHostless = omitHost && host.isEmpty && user == nil
            if !isHostless, !scheme.isEmpty || !host.isEmpty || user != nil { out += authority }
            out += hierarchy(isFirst: out.isEmpty)
        } else {
            out += opaque
        }
        if forceQuery || !rawQuery.isEmpty { out += "?".utf8 + rawQuery }
        if !fragment.isEmpty { out += "#".utf8 + Self.written(rawFragment, decoded: fragment, .fragment) }
        return out
    }

    private var authority: [UInt8] {
        var out: [UInt8] = []
        if !host.isEmpty || !path.isEmpty || user != nil { out += "//".utf8 }
        if let user {
            out += user.escaped(.user)
            if let password { out += ":".utf8 + password.escaped(.user) }
            out += "@".utf8
        }
        return out + host.escaped(.host)
    }

    /// The path, written so that it can't be taken for a host or a scheme.
    private func hierarchy(isFirst: Bool) -> [UInt8] {
        let path = Self.written(rawPath, decoded: path, .path)
        if let first = path.first, first != UInt8(ascii: "/"), !host.isEmpty { return "/".utf8 + path }
        if isFirst, path.prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: ":")) {
            return "./".utf8 + path
        }
        return path
    }

    /// The part as its author wrote it where that is a valid encoding, else encoded afresh.
    private static func written(_ raw: [UInt8], decoded: [UInt8], _ part: GoURLPart) -> [UInt8] {
        if !raw.isEmpty, raw.allSatisfy({ $0.isValid(inEscaped: part) }) { return raw }
        // "*" alone is an address of its own, as in "OPTIONS *".
        return part == .path && decoded == Array("*".utf8) ? decoded : decoded.escaped(part)
    }
}
