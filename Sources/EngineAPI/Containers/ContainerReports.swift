/// The processes of a container.
public struct ProcessList: EngineObject {
    public var processes: [[String]] = []
    public var titles: [String] = []

    public init() {}

    public static let fields = FieldTable<ProcessList>([
        Field("Processes", \.processes), Field("Titles", \.titles),
    ])
}

/// A file of a container's that differs from its image's.
public struct FileChange: EngineObject {
    public var path = ""
    /// 0 changed, 1 added, 2 deleted.
    public var kind = 0

    public init() {}

    public static let fields = FieldTable<FileChange>([Field("Path", \.path), Field("Kind", \.kind)])
}

/// What was cleared away.
public struct PruneReport: Hashable, Sendable {
    /// The ids or names of what was deleted.
    public var deleted: [String]?
    /// In bytes; nil where the kind takes no room.
    public var spaceReclaimed: Int?

    public init(deleted: [String]? = nil, spaceReclaimed: Int? = nil) {
        self.deleted = deleted
        self.spaceReclaimed = spaceReclaimed
    }
}
