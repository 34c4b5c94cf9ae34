extension FileTree {
    /// Writes a file, through a link at the end of the path; a new one gets mode and owner.
    public func write(
        _ path: String,
        _ bytes: [UInt8],
        append: Bool = false,
        mode: Int = 0o644,
        owner: FileOwner = .root,
        as user: ProcessUser = .root
    ) throws(FileTreeError) {
        try write(
            path,
            content: .bytes(bytes),
            at: append ? .atEnd : .replacing,
            mode: mode,
            owner: owner,
            as: user
        )
    }

    /// Writes a file of any content, or a piece of one somewhere in it.
    public func write(
        _ path: String,
        content: FileContent,
        at offset: FileOffset = .replacing,
        mode: Int = 0o644,
        owner: FileOwner = .root,
        as user: ProcessUser = .root
    ) throws(FileTreeError) {
        let place = try walk(to: path, followingLast: true, as: user)
        if let status = place.status {
            guard status.kind != .directory else { throw place.failure(.isADirectory) }
            guard status.allows(.write, to: user) else { throw place.failure(.permissionDenied) }
            guard status.kind == .device || !place.isReadOnly else { throw place.failure(.readOnly) }
        } else {
            try checkRoom(place, as: user)
        }
        try inside(place) { place throws(FileTreeError.Code) in
            try place.files.write(
                place.inside,
                content,
                at: offset,
                new: FileAttributes(mode: mode, owner: owner)
            )
        }
    }

    /// Makes a folder.
    ///
    /// With `intermediate`, missing folders on the way are made, too, and an existing one is fine.
    public func makeDirectory(
        _ path: String,
        mode: Int = 0o755,
        owner: FileOwner = .root,
        intermediate: Bool = false,
        as user: ProcessUser = .root
    ) throws(FileTreeError) {
        if intermediate {
            var way = ""
            for name in path.split(separator: "/") {
                way += "/\(name)"
                if let status = try? status(way, as: user) {
                    guard status.kind == .directory else { throw FileTreeError(.notADirectory, path) }
                    continue
                }
                try makeDirectory(way, mode: mode, owner: owner, as: user)
            }
            return
        }
        let bare = path.utf8.last == UInt8(ascii: "/") ? Self.withoutSlashes(path) : path
        let place = try walk(to: bare, followingLast: false, as: user)
        guard place.status == nil else { throw FileTreeError(.exists, path) }
        try checkRoom(place, as: user)
        try inside(place) { place throws(FileTreeError.Code) in
            try place.files.makeDirectory(place.inside, FileAttributes(mode: mode, owner: owner))
        }
    }

    /// Makes a symbolic link.
    ///
    /// The target is any text: it need not lead anywhere.
    public func link(
        _ target: String,
        at path: String,
        owner: FileOwner = .root,
        as user: ProcessUser = .root
    ) throws(FileTreeError) {
        let place = try walk(to: path, followingLast: false, as: user)
        guard place.status == nil else { throw place.failure(.exists) }
        guard !target.isEmpty else { throw place.failure(.notFound) }
        guard target.utf8.count < limits.pathLength else { throw place.failure(.nameTooLong) }
        try checkRoom(place, as: user)
        try inside(place) { place throws(FileTreeError.Code) in
            try place.files.link(target, at: place.inside, FileAttributes(mode: 0o777, owner: owner))
        }
    }

    /// Gives a file a further name; a symbolic link at the end of the path gets it itself.
    ///
    /// - Throws: `notPermitted` for a folder, and for a file that isn't the user's to read and write; `otherDevice`
    ///   from one mount to another.
    public func addName(
        _ newPath: String,
        to path: String,
        as user: ProcessUser = .root
    ) throws(FileTreeError) {
        let from = try walk(to: path, followingLast: false, as: user)
        guard let status = from.status else { throw from.failure(.notFound) }
        let to = try walk(to: newPath, followingLast: false, as: user)
        guard to.status == nil else { throw to.failure(.exists) }
        guard from.files === to.files else { throw to.failure(.otherDevice) }
        let isTheirs = status.owner == user.id || user.id == 0
        guard status.kind != .directory,
            isTheirs
                || status.kind == .file && status.allows(.read, to: user) && status.allows(.write, to: user)
        else { throw to.failure(.notPermitted) }
        try checkRoom(to, as: user)
        try inside(to) { to throws(FileTreeError.Code) in try from.files.addName(to.inside, to: from.inside) }
    }

    /// Removes a file, a link or an empty folder.
    public func remove(_ path: String, as user: ProcessUser = .root) throws(FileTreeError) {
        try remove(path, withContent: false, as: user)
    }

    /// Removes a file, or a folder with all that is in it.
    public func removeAll(_ path: String, as user: ProcessUser = .root) throws(FileTreeError) {
        try remove(path, withContent: true, as: user)
    }

    private func remove(_ path: String, withContent: Bool, as user: ProcessUser) throws(FileTreeError) {
        let place = try walk(to: Self.withoutSlashes(path), followingLast: false, as: user)
        guard let status = place.status else { throw place.failure(.notFound) }
        guard !isBusy(place.names), !place.names.isEmpty else { throw place.failure(.busy) }
        try checkRoom(place, as: user)
        try checkSticky(place, status, user)
        if withContent, user.id != 0, status.kind == .directory {
            // Each folder on the way down has a say.
            for child in try list(path, as: user) {
                try remove("\(path)/\(child.name)", withContent: true, as: user)
            }
        }
        try inside(place) { place throws(FileTreeError.Code) in
            try place.files.remove(place.inside, withContent: withContent)
        }
    }

    /// Gives a file another place, in the room of a file or an empty folder that is there.
    ///
    /// - Throws: `otherDevice` from one mount to another.
    public func rename(
        _ path: String,
        to newPath: String,
        as user: ProcessUser = .root
    )
        throws(FileTreeError)
    {
        let from = try walk(to: Self.withoutSlashes(path), followingLast: false, as: user)
        let to = try walk(to: Self.withoutSlashes(newPath), followingLast: false, as: user)
        guard let status = from.status else { throw from.failure(.notFound) }
        guard !isBusy(from.names), !isBusy(to.names) else { throw from.failure(.busy) }
        guard from.files === to.files else { throw from.failure(.otherDevice) }
        try checkRoom(from, as: user)
        try checkRoom(to, as: user)
        try checkSticky(from, status, user)
        if let old = to.status { try checkSticky(to, old, user) }
        try inside(to) { to throws(FileTreeError.Code) in try from.files.rename(from.inside, to: to.inside) }
    }

    /// Whether a name may be added to, or taken from, the folder around a place.
    private func checkRoom(_ place: FilePlace, as user: ProcessUser) throws(FileTreeError) {
        guard !place.isReadOnly else { throw place.failure(.readOnly) }
        guard let parent = place.parent, parent.allows(.write, to: user) else {
            throw place.failure(place.parent == nil ? .busy : .permissionDenied)
        }
    }

    /// In a folder such as /tmp only the owner may take a file away.
    private func checkSticky(
        _ place: FilePlace,
        _ status: FileStatus,
        _ user: ProcessUser
    )
        throws(FileTreeError)
    {
        guard let parent = place.parent, parent.mode & 0o1000 != 0, user.id != 0 else { return }
        guard user.id == status.owner || user.id == parent.owner else { throw place.failure(.notPermitted) }
    }

    private static func withoutSlashes(_ path: String) -> String {
        var bare = path[...]
        while bare.utf8.count > 1, bare.utf8.last == UInt8(ascii: "/") { bare.removeLast() }
        return String(bare)
    }
}
