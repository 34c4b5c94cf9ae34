public import EngineAPI
public import SimShell

/// An image as a file of the catalogue declares it: what `docker pull` fetches.
public struct ImageModel: Hashable, Sendable {
    /// The repository in the form that people write: `nginx`, `traefik/whoami`, `registry.k8s.io/pause`.
    public var repository = ""
    /// The tags that it has in the registry.
    public var tags: [String] = []
    /// One line for `docker search`.
    public var summary = ""
    public var stars = 0
    public var created = WallTime(nanoseconds: 0)
    public var author = ""
    /// The image whose layers lie below these, as a reference; nil for none.
    public var base: String?
    /// What the image says of its containers; what it doesn't say comes from the base.
    public var config = ContainerConfig()
    public var layers: [Layer] = []
    public var behaviour = Behaviour()

    public init() {}

    /// A step that the image was made by.
    public struct Layer: Hashable, Sendable {
        /// The instruction, as `docker history` shows it.
        public var createdBy: String
        /// In bytes; nil for what the files take.
        public var size: Int?
        /// Nil for a step that changes no files.
        public var files: FileLayer?

        public init(createdBy: String, size: Int? = nil, files: FileLayer? = nil) {
            self.createdBy = createdBy
            self.size = size
            self.files = files
        }
    }

    /// What a container of the image takes of the machine.
    public struct Behaviour: Hashable, Sendable {
        /// The memory of the main process, in bytes; a container with less is killed for lack of it.
        public var memory = 1 << 20
        /// The share of a processor, in thousandths.
        public var processor = 1

        public init() {}
    }

    /// The references that name the image.
    public var references: [ImageReference] {
        tags.compactMap { ImageReference("\(repository):\($0)") }
    }
}
