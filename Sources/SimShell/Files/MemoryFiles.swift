import Synchronization

/// Files in memory: a container's own, or a volume that containers share.
public final class MemoryFiles: MountedFiles {
    private struct State {
        var root: FileNode
        /// What came on top of the image; below zero where more was taken away.
        var bytes = 0
        var nodes = 0
    }

    private let state: Mutex<State>
    private let base: FileNode
    let limits: FileLimits
    private let now: @Sendable () -> WallTime

    /// Files that start as an image's.
    ///
    /// `now` is the moment that changes are stamped with.
    public init(
        _ image: FileImage = .empty,
        limits: FileLimits = .standard,
        now: @escaping @Sendable () -> WallTime = { WallTime(nanoseconds: 0) }
    ) {
        base = image.root
        state = Mutex(State(root: image.root))
        self.limits = limits
        self.now = now
    }

    /// What differs from the image.
    public func changes() -> [FileChange] { current.changes(since: base).map(\.change) }

    /// What differs from the image, as a layer for the next one.
    public func layer() -> FileLayer { FileLayer(current.changes(since: base)) }

    /// The bytes and files beyond the image's.
    public var usage: (bytes: Int, nodes: Int) { state.withLock { (max(0, $0.bytes), max(0, $0.nodes)) } }

    private var current: FileNode { state.withLock { $0.root } }

    private func node(_ path: [String]) throws(FileTreeError.Code) -> FileNode {
        guard let node = current.node(at: path[...]) else { throw .notFound }
        return node
    }

    public func status(_ path: [String]) throws(FileTreeError.Code) -> FileStatus { try node(path).status }

    public func list(_ path: [String]) throws(FileTreeError.Code) -> [FileListing] {
        let node = try node(path)
        guard node.isDirectory else { throw .notADirectory }
        return node.children.names.sorted().compactMap { name in
            node.children[name].map { FileListing(name: name, status: $0.status) }
        }
    }

    public func content(_ path: [String]) throws(FileTreeError.Code) -> FileContent {
        switch try node(path).body {
        case .file(let content): return content
        case .directory: throw .isADirectory
        case .link: throw .tooManyLinks
        }
    }

    public func read(
        _ path: [String],
        from offset: Int,
        atMost limit: Int
    ) throws(FileTreeError.Code)
        -> [UInt8]
    {
        try content(path).piece(from: offset, atMost: limit)
    }
}

extension MemoryFiles {
    public func write(
        _ path: [String],
        _ content: FileContent,
        at offset: FileOffset,
        new attributes: FileAttributes
    ) throws(FileTreeError.Code) {
        let time = now()
        try change(path) {
            (parent: inout FileNode, name: String, room: inout Room) throws(FileTreeError.Code) -> Void in
            guard let old = parent.children[name]?.body else {
                try room.take(bytes: content.weight, nodes: 1)
                parent.children[name] = FileNode(
                    body: .file(.bytes([])),
                    attributes: FileAttributes(
                        mode: attributes.mode,
                        owner: attributes.owner,
                        modified: time
                    )
                )
                parent.children[name]?.body = .file(content)
                parent.attributes.modified = time
                return
            }
            guard case .file(let before) = old else {
                throw old == .directory ? .isADirectory : .tooManyLinks
            }
            try parent.children[name]?.write(content, over: before.weight, at: offset, &room)
            parent.children[name]?.attributes.modified = time
        }
    }

    public func makeDirectory(_ path: [String], _ attributes: FileAttributes) throws(FileTreeError.Code) {
        try add(.directory(attributes), at: path)
    }

    public func link(
        _ target: String,
        at path: [String],
        _ attributes: FileAttributes
    )
        throws(FileTreeError.Code)
    {
        try add(FileNode(body: .link(target), attributes: attributes), at: path)
    }

    private func add(_ node: FileNode, at path: [String]) throws(FileTreeError.Code) {
        let time = now()
        guard path.count <= limits.depth else { throw .nameTooLong }
        try change(path) {
            (parent: inout FileNode, name: String, room: inout Room) throws(FileTreeError.Code) -> Void in
            guard parent.children[name] == nil else { throw .exists }
            try room.take(bytes: 0, nodes: 1)
            var node = node
            node.attributes.modified = time
            parent.children[name] = node
            parent.attributes.modified = time
        }
    }

