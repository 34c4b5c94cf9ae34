/// The conditions under which a client wants to see a resource again.
///
/// - Note: Source: RFC 9110, 13.
struct Conditions: Hashable {
    var ifNoneMatch: String?
    var ifModifiedSince: String?
    var ifRange: String?

    /// Whether what the client has is still right; tags are compared weakly, dates by the second.
    func areMet(tag: String, modified: Int? = nil) -> Bool {
        if let ifNoneMatch {
            let tags = Self.tags(ifNoneMatch)
            return tags.contains("*") || tags.contains { Self.opaque($0) == Self.opaque(tag) }
        }
        guard let modified, let since = ifModifiedSince.flatMap(HTTPDate.parse) else { return false }
        return modified <= since
    }

    /// Whether a range may be taken from the resource as it is now; tags are compared strongly.
    func allowRange(tag: String, modified: Int) -> Bool {
        guard let ifRange = ifRange.map({ HeaderText.trimmed($0) }) else { return true }
        if ifRange.hasPrefix("\"") || ifRange.hasPrefix("W/") { return ifRange == tag && tag.hasPrefix("\"") }
        return HTTPDate.parse(ifRange) == modified
    }

    /// The members of a list of tags; a tag may hold commas.
    static func tags(_ list: String) -> [String] {
        var tags: [String] = []
        var tag = ""
        var isQuoted = false
        for character in list {
            if character == "\"" { isQuoted.toggle() }
            if character == "," && !isQuoted {
                tags.append(HeaderText.trimmed(tag))
                tag = ""
            } else {
                tag.append(character)
            }
        }
        tags.append(HeaderText.trimmed(tag))
        return tags.filter { !$0.isEmpty }
    }

    private static func opaque(_ tag: String) -> Substring {
        tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...]
    }
}
