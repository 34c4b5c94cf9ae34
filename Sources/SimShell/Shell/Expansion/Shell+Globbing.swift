extension Shell {
    /// The paths that a field matches, sorted; nil where it is no pattern or matches nothing.
    func matchingPaths(_ field: [Segment]) async -> [String]? {
        guard field.contains(where: { !$0.isQuoted && $0.bytes.contains { "*?[".utf8.contains($0) } }) else {
            return nil
        }
        // A lone bracket, such as the command's, is no pattern.
        guard ShellPattern(field).hasSigns else { return nil }
        let isAbsolute = field.first?.bytes.first == UInt8(ascii: "/")
        let endsInSlash = field.last?.bytes.last == UInt8(ascii: "/")
        var found = [isAbsolute ? "/" : ""]
        let names = Self.split(field)
        for (index, name) in names.enumerated() {
            let isLast = index + 1 == names.count
            found = step(name, from: found, wantsFolders: !isLast || endsInSlash)
            // A hostile tree of folders times a hostile pattern.
            guard found.count <= 20_000 else { return nil }
            await Task.yield()
        }
        guard !found.isEmpty else { return nil }
        return found.map { endsInSlash ? $0 + "/" : $0 }.sorted {
            Array($0.utf8).lexicographicallyPrecedes($1.utf8)
        }
    }

    private func step(_ name: [Segment], from folders: [String], wantsFolders: Bool) -> [String] {
        let pattern = ShellPattern(name)
        let text = Self.text(name)
        return folders.flatMap { folder -> [String] in
            let prefix = folder.isEmpty || folder == "/" ? folder : folder + "/"
            guard pattern.hasSigns else {
                let path = absolute(prefix + text)
                guard let status = try? files.status(path, followingLinks: wantsFolders, as: user) else {
                    return []
                }
                return wantsFolders && status.kind != .directory ? [] : [prefix + text]
            }
            guard let listing = try? files.list(absolute(prefix.isEmpty ? "." : prefix), as: user) else {
                return []
            }
            return listing.compactMap { entry in
                // A dot at the beginning is never matched by a sign.
                if entry.name.utf8.first == UInt8(ascii: "."),
                    pattern.elements.first != .byte(UInt8(ascii: "."))
                {
                    return nil
                }
                guard pattern.matches(Array(entry.name.utf8)) else { return nil }
                let path = prefix + entry.name
                guard wantsFolders else { return path }
                return (try? files.status(absolute(path), as: user))?.kind == .directory ? path : nil
            }
        }
    }

    /// The names between slashes.
    private static func split(_ field: [Segment]) -> [[Segment]] {
        var names: [[Segment]] = [[]]
        for segment in field {
            for (index, piece) in segment.bytes.split(
                separator: UInt8(ascii: "/"),
                omittingEmptySubsequences: false
            )
            .enumerated() {
                if index > 0 { names.append([]) }
                if !piece.isEmpty {
                    names[names.count - 1].append(Segment(bytes: Array(piece), isQuoted: segment.isQuoted))
                }
            }
        }
        return names.filter { !$0.isEmpty }
    }
}
