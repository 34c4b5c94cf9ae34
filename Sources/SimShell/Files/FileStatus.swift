/// What is known of a file.
public struct FileStatus: Hashable, Sendable {
    public var kind: FileKind
    /// The permission bits, 0…0o7777.
    public var mode: Int
    public var owner: Int
    public var group: Int
    /// In bytes; of a link, its target's length.
    public var size: Int
    public var modified: WallTime
    /// Where a link leads; nil for what is no link.
    public var linkTarget: String?
    /// How many names the file has: one, unless hard links were made.
    public var names = 1
    /// The same for all names of a file in what it is kept in; nil for what never had more than one.
    public var number: Int?

    public init(
        kind: FileKind,
        mode: Int,
        owner: Int = 0,
        group: Int = 0,
        size: Int,
        modified: WallTime,
        linkTarget: String? = nil,
        names: Int = 1,
        number: Int? = nil
    ) {
        self.kind = kind
        self.mode = mode
        self.owner = owner
        self.group = group
        self.size = size
        self.modified = modified
        self.linkTarget = linkTarget
        self.names = names
        self.number = number
    }
}

/// What a file is.
public enum FileKind: Hashable, Sendable {
    case file
    case directory
    case link
    case device
}

/// Who a file belongs to.
public struct FileOwner: Hashable, Sendable {
    public static let root = FileOwner(user: 0, group: 0)

    public var user: Int
    public var group: Int

    public init(user: Int, group: Int) {
        self.user = user
        self.group = group
    }

    public init(_ user: ProcessUser) { self.init(user: user.id, group: user.group) }
}

/// What a file has beside its content.
public struct FileAttributes: Hashable, Sendable {
    /// The permission bits, 0…0o7777.
    public var mode: Int
    public var owner: FileOwner
    public var modified: WallTime

    public init(mode: Int, owner: FileOwner = .root, modified: WallTime = WallTime(nanoseconds: 0)) {
        self.mode = mode & 0o7777
        self.owner = owner
        self.modified = modified
    }
}

extension FileStatus {
    /// What somebody wants of a file.
    enum Access: Int {
        case read = 4
        case write = 2
        case execute = 1
    }

    /// Whether the permission bits let a user in; root may do all but run what nobody may run.
    func allows(_ access: Access, to user: ProcessUser) -> Bool {
        if user.id == 0 { return access != .execute || kind == .directory || mode & 0o111 != 0 }
        let shift =
            user.id == owner ? 6 : user.group == group || user.groups.contains(group) ? 3 : 0
        return (mode >> shift) & access.rawValue != 0
    }
}
