/// What is in a folder, by name.
///
/// A container that changes a file copies the tables of the folders on the way to it, and they are many: each node lies
/// in a box of its own, so that a table holds no more than names and references.
struct FolderContent: Hashable, Sendable {
    private indirect enum Box: Hashable, Sendable {
        case node(FileNode)

        var node: FileNode {
            switch self {
            case .node(let node): node
            }
        }
    }

    private var boxes: [String: Box] = [:]

    var isEmpty: Bool { boxes.isEmpty }
    var names: [String] { Array(boxes.keys) }
    var nodes: [FileNode] { boxes.values.map(\.node) }

    subscript(name: String) -> FileNode? {
        get { boxes[name]?.node }
        _modify {
            // Taken out while it changes, so that nothing is copied.
            var node = boxes.removeValue(forKey: name)?.node
            defer { boxes[name] = node.map { .node($0) } }
            yield &node
        }
    }
}
