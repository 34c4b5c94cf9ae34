/// What a container finds at `/proc`: its processes, and some facts on the machine.
///
/// There is no `self`, as files don't know who reads them.
final class ProcessFiles: UnwritableFiles {
    private enum Node {
        case directory([String])
        case file(String)
    }

    private weak let world: ModelWorld?

    init(_ world: ModelWorld) { self.world = world }

    private static let facts = ["cpuinfo", "loadavg", "meminfo", "mounts", "uptime", "version"]
    private static let ofProcess = ["cgroup", "cmdline", "comm", "status"]

    private func node(_ path: [String]) throws(FileTreeError.Code) -> Node {
        guard let world else { throw .notFound }
        guard let name = path.first else {
            return .directory((Self.facts + world.processes().map { String($0.id) }).sorted())
        }
        if Self.facts.contains(name) {
            guard path.count == 1 else { throw .notADirectory }
            return .file(fact(name, world))
        }
        guard let process = world.processes().first(where: { String($0.id) == name }) else { throw .notFound }
        guard path.count > 1 else { return .directory(Self.ofProcess) }
        guard path.count == 2, Self.ofProcess.contains(path[1]) else { throw .notFound }
        let command = process.arguments.first?.split(separator: "/").last.map(String.init) ?? ""
        switch path[1] {
        case "cmdline":
            return .file(process.title.map { $0 + "\0" } ?? process.arguments.map { $0 + "\0" }.joined())
        case "comm": return .file(String(command.prefix(15)) + "\n")
        case "cgroup": return .file("0::/\n")
        default:
            return .file(
                "Name:\t\(command.prefix(15))\nState:\tS (sleeping)\nPid:\t\(process.id)\nPPid:\t\(process.parent)\n"
                    + "Uid:\t\(process.user.id)\t\(process.user.id)\t\(process.user.id)\t\(process.user.id)\n"
                    + "Gid:\t\(process.user.group)\t\(process.user.group)\t\(process.user.group)\t\(process.user.group)\n"
            )
        }
    }

    private func fact(_ name: String, _ world: ModelWorld) -> String {
        switch name {
        case "cpuinfo":
            return (0..<2).map { "processor\t: \($0)\nmodel name\t: slidectl embedded engine\n\n" }.joined()
        case "loadavg":
            return "0.00 0.00 0.00 1/\(world.processes().count) \(world.processes().last?.id ?? 1)\n"
        case "meminfo":
            return "MemTotal:        2097152 kB\nMemFree:         1048576 kB\nMemAvailable:    1572864 kB\n"
        case "mounts":
            return world.files.mountTable
                .map { "\($0.device) \($0.path) \($0.type) \($0.options) 0 0\n" }.joined()
        case "uptime":
            let start = world.processes().map(\.started).min() ?? world.now
            return "\(max(0, world.now.seconds - start.seconds)).00 0.00\n"
        default: return "Linux version 6.1.0-slidectl\n"
        }
    }

    func status(_ path: [String]) throws(FileTreeError.Code) -> FileStatus {
        let modified = world?.now ?? WallTime(nanoseconds: 0)
        // As in the real one, files there have no size until they are read.
        switch try node(path) {
        case .directory: return FileStatus(kind: .directory, mode: 0o555, size: 0, modified: modified)
        case .file: return FileStatus(kind: .file, mode: 0o444, size: 0, modified: modified)
        }
    }

    func list(_ path: [String]) throws(FileTreeError.Code) -> [FileListing] {
        guard case .directory(let names) = try node(path) else { throw .notADirectory }
        var listing: [FileListing] = []
        for name in names {
            // A process may end while it is listed.
            if let status = try? status(path + [name]) {
                listing.append(FileListing(name: name, status: status))
            }
        }
        return listing
    }

    func content(_ path: [String]) throws(FileTreeError.Code) -> FileContent {
        guard case .file(let text) = try node(path) else { throw .isADirectory }
        return .text(text)
    }
}
