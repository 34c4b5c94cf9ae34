/// A layer of an image: what it puts where, and what it takes away.
public struct FileLayer: Hashable, Sendable {
    /// What a layer says of a path.
    public enum Entry: Hashable, Sendable {
        case directory(FileAttributes)
        case file(FileContent, FileAttributes)
        case link(target: String, FileAttributes)
        /// The path, with all below it, is no more.
        case removed
    }

    /// By absolute path, without `.`, `..` or a slash at the end.
    public private(set) var entries: [String: Entry]

    public init() { entries = [:] }

    /// What a layer says of a path; paths are taken as absolute, and `.` and `..` out of them.
    public subscript(path: String) -> Entry? {
        get { entries[Self.plain(path)] }
        set { entries[Self.plain(path)] = newValue }
    }

    /// The paths, parents before what is in them.
    public var paths: [String] { entries.keys.sorted() }

    /// The bytes of its files, those that stand on paper only among them.
    public var size: Int {
        entries.values.reduce(0) { sum, entry in
            guard case .file(let content, _) = entry else { return sum }
            return sum.addingReportingOverflow(content.size).partialValue
        }
    }

    /// What it takes of the memory, in bytes, about.
    public var weight: Int {
        entries.values.reduce(0) { sum, entry in
            guard case .file(let content, _) = entry else { return sum + FileLimits.nodeWeight }
            return sum + FileLimits.nodeWeight + content.weight
        }
    }

    private static func plain(_ path: String) -> String {
        var names: [Substring] = []
        for name in path.split(separator: "/") where name != "." {
            if name == ".." { _ = names.popLast() } else { names.append(name) }
        }
        return "/" + names.joined(separator: "/")
    }
}

extension FileLayer {
    init(_ changes: [(change: FileChange, node: FileNode?)]) {
        self.init()
        for (change, node) in changes {
            switch node?.body {
            case nil: self[change.path] = .removed
            case .directory?: self[change.path] = node.map { .directory($0.attributes) }
            case .file(let content)?: self[change.path] = node.map { .file(content, $0.attributes) }
            case .link(let target)?: self[change.path] = node.map { .link(target: target, $0.attributes) }
            }
        }
    }
}

extension FileNode {
    /// Lays a layer over the tree.
    ///
    /// A folder in place of a file replaces it, a folder in place of a folder keeps what is in it. Folders that the
    /// layer doesn't name are made.
    mutating func apply(_ layer: FileLayer) {
        for path in layer.paths {
            let names = path.split(separator: "/").map(String.init)
            guard let entry = layer.entries[path] else { continue }
            put(entry, at: names[...])
        }
    }

    private mutating func put(_ entry: FileLayer.Entry, at path: ArraySlice<String>) {
        guard let name = path.first else {
            if case .directory(let attributes) = entry { self.attributes = attributes }
            return
        }
        if path.count > 1 {
            if entry == .removed, children[name] == nil { return }
            if children[name]?.isDirectory != true { children[name] = .directory() }
            children[name]?.put(entry, at: path.dropFirst())
            return
        }
        switch entry {
        case .removed: children[name] = nil
        case .directory(let attributes):
            if children[name]?.isDirectory == true {
                children[name]?.attributes = attributes
            } else {
                children[name] = .directory(attributes)
            }
        case .file(let content, let attributes):
            children[name] = FileNode(body: .file(content), attributes: attributes)
        case .link(let target, let attributes):
            children[name] = FileNode(body: .link(target), attributes: attributes)
        }
    }
}
