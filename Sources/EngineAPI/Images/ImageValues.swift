/// An image in a list.
public struct ImageSummary: EngineObject {
    public var containers = -1
    public var created = 0
    public var id = ""
    public var labels: [String: String]?
    public var parentID = ""
    public var repoDigests: [String]?
    public var repoTags: [String]?
    public var sharedSize = -1
    public var size = 0
    public var virtualSize: Int?

    public init() {}

    public static let fields = FieldTable<ImageSummary>([
        Field("Containers", \.containers),
        Field("Created", \.created),
        Field("Id", \.id),
        Field("Labels", nullable: \.labels),
        Field("ParentId", \.parentID),
        Field("RepoDigests", nullable: \.repoDigests),
        Field("RepoTags", nullable: \.repoTags),
        Field("SharedSize", \.sharedSize),
        Field("Size", \.size),
        Field("VirtualSize", optional: \.virtualSize),
    ])
}

/// All that is known of an image.
public struct ImageDetails: EngineObject {
    public var id = ""
    public var repoTags: [String] = []
    public var repoDigests: [String] = []
    public var parent = ""
    public var comment = ""
    public var created: String?
    public var container: String?
    public var dockerVersion = ""
    public var author = ""
    public var config: ContainerConfig?
    public var architecture = ""
    public var variant: String?
    public var os = ""
    public var size = 0
    public var virtualSize: Int?
    public var rootFS = RootFS()
    public var metadata: JSON?

    public init() {}

    public static let fields = FieldTable<ImageDetails>([
        Field("Id", \.id),
        Field("RepoTags", \.repoTags),
        Field("RepoDigests", \.repoDigests),
        Field("Parent", \.parent),
        Field("Comment", \.comment),
        Field("Created", optional: \.created),
        Field("Container", optional: \.container),
        Field("DockerVersion", \.dockerVersion),
        Field("Author", \.author),
        Field("Config", nullable: \.config),
        Field("Architecture", \.architecture),
        Field("Variant", optional: \.variant),
        Field("Os", \.os),
        Field("Size", \.size),
        Field("VirtualSize", optional: \.virtualSize),
        Field("RootFS", \.rootFS),
        Field("Metadata", optional: \.metadata),
    ])

    /// The layers of an image.
    public struct RootFS: EngineObject {
        public var type = "layers"
        public var layers: [String]?

        public init() {}

        public static let fields = FieldTable<RootFS>([
            Field("Type", \.type), Field("Layers", optional: \.layers),
        ])
    }
}

/// One step that an image was made by.
public struct HistoryItem: EngineObject {
    public var comment = ""
    public var created = 0
    public var createdBy = ""
    public var id = ""
    public var size = 0
    public var tags: [String]?

    public init() {}

    public static let fields = FieldTable<HistoryItem>([
        Field("Comment", \.comment),
        Field("Created", \.created),
        Field("CreatedBy", \.createdBy),
        Field("Id", \.id),
        Field("Size", \.size),
        Field("Tags", nullable: \.tags),
    ])
}

/// What the removal of an image did: each item has one of the two.
public struct ImageRemoval: EngineObject {
    public var untagged: String?
    public var deleted: String?

    public init() {}

    public init(untagged: String) { self.untagged = untagged }

    public init(deleted: String) { self.deleted = deleted }

    public static let fields = FieldTable<ImageRemoval>([
        Field("Untagged", optional: \.untagged), Field("Deleted", optional: \.deleted),
    ])
}

/// What clearing images away did.
public struct ImagePruneReport: EngineObject {
    public var imagesDeleted: [ImageRemoval]?
    public var spaceReclaimed = 0

    public init() {}

    public static let fields = FieldTable<ImagePruneReport>([
        Field("ImagesDeleted", nullable: \.imagesDeleted), Field("SpaceReclaimed", \.spaceReclaimed),
    ])
}

/// What clearing the cache of builds away did.
public struct BuildPruneReport: EngineObject {
    public var cachesDeleted: [String]?
    public var spaceReclaimed = 0

    public init() {}

    public static let fields = FieldTable<BuildPruneReport>([
        Field("CachesDeleted", nullable: \.cachesDeleted), Field("SpaceReclaimed", \.spaceReclaimed),
    ])
}

/// What a registry knows of a search term.
public struct SearchResult: EngineObject {
    public var name = ""
    public var description = ""
    public var starCount = 0
    public var isOfficial = false
    public var isAutomated = false

    public init() {}

    public static let fields = FieldTable<SearchResult>([
        Field("star_count", \.starCount),
        Field("is_official", \.isOfficial),
        Field("name", \.name),
        Field("is_automated", \.isAutomated),
        Field("description", \.description),
    ])
}
