/// What a container finds at `/sys/class`: of all that is there, `net` with a folder for each of its network cards.
final class NetworkFiles: UnwritableFiles {
    private static let facts = ["address", "mtu", "operstate"]

    private let network: any ProcessNetwork

    init(_ network: any ProcessNetwork) { self.network = network }

    /// The card that a path leads into; nil at the folders above.
    private func card(_ path: [String]) throws(FileTreeError.Code) -> NetworkCard? {
        guard path.isEmpty || path[0] == "net" else { throw .notFound }
        guard path.count > 1 else { return nil }
        guard let card = network.cards.first(where: { $0.name == path[1] }) else { throw .notFound }
        return card
    }

    func status(_ path: [String]) throws(FileTreeError.Code) -> FileStatus {
        _ = try card(path)
        let isFile = path.count == 3
        guard path.count < 3 || isFile && Self.facts.contains(path[2]) else { throw .notFound }
        return FileStatus(
            kind: isFile ? .file : .directory,
            mode: isFile ? 0o444 : 0o755,
            size: 0,
            modified: WallTime(nanoseconds: 0)
        )
    }

    func list(_ path: [String]) throws(FileTreeError.Code) -> [FileListing] {
        guard path.count < 3 else { throw .notADirectory }
        let isCard = try card(path) != nil
        let names = path.isEmpty ? ["net"] : isCard ? Self.facts : network.cards.map(\.name).sorted()
        var listing: [FileListing] = []
        for name in names { listing.append(FileListing(name: name, status: try status(path + [name]))) }
        return listing
    }

    func content(_ path: [String]) throws(FileTreeError.Code) -> FileContent {
        guard let card = try card(path), path.count == 3 else { throw .isADirectory }
        switch path[2] {
        case "address": return .text(card.hardware + "\n")
        case "mtu": return .text("\(card.mtu)\n")
        case "operstate": return .text(card.isLoopback ? "unknown\n" : "up\n")
        default: throw .notFound
        }
    }
}
