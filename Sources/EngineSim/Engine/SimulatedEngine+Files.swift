public import EngineAPI
import SimShell
import TarStream

extension SimulatedEngine {
    public func statPath(_ name: String, path: String) async throws -> PathStat {
        try stat(path, in: try containers.find(name), asked: name)
    }

    private func stat(
        _ path: String,
        in record: ContainerRecord,
        asked: String
    ) throws(EngineError) -> PathStat {
        let absolute = path.hasPrefix("/") ? path : "/" + path
        let plain = Self.withoutEnd(absolute)
        do throws(FileTreeError) {
            let endsInFolder = plain != absolute
            let status = try record.files.status(plain, followingLinks: endsInFolder)
            if endsInFolder, status.kind != .directory { throw FileTreeError(.notADirectory, path) }
            return PathStat().with {
                $0.name = Self.baseName(absolute)
                ($0.size, $0.mode) = (status.size, status.goMode)
                $0.mtime = Timestamp.text(status.modified)
                if let target = status.linkTarget {
                    // Where the link leads inside the container, as an absolute path.
                    let folder = plain.split(separator: "/").dropLast().map { "/\($0)" }.joined()
                    $0.linkTarget =
                        (try? record.files.resolve(plain))
                        ?? FileTree.absolute(target, in: folder.isEmpty ? "/" : folder)
                }
            }
        } catch {
            if error.code == .notADirectory { throw EngineError(.badRequest, "\(path): not a directory") }
            throw EngineError(.notFound, "Could not find the file \(path) in container \(asked)")
        }
    }

    /// The path without `/` and `/.` at its end.
    private static func withoutEnd(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") || path.hasSuffix("/.") { path.removeLast() }
        return path
    }

    /// The last part of a path as Go's `filepath.Base` has it.
    private static func baseName(_ path: String) -> String {
        var path = path[...]
        while path.count > 1, path.last == "/" { path.removeLast() }
        return path == "/" ? "/" : path.split(separator: "/").last.map(String.init) ?? "/"
    }

    public func readArchive(_ name: String, path: String) async throws -> (PathStat, ByteStream) {
        let record = try containers.find(name)
        let stat = try stat(path, in: record, asked: name)
        var archive = ArchivedTree(record.files, limit: limits.archiveBytes)
        let plain = Self.withoutEnd(path.hasPrefix("/") ? path : "/" + path)
        let base = stat.name == "." || stat.name == "/" ? "." : stat.name
        do { try archive.add(plain, as: base) } catch let error as FileTreeError {
            throw EngineError(.failed, "\(error)")
        }
        events.tell("container", "archive-path", record.id, record.eventAttributes)
        return (stat, EngineStream([try TarWriter.archive(archive.members)]))
    }

    public func writeArchive(_ name: String, _ target: ArchiveTarget, _ archive: ByteStream) async throws {
        let record = try containers.find(name)
        let path = Self.withoutEnd(target.path.hasPrefix("/") ? target.path : "/" + target.path)
        guard let status = try? record.files.status(path) else {
            throw EngineError(.notFound, "Could not find the file \(target.path) in container \(name)")
        }
        guard status.kind == .directory else {
            throw EngineError(.badRequest, "extraction point is not a directory")
        }
        try checkDisk("Error processing tar file")
        try await layArchive(archive, below: path, in: record.files, target)
        events.tell("container", "extract-to-dir", record.id, record.eventAttributes)
    }

    /// Lays an archive's members into a folder.
    func layArchive(
        _ archive: ByteStream,
        below path: String,
        in files: FileTree,
        _ target: ArchiveTarget
    ) async throws {
        let members: [TarMember]
        do {
            members = try await TarReader.members(
                of: archive,
                limit: archiveRoom,
                allowsCompression: false
            )
        } catch let error as EngineError where error.kind == .badRequest {
            throw EngineError(.failed, "unexpected EOF")
        }
        let folder = try files.resolve(path)
        for member in members {
            do throws(FileTreeError) {
                try lay(member, below: folder == "/" ? "" : folder, in: files, target)
            } catch {
                if error.code == .readOnly {
                    throw EngineError(.forbidden, "container rootfs is marked read-only")
                }
                throw EngineError(.badRequest, "Error processing tar file(exit status 1): \(error)")
            }
        }
    }

    private func lay(
        _ member: TarMember,
        below folder: String,
        in files: FileTree,
        _ target: ArchiveTarget
    ) throws(FileTreeError) {
        let path = "\(folder)/\(member.path)"
        let parent = path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
        if !parent.isEmpty { try files.makeDirectory(parent, intermediate: true) }
        var attributes = FileAttributes(member)
        if !target.copiesOwner { attributes.owner = .root }
        let old = try? files.status(path, followingLinks: false)
        switch member.kind {
        case .folder:
            if let old, old.kind != .directory {
                guard !target.keepsKinds else { throw FileTreeError(.notADirectory, path) }
                try files.remove(path)
            }
            if old?.kind != .directory { try files.makeDirectory(path, mode: attributes.mode) }
        case .symbolicLink(let to):
            if old != nil { try files.removeAll(path) }
            try files.link(to, at: path, owner: attributes.owner)
            return
        case .file:
            if old?.kind == .directory {
                guard !target.keepsKinds else { throw FileTreeError(.isADirectory, path) }
                try files.removeAll(path)
            } else if old != nil {
                try files.remove(path)
            }
            try files.write(path, content: ProgramFile.content(of: member.contents), mode: attributes.mode)
        case .hardLink(let to):
            if old != nil { try files.removeAll(path) }
            try files.addName(path, to: "\(folder)/\(to)")
            return
        case .special: return
        }
        try files.setMode(path, attributes.mode)
        try files.setOwner(path, attributes.owner)
        try files.setModified(path, attributes.modified)
    }

    public func exportContainer(_ name: String) async throws -> ByteStream {
        let record = try containers.find(name)
        var archive = ArchivedTree(record.files, limit: limits.archiveBytes)
        try archive.add("/", as: "")
        // What is mounted isn't the container's own.
        let mounted = record.mounts.map { $0.destination.dropFirst() + "/" }
        let members = archive.members.filter { member in !mounted.contains { member.path.hasPrefix($0) } }
        events.tell("container", "export", record.id, record.eventAttributes)
        return EngineStream([try TarWriter.archive(members)])
    }
}

extension FileStatus {
    /// Go's mode: kinds in the high bits.
    fileprivate var goMode: Int {
        var bits = mode & 0o777
        if mode & 0o4000 != 0 { bits |= 1 << 23 }
        if mode & 0o2000 != 0 { bits |= 1 << 22 }
        if mode & 0o1000 != 0 { bits |= 1 << 20 }
        switch kind {
        case .directory: bits |= 1 << 31
        case .link: bits |= 1 << 27
        case .device: bits |= 1 << 26 | 1 << 21
        case .file: break
        }
        return bits
    }
}
