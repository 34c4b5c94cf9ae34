import Synchronization

/// The files of a container: its own over those of its image, and what is mounted among them.
///
/// ```swift
/// let tree = FileTree(image)
/// try tree.write("/etc/motd", Array("hello\n".utf8))
/// try tree.read("/etc/motd")
/// ```
/// Paths are absolute; links are followed inside the tree, `..` doesn't lead out of it. Whoever asks as a user other
/// than root is held to the permission bits.
public final class FileTree: Sendable {
    struct Mount: Sendable {
        let path: [String]
        let files: any MountedFiles
        let isReadOnly: Bool
        var isMemory = false
    }

    private let own: MemoryFiles
    private let isReadOnly: Bool
    private let mounts = Mutex<[Mount]>([])
    let limits: FileLimits
    let now: @Sendable () -> WallTime

    /// A container's files.
    ///
    /// Where they are read-only, what is mounted can still be written. What they hold beside the image is taken of
    /// `memory`; `now` is the moment that changes are stamped with.
    public init(
        _ image: FileImage = .empty,
        limits: FileLimits = .standard,
        memory: MemoryBudget = .unlimited,
        isReadOnly: Bool = false,
        now: @escaping @Sendable () -> WallTime = { WallTime(nanoseconds: 0) }
    ) {
        own = MemoryFiles(image, limits: limits, memory: memory, now: now)
        self.limits = limits
        self.isReadOnly = isReadOnly
        self.now = now
    }

    /// Writes a file of the container's own even where these are read-only, as the engine does for it.
    public func lay(_ bytes: [UInt8], at path: String) throws(FileTreeError) {
        let folder = path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
        if !folder.isEmpty { try makeRoom(at: folder, asFolder: true) }
        let place = try walk(to: path, followingLast: true)
        try inside(place) { place throws(FileTreeError.Code) in
            try place.files.write(
                place.inside,
                .bytes(bytes),
                at: .replacing,
                new: FileAttributes(mode: 0o644, modified: now())
            )
        }
    }

    /// What differs from the image, mounts left out.
    public func changes() -> [FileChange] { own.changes() }

    /// What differs from the image, as a layer for the next one.
    public func layer() -> FileLayer { own.layer() }

    /// The bytes and files beyond the image's.
    public var usage: (bytes: Int, nodes: Int) { own.usage }
}

// Mounts.
extension FileTree {
    /// Shows other files at a path, which is made if need be, with the folders on the way.
    ///
    /// Files in memory are a tmpfs to those who list mounts; others lie on a disk.
    public func mount(
        _ files: any MountedFiles,
        at path: String,
        readOnly: Bool = false,
        inMemory: Bool = false
    )
        throws(FileTreeError)
    {
        let isFolder = (try? files.status([]))?.kind == .directory
        let steps = path.split(separator: "/")
        for count in steps.indices.map({ $0 + 1 }) {
            let way = "/" + steps[..<count].joined(separator: "/")
            try makeRoom(at: way, asFolder: isFolder || count < steps.count)
        }
        let names = try walk(to: path, followingLast: true).names
        mounts.withLock { mounts in
            mounts.removeAll { $0.path == names }
            mounts.append(Mount(path: names, files: files, isReadOnly: readOnly, isMemory: inMemory))
            // The deepest first: the first that fits is the one that counts.
            mounts.sort { $0.path.count > $1.path.count }
        }
    }

    /// Shows read-only files at a path without making room for them among the container's own.
    func mountUnseen(_ files: any MountedFiles, at names: [String]) {
        mounts.withLock { mounts in
            mounts.removeAll { $0.path == names }
            mounts.append(Mount(path: names, files: files, isReadOnly: true))
            mounts.sort { $0.path.count > $1.path.count }
        }
    }

    /// The room for a mount belongs to the container even where it is read-only.
    private func makeRoom(at path: String, asFolder: Bool) throws(FileTreeError) {
        let place = try walk(to: path, followingLast: true)
        guard place.status == nil else { return }
        try inside(place) { place throws(FileTreeError.Code) in
            if asFolder {
                try place.files.makeDirectory(place.inside, FileAttributes(mode: 0o755))
            } else {
                let empty = FileAttributes(mode: 0o644)
                try place.files.write(place.inside, .bytes([]), at: .replacing, new: empty)
            }
        }
    }

    /// Takes away what is mounted at a path.
    public func unmount(_ path: String) {
        guard let place = try? walk(to: path, followingLast: true) else { return }
        mounts.withLock { mounts in mounts.removeAll { $0.path == place.names } }
    }

    /// Where something is mounted, and whether it is read-only, sorted.
    public var mountPoints: [(path: String, isReadOnly: Bool)] {
        mounts.withLock { $0 }
            .map { (path: "/" + $0.path.joined(separator: "/"), isReadOnly: $0.isReadOnly) }
            .sorted { $0.path < $1.path }
    }

    /// The container's own files and all that is mounted among them, by path.
    var mountTable: [MountLine] {
        let others = mounts.withLock { $0 }.map { mount in
            MountLine(
                path: "/" + mount.path.joined(separator: "/"),
                isReadOnly: mount.isReadOnly,
                isMemory: mount.isMemory
            )
        }
        return [MountLine(path: "/", isReadOnly: isReadOnly, isMemory: false)]
            + others.sorted { $0.path < $1.path }
    }

    /// The names in a folder that only mounts give it.
    func mountedNames(in names: [String]) -> [String] {
        mounts.withLock { $0 }
            .filter { $0.path.count == names.count + 1 && $0.path.starts(with: names) }
            .compactMap(\.path.last)
    }

    /// What holds the files of a place, and how it is called in there.
    func owner(of names: [String]) -> (files: any MountedFiles, inside: [String], isReadOnly: Bool) {
        let mount = mounts.withLock { mounts in mounts.first { names.starts(with: $0.path) } }
        guard let mount else { return (own, names, isReadOnly) }
        return (mount.files, Array(names.dropFirst(mount.path.count)), mount.isReadOnly)
    }

    /// What the files at a mount point hold, and may hold at most, in bytes.
    ///
    /// Folders of the host aren't measured: they count as the container's own.
    func room(at path: String) -> (used: Int, bytes: Int) {
        let found = owner(of: path.split(separator: "/").map(String.init)).files
        let files = found as? MemoryFiles ?? own
        return (files.usage.bytes, files.limits.bytes)
    }

    /// Whether something is mounted there or below.
    func isBusy(_ names: [String]) -> Bool {
        mounts.withLock { mounts in mounts.contains { $0.path.starts(with: names) } }
    }
}
