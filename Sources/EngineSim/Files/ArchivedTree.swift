import EngineAPI
import SimShell
import TarStream

/// Files of a container as members of an archive.
struct ArchivedTree {
    private let tree: FileTree
    private let limit: Int
    private(set) var members: [TarMember] = []
    private var bytes = 0
    /// The first place and name of each file that has more than one.
    private var firstNames: [Int: (path: String, name: String)] = [:]

    /// An archive of files of at most `limit` bytes.
    init(_ tree: FileTree, limit: Int) { (self.tree, self.limit) = (tree, limit) }

    /// Adds what is at a path, with all below it, under another name; an empty name leaves the folder itself out.
    mutating func add(_ path: String, as name: String, depth: Int = 0) throws {
        guard depth < 256 else { return }
        let status = try tree.status(path, followingLinks: false)
        if !name.isEmpty { try add(status, path, name) }
        // What stands in /proc is the kernel's.
        guard status.kind == .directory, path != "/proc" else { return }
        for entry in try tree.list(path) {
            try add(
                path == "/" ? "/\(entry.name)" : "\(path)/\(entry.name)",
                as: name.isEmpty ? entry.name : "\(name)/\(entry.name)",
                depth: depth + 1
            )
        }
    }

    private mutating func add(_ status: FileStatus, _ path: String, _ name: String) throws {
        var member = TarMember(
            path: name,
            permissions: status.mode,
            user: status.owner,
            group: status.group,
            modified: status.modified.seconds
        )
        switch status.kind {
        case .directory: member.kind = .folder
        case .link: member.kind = .symbolicLink(status.linkTarget ?? "")
        // Devices are the engine's own, and no other container's business.
        case .device: return
        case .file:
            // What is mounted numbers its files by itself.
            if let number = status.number, let first = firstNames[number],
                tree.isSame(first.path, path, followingLinks: false)
            {
                member.kind = .hardLink(first.name)
            } else {
                member.contents = ProgramFile.bytes(of: try tree.content(path))
                if let number = status.number { firstNames[number] = (path, name) }
            }
        }
        bytes += member.contents.count
        guard bytes <= limit else {
            throw EngineError(.tooLarge, "slidectl: an archive has at most \(limit >> 20) MiB")
        }
        members.append(member)
    }
}

/// How what stands on paper only, a program or a large file, is written where bytes are needed, and read again.
///
/// A program outside of the engine is a script that says what it was; the engine knows it again by its first line.
enum ProgramFile {
    private static let program = "#!slidectl-program "
    private static let sparse = "#!slidectl-zeros "
    /// Larger files on paper aren't written out.
    private static let longest = 4096

    static func bytes(of content: FileContent) -> [UInt8] {
        switch content {
        case .bytes(let bytes): bytes
        case .program(let name, let size): Array("\(program)\(name) \(size)\n".utf8)
        case .sparse(let size) where size <= longest: [UInt8](repeating: 0, count: size)
        case .sparse(let size): Array("\(sparse)\(size)\n".utf8)
        case .device: []
        }
    }

    static func content(of bytes: [UInt8]) -> FileContent {
        guard bytes.count < 200, bytes.starts(with: "#!slidectl-".utf8) else { return .bytes(bytes) }
        let text = String(decoding: bytes, as: UTF8.self)
        let words = text.split(whereSeparator: \.isWhitespace).dropFirst().map(String.init)
        let known = { (digits: String) in Int(digits).flatMap { (0...1 << 40).contains($0) ? $0 : nil } }
        if text.hasPrefix(program), words.count == 2, let size = known(words[1]) {
            return .program(name: words[0], size: size)
        }
        if text.hasPrefix(sparse), words.count == 1, let size = known(words[0]) { return .sparse(size: size) }
        return .bytes(bytes)
    }
}

extension FileAttributes {
    /// Those of a member of an archive.
    init(_ member: TarMember) {
        self.init(
            mode: member.permissions,
            owner: FileOwner(user: max(0, member.user), group: max(0, member.group)),
            modified: WallTime(nanoseconds: min(max(0, member.modified), 1 << 32) * 1_000_000_000)
        )
    }
}

extension FileLayer {
    private static let whiteout = ".wh."

    /// A layer of the members of an archive.
    init(_ members: [TarMember]) {
        self.init()
        var contents: [String: FileContent] = [:]
        for member in members {
            let parts = member.path.split(separator: "/")
            // Deeper than any tree of a container's may be; walks of it would need a deep stack.
            guard parts.count < 200 else { continue }
            let name = parts.last.map(String.init) ?? ""
            let attributes = FileAttributes(member)
            if name.hasPrefix(Self.whiteout) {
                let folder = member.path.dropLast(name.count)
                self["/" + folder + name.dropFirst(Self.whiteout.count)] = .removed
                continue
            }
            switch member.kind {
            case .folder: self["/" + member.path] = .directory(attributes)
            case .symbolicLink(let target): self["/" + member.path] = .link(target: target, attributes)
            case .file:
                let content = ProgramFile.content(of: member.contents)
                contents[member.path] = content
                self["/" + member.path] = .file(content, attributes)
            case .hardLink(let target):
                if let content = contents[target] { self["/" + member.path] = .file(content, attributes) }
            case .special: continue
            }
        }
    }

    /// The layer as members of an archive.
    var members: [TarMember] {
        paths.compactMap { path -> TarMember? in
            let name = String(path.dropFirst())
            guard !name.isEmpty, let entry = entries[path] else { return nil }
            switch entry {
            case .directory(let attributes): return TarMember(name, .folder, attributes)
            case .link(let target, let attributes): return TarMember(name, .symbolicLink(target), attributes)
            case .file(let content, let attributes):
                var member = TarMember(name, .file, attributes)
                member.contents = ProgramFile.bytes(of: content)
                return member
            case .removed:
                var parts = name.split(separator: "/").map(String.init)
                let last = parts.removeLast()
                return TarMember(path: (parts + [Self.whiteout + last]).joined(separator: "/"))
            }
        }
    }
}

extension TarMember {
    fileprivate init(_ path: String, _ kind: TarEntry.Kind, _ attributes: FileAttributes) {
        self.init(
            path: path,
            kind: kind,
            permissions: attributes.mode,
            user: attributes.owner.user,
            group: attributes.owner.group,
            modified: attributes.modified.seconds
        )
    }
}
