/// Where a path leads.
struct FilePlace: Sendable {
    /// As it was asked for.
    let path: String
    /// From the root, links followed.
    let names: [String]
    let files: any MountedFiles
    /// The names from the root of `files`.
    let inside: [String]
    let isReadOnly: Bool
    /// Nil where there is nothing yet, but could be.
    let status: FileStatus?
    /// The folder around it.
    let parent: FileStatus?

    func failure(_ code: FileTreeError.Code) -> FileTreeError { FileTreeError(code, path) }
}

extension FileTree {
    /// The absolute path of a path that a process names, by names alone: no link is followed.
    public static func absolute(_ path: String, in workingDirectory: String) -> String {
        if path.utf8.first == UInt8(ascii: "/") { return path }
        return workingDirectory.utf8.last == UInt8(ascii: "/")
            ? workingDirectory + path : "\(workingDirectory)/\(path)"
    }

    /// The absolute path that a path leads to, links followed, without `.` and `..`.
    ///
    /// The last name need not exist.
    public func resolve(
        _ path: String,
        from workingDirectory: String = "/",
        as user: ProcessUser = .root
    )
        throws(FileTreeError) -> String
    {
        let place = try walk(
            to: Self.absolute(path, in: workingDirectory),
            followingLast: true,
            as: user
        )
        return "/" + place.names.joined(separator: "/")
    }

    /// Follows a path name by name.
    ///
    /// - Throws: `notFound` where a folder on the way is missing; the last name may be.
    func walk(
        to path: String,
        followingLast: Bool,
        as user: ProcessUser = .root
    ) throws(FileTreeError)
        -> FilePlace
    {
        guard path.utf8.first == UInt8(ascii: "/") else { throw FileTreeError(.notFound, path) }
        guard path.utf8.count < limits.pathLength else { throw FileTreeError(.nameTooLong, path) }
        guard !path.utf8.contains(0) else { throw FileTreeError(.invalid, path) }
        var way = Way(path, in: self, as: user)
        // A slash at the end asks for the folder that a link leads to.
        let endsInFolder = path.utf8.last == UInt8(ascii: "/")
        while let name = way.rest.popLast() {
            try way.step(name, followingLink: followingLast || endsInFolder || !way.rest.isEmpty)
        }
        let place = way.place
        if endsInFolder, let status = place.status, status.kind != .directory {
            throw FileTreeError(.notADirectory, path)
        }
        return place
    }

    /// A walk under way.
    private struct Way {
        let path: String
        let tree: FileTree
        let user: ProcessUser
        /// The names still to go, the next one last.
        var rest: [Substring]
        var names: [String] = []
        var parents: [FileStatus] = []
        var status: FileStatus?
        var links = 0

        init(_ path: String, in tree: FileTree, as user: ProcessUser) {
            self.path = path
            self.tree = tree
            self.user = user
            rest = path.split(separator: "/").filter { $0 != "." }.reversed()
            status = try? tree.owner(of: []).files.status([])
        }

        var place: FilePlace {
            let owner = tree.owner(of: names)
            return FilePlace(
                path: path,
                names: names,
                files: owner.files,
                inside: owner.inside,
                isReadOnly: owner.isReadOnly,
                status: status,
                parent: parents.last
            )
        }

        mutating func step(_ name: Substring, followingLink: Bool) throws(FileTreeError) {
            guard let here = status else { throw FileTreeError(.notFound, path) }
            guard here.kind == .directory else { throw FileTreeError(.notADirectory, path) }
            guard name.utf8.count <= tree.limits.nameLength else { throw FileTreeError(.nameTooLong, path) }
            guard here.allows(.execute, to: user) else { throw FileTreeError(.permissionDenied, path) }
            if name == ".." {
                guard !names.isEmpty else { return }
                names.removeLast()
                status = parents.removeLast()
                return
            }
            let owner = tree.owner(of: names + [String(name)])
            let found: FileStatus?
            do throws(FileTreeError.Code) {
                found = try owner.files.status(owner.inside)
            } catch .notFound {
                found = nil
            } catch {
                throw FileTreeError(error, path)
            }
            if let target = found?.linkTarget, followingLink {
                try follow(target)
                return
            }
            names.append(String(name))
            parents.append(here)
            status = found
        }

        private mutating func follow(_ target: String) throws(FileTreeError) {
            links += 1
            guard links <= tree.limits.links else { throw FileTreeError(.tooManyLinks, path) }
            guard !target.isEmpty else { throw FileTreeError(.notFound, path) }
            if target.utf8.first == UInt8(ascii: "/") {
                if let root = parents.first { status = root }
                names = []
                parents = []
            }
            rest += target.split(separator: "/").filter { $0 != "." }.reversed()
            guard rest.count <= tree.limits.pathLength else { throw FileTreeError(.nameTooLong, path) }
        }
    }
}
