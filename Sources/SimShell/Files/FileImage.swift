/// The files of an image: a stack of layers, shared by all containers that stand on it.
public struct FileImage: Hashable, Sendable {
    /// An image without files.
    public static let empty = FileImage(layers: [])

    /// The lowest first.
    public let layers: [FileLayer]
    /// What a container sees.
    let root: FileNode

    public init(layers: [FileLayer]) {
        var root = FileNode.directory()
        for layer in layers { root.apply(layer) }
        self.layers = layers
        self.root = root
    }

    private init(layers: [FileLayer], root: FileNode) {
        self.layers = layers
        self.root = root
    }

    /// The image with a further layer on top.
    public func appending(_ layer: FileLayer) -> FileImage {
        var root = root
        root.apply(layer)
        return FileImage(layers: layers + [layer], root: root)
    }

    /// The bytes of all layers, as `docker images` counts them.
    public var size: Int { layers.reduce(0) { $0.addingReportingOverflow($1.size).partialValue } }
}
