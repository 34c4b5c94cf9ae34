/// How a path differs from the image.
public struct FileChange: Hashable, Sendable {
    /// As `docker diff` tells them apart.
    public enum Kind: Hashable, Sendable {
        case added
        case changed
        case deleted
    }

    /// Absolute.
    public var path: String
    public var kind: Kind

    public init(path: String, kind: Kind) {
        self.path = path
        self.kind = kind
    }
}

extension FileNode {
    /// What differs from an older tree, sorted by path; a folder counts as changed where something below it did.
    func changes(since old: FileNode) -> [(change: FileChange, node: FileNode?)] {
        var found: [(FileChange, FileNode?)] = []
        collect(since: old, path: "", into: &found)
        return found.map { (change: $0.0, node: $0.1) }
    }

    private func collect(since old: FileNode, path: String, into found: inout [(FileChange, FileNode?)]) {
        for name in Set(children.names).union(old.children.names).sorted() {
            let place = "\(path)/\(name)"
            switch (old.children[name], children[name]) {
            case (nil, let new?): new.collectAll(at: place, into: &found)
            case (_?, nil): found.append((FileChange(path: place, kind: .deleted), nil))
            case (let before?, let after?):
                // Dictionaries that share their storage are equal at once.
                if before.attributes == after.attributes, before.body == after.body,
                    before.number == after.number,
                    before.children == after.children
                {
                    continue
                }
                found.append((FileChange(path: place, kind: .changed), after))
                if before.isDirectory, after.isDirectory {
                    after.collect(since: before, path: place, into: &found)
                } else {
                    for child in after.children.names.sorted() {
                        after.children[child]?.collectAll(at: "\(place)/\(child)", into: &found)
                    }
                }
            case (nil, nil): continue
            }
        }
    }

    private func collectAll(at place: String, into found: inout [(FileChange, FileNode?)]) {
        found.append((FileChange(path: place, kind: .added), self))
        for name in children.names.sorted() {
            children[name]?.collectAll(at: "\(place)/\(name)", into: &found)
        }
    }
}
