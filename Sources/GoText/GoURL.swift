public import DeckModel

/// Addresses as Go's `net/url` reads and writes them.
public enum GoURL {
    /// Takes an address apart.
    ///
    /// - Throws: ``GoURLError``, with Go's own wording.
    public static func parse(_ text: String) throws(GoURLError) -> URLParts {
        try parse(Array(text.utf8)[...])
    }

    /// Takes an address apart that needn't be UTF-8.
    ///
    /// - Throws: ``GoURLError``, with Go's own wording.
    public static func parse(_ bytes: ArraySlice<UInt8>) throws(GoURLError) -> URLParts {
        let (address, fragment) = bytes.cut(at: "#")
        var url: GoURLBytes
        do throws(GoURLReason) {
            url = try parseAddress(address)
        } catch {
            throw GoURLError(address: address, error)
        }
        if let fragment, !fragment.isEmpty {
            do throws(GoURLReason) {
                url.fragment = try fragment.unescaped(.fragment)
            } catch {
                throw GoURLError(address: bytes, error)
            }
            if url.fragment.escaped(.fragment) != Array(fragment) { url.rawFragment = Array(fragment) }
        }
        return url.parts
    }

    private static func parseAddress(_ address: ArraySlice<UInt8>) throws(GoURLReason) -> GoURLBytes {
        var url = GoURLBytes()
        if address.contains(where: { $0 < 0x20 || $0 == 0x7F }) { throw .controlCharacter }
        if address.elementsEqual("*".utf8) {
            url.path = Array(address)
            return url
        }
        var rest = address
        if let colon = try endOfScheme(address) {
            url.scheme = address[..<colon].map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
            rest = address[(colon + 1)...]
        }
        let (beforeQuery, query) = rest.cut(at: "?")
        url.forceQuery = query?.isEmpty == true
        url.rawQuery = Array(query ?? [])
        rest = beforeQuery

        if rest.first != UInt8(ascii: "/") {
            if !url.scheme.isEmpty {
                url.opaque = Array(rest)
                return url
            }
            if rest.cut(at: "/").head.contains(UInt8(ascii: ":")) { throw .colonInFirstSegment }
        }
        if rest.starts(with: "//".utf8), !url.scheme.isEmpty || !rest.starts(with: "///".utf8) {
            let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
            rest = rest[authority.endIndex...]
            try parseAuthority(authority, into: &url)
        } else if !url.scheme.isEmpty, rest.first == UInt8(ascii: "/") {
            url.omitHost = true
        }
        url.path = try rest.unescaped(.path)
        if url.path.escaped(.path) != Array(rest) { url.rawPath = Array(rest) }
        return url
    }

    /// The index of the colon that ends the scheme, nil where there is no scheme.
    private static func endOfScheme(_ address: ArraySlice<UInt8>) throws(GoURLReason) -> Int? {
        for (index, byte) in zip(address.indices, address) {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "."):
                if index == address.startIndex { return nil }
            case UInt8(ascii: ":"):
                if index == address.startIndex { throw .missingScheme }
                return index
            default: return nil
            }
        }
        return nil
    }

    private static func parseAuthority(
        _ authority: ArraySlice<UInt8>,
        into url: inout GoURLBytes
    ) throws(GoURLReason) {
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else {
            url.host = try parseHost(authority)
            return
        }
        url.host = try parseHost(authority[(at + 1)...])
        let user = authority[..<at]
        guard user.allSatisfy({ $0.isUnreserved || #"!$&'()*+,;=%@:"#.utf8.contains($0) }) else {
            throw .invalidUser
        }
        let (name, password) = user.cut(at: ":")
        url.user = try name.unescaped(.user)
        if let password { url.password = try password.unescaped(.user) }
    }

    private static func parseHost(_ host: ArraySlice<UInt8>) throws(GoURLReason) -> [UInt8] {
        if host.first == UInt8(ascii: "[") {
            guard let end = host.lastIndex(of: UInt8(ascii: "]")) else { throw .missingBracket }
            try checkPort(host[(end + 1)...])
            if let zone = host[..<end].firstIndex(of: "%25") {
                return try host[..<zone].unescaped(.host) + host[zone..<end].unescaped(.zone)
                    + host[end...].unescaped(.host)
            }
        } else if let colon = host.lastIndex(of: UInt8(ascii: ":")) {
            try checkPort(host[colon...])
        }
        return try host.unescaped(.host)
    }

    private static func checkPort(_ port: ArraySlice<UInt8>) throws(GoURLReason) {
        guard let colon = port.first else { return }
        let isDigits = port.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard colon == UInt8(ascii: ":"), isDigits else { throw .invalidPort(port) }
    }
}

extension ArraySlice<UInt8> {
    /// Splits at the first `separator`, which neither part holds; no tail where there is none.
    func cut(at separator: Unicode.Scalar) -> (head: ArraySlice<UInt8>, tail: ArraySlice<UInt8>?) {
        guard let index = firstIndex(of: UInt8(ascii: separator)) else { return (self, nil) }
        return (self[..<index], self[(index + 1)...])
    }

    fileprivate func firstIndex(of text: StaticString) -> Int? {
        let length = text.utf8CodeUnitCount
        guard count >= length else { return nil }
        return text.withUTF8Buffer { text in
            (startIndex...endIndex - length).first { self[$0..<$0 + length].elementsEqual(text) }
        }
    }
}
