import Synchronization

/// Files in memory: a container's own, or a volume that containers share.
public final class MemoryFiles: MountedFiles {
    private struct State {
        var root: FileNode
        /// What came on top of the image; below zero where more was taken away.
        var bytes = 0
        var nodes = 0
        var names = FileNames()
    }

    private let state: Mutex<State>
    private let base: FileNode
    let limits: FileLimits
    private let now: @Sendable () -> WallTime
    private let share: MemoryShare

    /// Files that start as an image's.
    ///
    /// What they hold beside the image is taken of `memory`; `now` is the moment that changes are stamped with.
    public init(
        _ image: FileImage = .empty,
        limits: FileLimits = .standard,
        memory: MemoryBudget = .unlimited,
        now: @escaping @Sendable () -> WallTime = { WallTime(nanoseconds: 0) }
    ) {
        base = image.root
        state = Mutex(State(root: image.root))
        self.limits = limits
        self.now = now
        share = MemoryShare(memory)
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

    public func status(_ path: [String]) throws(FileTreeError.Code) -> FileStatus {
        let (found, names) = state.withLock { ($0.root.node(at: path[...])?.status, $0.names) }
        guard var status = found else { throw .notFound }
        if let number = status.number { status.names = names.count(number) }
        return status
    }

    public func list(_ path: [String]) throws(FileTreeError.Code) -> [FileListing] {
        let (found, names) = state.withLock { ($0.root.node(at: path[...]), $0.names) }
        guard let node = found else { throw .notFound }
        guard node.isDirectory else { throw .notADirectory }
        return node.children.names.sorted().compactMap { name in
            guard var status = node.children[name]?.status else { return nil }
            if let number = status.number { status.names = names.count(number) }
            return FileListing(name: name, status: status)
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
        try change(path, mirrored: true) {
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

    public func addName(_ newPath: [String], to path: [String]) throws(FileTreeError.Code) {
        let time = now()
        guard newPath.count <= limits.depth else { throw .nameTooLong }
        try state.withLock { (state: inout sending State) throws(FileTreeError.Code) -> Void in
            guard var node = state.root.node(at: path[...]) else { throw .notFound }
            guard !node.isDirectory else { throw .notPermitted }
            guard node.number.map({ state.names.count($0) }) ?? 1 < limits.names else { throw .tooManyNames }
            var names = state.names
            node.number = names.add(newPath, to: path, node.number)
            try change(newPath, &state) {
                (parent: inout FileNode, name: String, room: inout Room) throws(FileTreeError.Code) -> Void in
                guard parent.children[name] == nil else { throw .exists }
                try room.take(bytes: 0, nodes: 1)
                parent.children[name] = node
                parent.attributes.modified = time
            }
            try state.root.update(at: path[...]) { $0.number = node.number }
            state.names = names
        }
    }

    public func remove(_ path: [String], withContent: Bool) throws(FileTreeError.Code) {
        let time = now()
        try state.withLock { (state: inout sending State) throws(FileTreeError.Code) -> Void in
            var names = state.names
            try change(path, &state) {
                (parent: inout FileNode, name: String, room: inout Room) throws(FileTreeError.Code) -> Void in
                guard let node = parent.children[name] else { throw .notFound }
                guard withContent || node.children.isEmpty else { throw .notEmpty }
                names.remove(node, at: path, &room)
                parent.children[name] = nil
                parent.attributes.modified = time
            }
            state.names = names
        }
    }

    public func rename(_ path: [String], to newPath: [String]) throws(FileTreeError.Code) {
        guard path != newPath else { return }
        // Nothing can be put into itself.
        guard !newPath.starts(with: path) else { throw .invalid }
        let time = now()
        try state.withLock { (state: inout sending State) throws(FileTreeError.Code) -> Void in
            guard let moved = state.root.node(at: path[...]) else { throw .notFound }
            guard newPath.count + moved.extent.height - 1 <= limits.depth else { throw .nameTooLong }
            // Two names of one file: there is nothing to do, says the system.
            if let number = moved.number, state.root.node(at: newPath[...])?.number == number { return }
            var names = state.names
            try change(newPath, &state) {
                (parent: inout FileNode, name: String, room: inout Room) throws(FileTreeError.Code) -> Void in
                if let old = parent.children[name] {
                    guard old.isDirectory == moved.isDirectory else {
                        throw old.isDirectory ? .isADirectory : .notADirectory
                    }
                    guard old.children.isEmpty else { throw .notEmpty }
                    names.remove(old, at: newPath, &room)
                }
                parent.children[name] = moved
                parent.attributes.modified = time
            }
            try change(path, &state) {
                (parent: inout FileNode, name: String, _: inout Room) throws(FileTreeError.Code) -> Void in
                parent.children[name] = nil
                parent.attributes.modified = time
            }
            names.move(path, to: newPath, isFolder: moved.isDirectory, moved.number)
            state.names = names
        }
    }

    public func setAttributes(_ path: [String], _ attributes: FileAttributes) throws(FileTreeError.Code) {
        try state.withLock { (state: inout sending State) throws(FileTreeError.Code) -> Void in
            let others = Self.others(path, state)
            try state.root.update(at: path[...]) { node in node.attributes = attributes }
            for other in others { try state.root.update(at: other[...]) { $0.attributes = attributes } }
        }
    }

    /// The other names of the file at a path.
    private static func others(_ path: [String], _ state: State) -> [[String]] {
        guard let number = state.root.node(at: path[...])?.number else { return [] }
        return state.names.others(number, beside: path)
    }

    /// What is left to write, and what is written.
    struct Room {
        var bytes: Int
        var nodes: Int
        let limits: FileLimits
        let share: MemoryShare

        /// What it all takes of the memory; what came with the image is there anyway.
        var weight: Int { max(0, bytes) + max(0, nodes) * FileLimits.nodeWeight }

        mutating func take(bytes more: Int, nodes moreNodes: Int) throws(FileTreeError.Code) {
            guard bytes + more <= limits.bytes || more <= 0, nodes + moreNodes <= limits.nodes else {
                throw .noSpace
            }
            let before = self
            bytes += more
            nodes += moreNodes
            guard weight <= before.weight || share.hold(weight) else {
                self = before
                throw .noSpace
            }
        }
    }

    /// Changes something in a folder; `mirrored` where the other names of a file are to have what is written.
    private func change(
        _ path: [String],
        mirrored: Bool = false,
        _ body: (inout FileNode, String, inout Room) throws(FileTreeError.Code) -> Void
    ) throws(FileTreeError.Code) {
        try state.withLock { (state: inout sending State) throws(FileTreeError.Code) -> Void in
            let others = mirrored ? Self.others(path, state) : []
            // Meanwhile they hold nothing, so that the bytes can be changed in place.
            for other in others { try state.root.update(at: other[...]) { $0.body = .file(.bytes([])) } }
            defer {
                if let node = others.isEmpty ? nil : state.root.node(at: path[...]) {
                    for other in others {
                        try? state.root.update(at: other[...]) {
                            ($0.body, $0.attributes) = (node.body, node.attributes)
                        }
                    }
                }
            }
            try change(path, &state, body)
        }
    }

    private func change(
        _ path: [String],
        _ state: inout State,
        _ body: (inout FileNode, String, inout Room) throws(FileTreeError.Code) -> Void
    ) throws(FileTreeError.Code) {
        guard let name = path.last else { throw .busy }
        var room = Room(bytes: state.bytes, nodes: state.nodes, limits: limits, share: share)
        // What was taken for a change that didn't come about goes back.
        defer {
            let kept = Room(bytes: state.bytes, nodes: state.nodes, limits: limits, share: share)
            _ = share.hold(kept.weight)
        }
        try state.root.update(at: path.dropLast()) {
            (parent: inout FileNode) throws(FileTreeError.Code) -> Void in
            guard parent.isDirectory else { throw .notADirectory }
            try body(&parent, name, &room)
        }
        state.bytes = room.bytes
        state.nodes = room.nodes
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
