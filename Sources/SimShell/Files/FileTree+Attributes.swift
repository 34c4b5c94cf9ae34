extension FileTree {
    /// Sets the permission bits of what a path leads to.
    public func setMode(_ path: String, _ mode: Int, as user: ProcessUser = .root) throws(FileTreeError) {
        try change(path, followingLinks: true, as: user) { $0.mode = mode & 0o7777 }
    }

    /// Gives a file to somebody; only root may.
    public func setOwner(
        _ path: String,
        _ owner: FileOwner,
        followingLinks: Bool = true,
        as user: ProcessUser = .root
    ) throws(FileTreeError) {
        guard user.id == 0 else {
            _ = try status(path, followingLinks: followingLinks, as: user)
            throw FileTreeError(.notPermitted, path)
        }
        try change(path, followingLinks: followingLinks, as: user) { $0.owner = owner }
    }

    /// Sets the time of a file's last change.
    public func setModified(
        _ path: String,
        _ time: WallTime,
        as user: ProcessUser = .root
    )
        throws(FileTreeError)
    {
        try change(path, followingLinks: true, as: user) { $0.modified = time }
    }

    private func change(
        _ path: String,
        followingLinks: Bool,
        as user: ProcessUser,
        _ body: (inout FileAttributes) -> Void
    ) throws(FileTreeError) {
        let place = try walk(to: path, followingLast: followingLinks, as: user)
        guard let status = place.status else { throw place.failure(.notFound) }
        guard !place.isReadOnly else { throw place.failure(.readOnly) }
        guard user.id == 0 || user.id == status.owner else { throw place.failure(.notPermitted) }
        var attributes = FileAttributes(
            mode: status.mode,
            owner: FileOwner(user: status.owner, group: status.group),
            modified: status.modified
        )
        body(&attributes)
        try inside(place) { place throws(FileTreeError.Code) in
            try place.files.setAttributes(place.inside, attributes)
        }
    }
}
