/// A member of a tar archive, as a rule gets to see it.
public struct TarEntry: Hashable, Sendable {
    /// What a member is.
    public enum Kind: Hashable, Sendable {
        case file
        case folder
        case symbolicLink(String)
        case hardLink(String)
        /// A device, a pipe or a socket.
        case special
    }

    /// From the archive's root, parts joined by slashes, without `.` and without a slash at either end.
    public var path: String
    public var kind: Kind
    /// In bytes.
    public var size: Int
    /// The bits that say who may do what.
    public var permissions: Int
    public var user = 0
    public var group = 0
    /// In seconds since 1970.
    public var modified = 0
}

/// What becomes of a member.
public enum TarAction: Hashable, Sendable {
    case keep
    case drop
    /// The contents are kept, and given to the rule's owner as well; at most `limit` bytes.
    case capture(limit: Int)
    /// Dropped from the archive, but given to the rule's owner.
    case take(limit: Int)
    /// Other contents take the place of these, made by a function of the archive's owner.
    case rewrite(limit: Int)
}

/// How an archive is read.
public struct TarRules: Sendable {
    /// Whether compressed archives are taken, too.
    public var allowsCompression = false
    /// Bytes of all contents.
    public var mostBytes = 1 << 30
    public var mostEntries = 100_000
    /// Bytes that all compressed members may unfold to; nil where nobody will unpack them.
    public var mostUnfolded: Int?
    /// Whether the bits that lend a file its owner's rights are taken off.
    public var stripsSetuid = false
    /// Whether the end of the archive is left off, so that more members can follow.
    public var staysOpen = false
    /// What becomes of each member.
    public var decide: @Sendable (TarEntry) throws -> TarAction = { _ in .keep }
    /// Makes new contents of old ones, for members that are to be rewritten.
    public var rewrite: @Sendable (TarEntry, [UInt8]) throws -> [UInt8] = { $1 }
    /// Gets what was captured or taken.
    public var captured: @Sendable (TarEntry, [UInt8]) -> Void = { _, _ in }

    public init() {}
}
