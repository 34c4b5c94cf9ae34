/// A file, a folder with all below it, or a link, as a value: trees share what they have in common.
struct FileNode: Hashable, Sendable {
    enum Body: Hashable, Sendable {
        case directory
        case file(FileContent)
        case link(String)
    }

    var body: Body
    var attributes: FileAttributes
    /// Empty for what is no folder.
    var children = FolderContent()
    /// What all names of a file have in common, where it ever had more than one; see ``FileNames``.
    var number: Int?

    static func directory(_ attributes: FileAttributes = FileAttributes(mode: 0o755)) -> FileNode {
        FileNode(body: .directory, attributes: attributes)
    }

    var isDirectory: Bool { body == .directory }

    var status: FileStatus {
        let kind: FileKind
        var size = 0
        var target: String?
        switch body {
        case .directory:
            kind = .directory
            size = 4096
        case .file(.device): kind = .device
        case .file(let content):
            kind = .file
            size = content.size
        case .link(let text):
            kind = .link
            size = text.utf8.count
            target = text
        }
        return FileStatus(
            kind: kind,
            mode: attributes.mode,
            owner: attributes.owner.user,
            group: attributes.owner.group,
            size: size,
            modified: attributes.modified,
            linkTarget: target,
            number: number
        )
    }

    /// The node of a path, links not followed; nil where there is none.
    func node(at path: ArraySlice<String>) -> FileNode? {
        var node = self
        for name in path {
            guard let child = node.children[name] else { return nil }
            node = child
        }
        return node
    }

    /// Changes the node of a path in place.
    mutating func update<Result>(
        at path: ArraySlice<String>,
        _ change: (inout FileNode) throws(FileTreeError.Code) -> Result
    ) throws(FileTreeError.Code) -> Result {
        guard let name = path.first else { return try change(&self) }
        guard isDirectory else { throw .notADirectory }
        let result: Result? = try children[name]?.update(at: path.dropFirst(), change)
        guard let result else { throw .notFound }
        return result
    }

    /// The weight, the number of nodes and the height of all that hangs here; files with a number weigh nothing.
    var extent: FileExtent {
        var extent = FileExtent(bytes: 0, nodes: 1, height: 1)
        if number == nil, case .file(let content) = body { extent.bytes = content.weight }
        for child in children.nodes {
            let below = child.extent
            extent.bytes += below.bytes
            extent.nodes += below.nodes
            extent.height = max(extent.height, below.height + 1)
        }
        return extent
    }
}

/// How much a tree holds.
struct FileExtent: Hashable, Sendable {
    var bytes: Int
    var nodes: Int
    var height: Int
}
