/// The names of files that have, or had, more than one.
///
/// A tree is a value, in which each name has a node of its own: the nodes of one file carry the same number, and what is
/// written through one name is written to all of them.
struct FileNames: Sendable {
    private var paths: [Int: Set<[String]>] = [:]

    /// A number for the file at a path: the same each time, and for most paths another one.
    static func number(_ path: [String]) -> Int {
        let hash = path.joined(separator: "/").utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        return 1 << 20 + Int(hash % (1 << 23))
    }

    /// How many names a file has.
    func count(_ number: Int) -> Int { paths[number]?.count ?? 1 }

    /// The names of a file beside one of them.
    func others(_ number: Int, beside path: [String]) -> [[String]] {
        paths[number].map { Array($0.subtracting([path])) } ?? []
    }

    /// Notes a further name; a file without a number gets one.
    mutating func add(_ newPath: [String], to path: [String], _ number: Int?) -> Int {
        var number = number ?? Self.number(path)
        // Two paths with one number: the next free one.
        while let names = paths[number], !names.contains(path) { number += 1 }
        paths[number, default: [path]].insert(newPath)
        return number
    }

    /// Forgets the names of a node that goes, and of all below it, and gives back the room they took.
    ///
    /// A file's bytes are free once it has no name left.
    mutating func remove(_ node: FileNode, at path: [String], _ room: inout MemoryFiles.Room) {
        let extent = node.extent
        room.bytes -= extent.bytes
        room.nodes -= extent.nodes
        guard !paths.isEmpty, node.isDirectory || node.number != nil else { return }
        for (number, weight) in node.numberedWeights {
            guard let names = paths[number] else { continue }
            let left = names.filter { !$0.starts(with: path) }
            paths[number] = left.isEmpty ? nil : left
            if left.isEmpty { room.bytes -= weight }
        }
    }

    /// What lay at a path, with all below it, lies elsewhere.
    mutating func move(_ path: [String], to newPath: [String], isFolder: Bool, _ number: Int?) {
        for number in isFolder ? Array(paths.keys) : number.map({ [$0] }) ?? [] {
            guard let names = paths[number], names.contains(where: { $0.starts(with: path) }) else {
                continue
            }
            paths[number] = Set(
                names.map { $0.starts(with: path) ? newPath + $0.dropFirst(path.count) : $0 }
            )
        }
    }
}

extension FileNode {
    /// What files with a number weigh, by it.
    var numberedWeights: [Int: Int] {
        var weights: [Int: Int] = [:]
        if let number {
            weights[number] = 0
            if case .file(let content) = body { weights[number] = content.weight }
        }
        for child in children.nodes { weights.merge(child.numberedWeights) { $1 } }
        return weights
    }
}
