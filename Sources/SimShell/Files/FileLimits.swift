/// What a tree of files may hold beside its image.
public struct FileLimits: Hashable, Sendable {
    /// What a container gets unless told otherwise: 64 MiB in 20 000 files.
    public static let standard = FileLimits(bytes: 64 << 20, nodes: 20_000)

    /// What a file, a folder or a link takes of the memory beside its bytes, about.
    static let nodeWeight = 512

    /// The bytes in files, in memory.
    public var bytes: Int
    /// Files, folders and links.
    public var nodes: Int
    /// A name's length in bytes.
    public var nameLength = 255
    /// A path's length in bytes.
    public var pathLength = 4096
    /// The names of one file; smaller than Linux's, since each is written to.
    public var names = 1000
    /// The links followed on one way.
    public var links = 40
    /// Folders in folders; smaller than Linux's, so that walks of a tree need no deep stack.
    public var depth = 256

    public init(bytes: Int, nodes: Int) {
        self.bytes = bytes
        self.nodes = nodes
    }
}
