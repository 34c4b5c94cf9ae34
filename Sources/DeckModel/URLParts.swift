/// An address taken apart as Go's `net/url` does it; the field names are Go's.
public struct URLParts: Hashable, Sendable {
    public var scheme = ""
    /// What follows the scheme where no slash does, such as `a@b` of `mailto:a@b`.
    public var opaque = ""
    /// Whether the address names a user.
    public var hasUser = false
    public var host = ""
    /// The path, decoded.
    public var path = ""
    /// The path as written, where encoding the decoded one afresh would differ.
    public var rawPath = ""
    public var omitHost = false
    /// Whether there is a `?` with nothing after it.
    public var forceQuery = false
    public var rawQuery = ""
    public var fragment = ""
    public var rawFragment = ""
    /// The whole address put together again.
    public var text = ""

    public init() {}
}
