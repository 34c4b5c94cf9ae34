extension String {
    /// Whether `present`'s templates replace this address by `#ZgotmplZ`: it has a scheme other than http, https and
    /// mailto, or a colon that looks like one.
    ///
    /// - Note: Source: Go's `html/template`, the URL filter.
    public var isBlockedByTemplates: Bool {
        guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = self[..<colon]
        if scheme.utf8.contains(UInt8(ascii: "/")) { return false }
        return !["http", "https", "mailto"].contains(scheme.lowercased())
    }
}
