extension FileTree {
    /// What is known of a file.
    ///
    /// A link at the end is followed where so asked; those on the way always are.
    public func status(
        _ path: String,
        followingLinks: Bool = true,
        as user: ProcessUser = .root
    )
        throws(FileTreeError) -> FileStatus
    {
        let place = try walk(to: path, followingLast: followingLinks, as: user)
        guard let status = place.status else { throw place.failure(.notFound) }
        return status
    }

    /// The number of the file at a path, as `ls -i` shows it: all names of a file have the same.
    func number(of path: String, followingLinks: Bool = false) throws(FileTreeError) -> Int {
        let place = try walk(to: path, followingLast: followingLinks)
        guard let status = place.status else { throw place.failure(.notFound) }
        return status.number ?? FileNames.number(place.inside)
    }

    /// Whether two paths lead to the same file.
    public func isSame(_ path: String, _ other: String, followingLinks: Bool = true) -> Bool {
        guard let one = try? walk(to: path, followingLast: followingLinks), one.status != nil,
            let two = try? walk(to: other, followingLast: followingLinks), two.status != nil
        else { return false }
        if one.names == two.names { return true }
        return one.files === two.files && one.status?.number != nil
            && one.status?.number == two.status?.number
    }

    /// Whether there is something at a path, links followed.
    public func exists(_ path: String) -> Bool { (try? status(path)) != nil }

    /// What is in a folder, sorted by name.
    public func list(_ path: String, as user: ProcessUser = .root) throws(FileTreeError) -> [FileListing] {
        let place = try existing(path, for: .read, as: user)
        guard place.status?.kind == .directory else { throw place.failure(.notADirectory) }
        var listing = try inside(place) { place throws(FileTreeError.Code) in
            try place.files.list(place.inside)
        }
        // What is mounted on a file or folder here is seen in its room.
        for index in listing.indices where isBusy(place.names + [listing[index].name]) {
            let owner = owner(of: place.names + [listing[index].name])
            if let status = try? owner.files.status(owner.inside) { listing[index].status = status }
        }
        let known = Set(listing.map(\.name))
        let mounted = mountedNames(in: place.names).filter { !known.contains($0) }
        guard !mounted.isEmpty else { return listing }
        for name in mounted {
            let owner = owner(of: place.names + [name])
            guard let status = try? owner.files.status(owner.inside) else { continue }
            listing.append(FileListing(name: name, status: status))
        }
        return listing.sorted { $0.name < $1.name }
    }

    /// What a file is made of.
    public func content(_ path: String, as user: ProcessUser = .root) throws(FileTreeError) -> FileContent {
        let place = try existing(path, for: .read, as: user)
        return try inside(place) { place throws(FileTreeError.Code) in
            try place.files.content(place.inside)
        }
    }

    /// At most `limit` bytes of a file from an offset on; empty at its end.
    public func read(
        _ path: String,
        from offset: Int,
        atMost limit: Int,
        as user: ProcessUser = .root
    )
        throws(FileTreeError) -> [UInt8]
    {
        let place = try existing(path, for: .read, as: user)
        return try inside(place) { place throws(FileTreeError.Code) in
            guard place.status?.kind != .directory else { throw .isADirectory }
            return try place.files.read(place.inside, from: offset, atMost: limit)
        }
    }

    /// All bytes of a file.
    ///
    /// - Throws: `tooLarge` where a file is larger than the tree's bytes may be, as one on paper can be.
    public func read(_ path: String, as user: ProcessUser = .root) throws(FileTreeError) -> [UInt8] {
        let size = try status(path, as: user).size
        guard size <= limits.bytes else { throw FileTreeError(.tooLarge, path) }
        return try read(path, from: 0, atMost: Int.max, as: user)
    }

    func existing(
        _ path: String,
        for access: FileStatus.Access,
        as user: ProcessUser
    )
        throws(FileTreeError) -> FilePlace
    {
        let place = try walk(to: path, followingLast: true, as: user)
        guard let status = place.status else { throw place.failure(.notFound) }
        guard status.allows(access, to: user) else { throw place.failure(.permissionDenied) }
        return place
    }

    /// Says the path with an error of the files in there.
    func inside<Result>(
        _ place: FilePlace,
        _ body: (FilePlace) throws(FileTreeError.Code) -> Result
    ) throws(FileTreeError) -> Result {
        do throws(FileTreeError.Code) {
            return try body(place)
        } catch {
            throw place.failure(error)
        }
    }
}
