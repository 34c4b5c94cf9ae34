import Dockerfile
import EngineAPI
import SimShell
import TarStream

/// The files that a client sent along with a build.
struct BuildContext: Sendable {
    let files: FileTree
    /// The Dockerfile as it stood in the archive.
    let dockerfile: [UInt8]

    /// Reads an archive.
    ///
    /// Leaving out what `.dockerignore` names is the client's task; the engine heeds it for the Dockerfile and for the
    /// list itself.
    init(_ archive: ByteStream, dockerfile name: String, limits: EngineLimits) async throws {
        let all = try await TarReader.members(of: archive, limit: limits.archiveBytes)
        let path = name.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
        guard let file = all.first(where: { $0.path == path && $0.kind == .file }) else {
            throw EngineError(.failed, "Cannot locate specified Dockerfile: \(name)")
        }
        dockerfile = file.contents
        var members = all
        if let list = all.first(where: { $0.path == ".dockerignore" && $0.kind == .file }) {
            let ignore = DockerIgnore(String(decoding: list.contents, as: UTF8.self))
            members.removeAll { [path, ".dockerignore"].contains($0.path) && ignore.excludes($0.path) }
        }
        files = FileTree(FileImage(layers: [FileLayer(members)]), limits: limits.files)
    }
}

/// Copies files between trees, as `COPY` does.
struct TreeCopy {
    let source: FileTree
    let target: FileTree
    var owner = FileOwner.root
    var mode: Int?
    private(set) var hash = ContentHash()

    init(from source: FileTree, to target: FileTree) { (self.source, self.target) = (source, target) }

    /// Copies a file or link to a path, or what is in a folder into one.
    mutating func copy(_ path: String, to destination: String, depth: Int = 0) throws(FileTreeError) {
        guard depth < 200 else { throw FileTreeError(.tooManyLinks, path) }
        let status = try source.status(path, followingLinks: depth == 0)
        switch status.kind {
        case .directory:
            if (try? target.status(destination))?.kind != .directory {
                try target.makeDirectory(destination, mode: 0o755, owner: owner, intermediate: true)
                if depth > 0 {
                    try target.setMode(destination, mode ?? status.mode)
                    try target.setOwner(destination, owner)
                }
            }
            for entry in try source.list(path) {
                let place = destination == "/" ? "/\(entry.name)" : "\(destination)/\(entry.name)"
                try copy(
                    path == "/" ? "/\(entry.name)" : "\(path)/\(entry.name)",
                    to: place,
                    depth: depth + 1
                )
            }
        case .link:
            try makeRoom(destination)
            try target.link(status.linkTarget ?? "", at: destination, owner: owner)
        case .file:
            try makeRoom(destination)
            let content = try source.content(path)
            try target.write(destination, content: content, mode: mode ?? status.mode, owner: owner)
            try target.setMode(destination, mode ?? status.mode)
            try target.setOwner(destination, owner)
            try target.setModified(destination, status.modified)
        case .device: return
        }
    }

    private func makeRoom(_ path: String) throws(FileTreeError) {
        let folder = path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
        if !folder.isEmpty { try target.makeDirectory(folder, owner: owner, intermediate: true) }
        guard let old = try? target.status(path, followingLinks: false) else { return }
        guard old.kind != .directory else { throw FileTreeError(.isADirectory, path) }
        try target.remove(path)
    }

    /// A digest of what is at a path, for the cache.
    static func digest(_ path: String, in tree: FileTree) -> String {
        var layer = FileLayer()
        collect(path, "", tree, &layer, 0)
        return layer.digest
    }

    private static func collect(
        _ path: String,
        _ name: String,
        _ tree: FileTree,
        _ layer: inout FileLayer,
        _ depth: Int
    ) {
        guard depth < 200, let status = try? tree.status(path, followingLinks: depth == 0) else { return }
        let attributes = FileAttributes(mode: status.mode)
        let place = name.isEmpty ? "/." : name
        switch status.kind {
        case .directory:
            if !name.isEmpty { layer[place] = .directory(attributes) }
            for entry in (try? tree.list(path)) ?? [] {
                collect(
                    "\(path == "/" ? "" : path)/\(entry.name)",
                    "\(name)/\(entry.name)",
                    tree,
                    &layer,
                    depth + 1
                )
            }
        case .link: layer[place] = .link(target: status.linkTarget ?? "", attributes)
        case .file, .device:
            if let content = try? tree.content(path) {
                layer[name.isEmpty ? "/file" : name] = .file(content, attributes)
            }
        }
    }
}