    public func remove(_ path: [String], withContent: Bool) throws(FileTreeError.Code) {
        let time = now()
        try change(path) {
            (parent: inout FileNode, name: String, room: inout Room) throws(FileTreeError.Code) -> Void in
            guard let node = parent.children[name] else { throw .notFound }
            guard withContent || node.children.isEmpty else { throw .notEmpty }
            let extent = node.extent
            room.bytes -= extent.bytes
            room.nodes -= extent.nodes
            parent.children[name] = nil
            parent.attributes.modified = time
        }
    }

    public func rename(_ path: [String], to newPath: [String]) throws(FileTreeError.Code) {
        guard path != newPath else { return }
        // Nothing can be put into itself.
        guard !newPath.starts(with: path) else { throw .invalid }
        let moved = try node(path)
        let extent = moved.extent
        guard newPath.count + extent.height - 1 <= limits.depth else { throw .nameTooLong }
        let time = now()
        try change(newPath) {
            (parent: inout FileNode, name: String, room: inout Room) throws(FileTreeError.Code) -> Void in
            if let old = parent.children[name] {
                guard old.isDirectory == moved.isDirectory else {
                    throw old.isDirectory ? .isADirectory : .notADirectory
                }
                guard old.children.isEmpty else { throw .notEmpty }
                room.bytes -= old.extent.bytes
                room.nodes -= 1
            }
            parent.children[name] = moved
            parent.attributes.modified = time
        }
        try change(path) {
            (parent: inout FileNode, name: String, _: inout Room) throws(FileTreeError.Code) -> Void in
            parent.children[name] = nil
            parent.attributes.modified = time
        }
    }

    public func setAttributes(_ path: [String], _ attributes: FileAttributes) throws(FileTreeError.Code) {
        try state.withLock { (state: inout sending State) throws(FileTreeError.Code) -> Void in
            try state.root.update(at: path[...]) { node in node.attributes = attributes }
        }
    }

    /// What is left to write, and what is written.
    struct Room {
        var bytes: Int
        var nodes: Int
        let limits: FileLimits

        mutating func take(bytes more: Int, nodes moreNodes: Int) throws(FileTreeError.Code) {
            guard bytes + more <= limits.bytes || more <= 0, nodes + moreNodes <= limits.nodes else {
                throw .noSpace
            }
            bytes += more
            nodes += moreNodes
        }
    }

    private func change(
        _ path: [String],
        _ body: (inout FileNode, String, inout Room) throws(FileTreeError.Code) -> Void
    ) throws(FileTreeError.Code) {
        guard let name = path.last else { throw .busy }
        try state.withLock { (state: inout sending State) throws(FileTreeError.Code) -> Void in
            var room = Room(bytes: state.bytes, nodes: state.nodes, limits: limits)
            try state.root.update(at: path.dropLast()) {
                (parent: inout FileNode) throws(FileTreeError.Code) -> Void in
                guard parent.isDirectory else { throw .notADirectory }
                try body(&parent, name, &room)
            }
            state.bytes = room.bytes
            state.nodes = room.nodes
        }
    }
}

extension FileNode {
    fileprivate mutating func write(
        _ new: FileContent,
        over weight: Int,
        at offset: FileOffset,
        _ room: inout MemoryFiles.Room
    ) throws(FileTreeError.Code) {
        guard offset != .replacing, case .bytes(let piece) = new, case .file(let old) = body else {
            try room.take(bytes: new.weight - weight, nodes: 0)
            body = .file(new)
            return
        }
        if case .device = old { return }
        let start: Int
        if case .at(let place) = offset { start = max(0, place) } else { start = old.size }
        guard start <= room.limits.bytes else { throw .tooLarge }
        guard piece.count <= room.limits.bytes else { throw .noSpace }
        try room.take(bytes: max(old.size, start + piece.count) - weight, nodes: 0)
        var bytes = takeBytes()
        if bytes.count < start { bytes += Array(repeating: 0, count: start - bytes.count) }
        let overlap = min(bytes.count - start, piece.count)
        bytes.replaceSubrange(start..<start + overlap, with: piece)
        body = .file(.bytes(bytes))
    }
}

extension FileNode {
    /// All bytes, let go of by the node so that they can be changed in place.
    ///
    /// Of a file on paper, at most 1 MiB.
    private mutating func takeBytes() -> [UInt8] {
        guard case .file(let content) = body else { return [] }
        body = .file(.bytes([]))
        if case .bytes(let bytes) = content { return bytes }
        return content.piece(from: 0, atMost: 1 << 20)
    }
}
