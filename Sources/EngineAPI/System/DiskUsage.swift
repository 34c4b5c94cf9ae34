/// How much room an engine's objects take.
public struct DiskUsage: EngineObject {
    public var layersSize = 0
    public var images: [ImageSummary]?
    public var containers: [ContainerSummary]?
    public var volumes: [VolumeDetails]?
    public var buildCache: [BuildCacheItem]?
    public var builderSize: Int?

    public init() {}

    public static let fields = FieldTable<DiskUsage>([
        Field("LayersSize", \.layersSize),
        Field("Images", nullable: \.images),
        Field("Containers", nullable: \.containers),
        Field("Volumes", nullable: \.volumes),
        Field("BuildCache", nullable: \.buildCache),
        Field("BuilderSize", optional: \.builderSize),
    ])

    /// A piece that builds keep.
    public struct BuildCacheItem: EngineObject {
        public var id = ""
        public var type = ""
        public var description = ""
        public var inUse = false
        public var shared = false
        public var size = 0

        public init() {}

        public static let fields = FieldTable<BuildCacheItem>([
            Field("ID", \.id),
            Field("Type", \.type),
            Field("Description", \.description),
            Field("InUse", \.inUse),
            Field("Shared", \.shared),
            Field("Size", \.size),
        ])
    }
}
