/// Paths from the workspace.
enum WorkspacePath {
    /// A path without what says nothing: `./conf/` is `conf`, and the workspace itself is `.`.
    static func normal(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", parts.last.map({ $0 != ".." }) == true {
                parts.removeLast()
            } else {
                parts.append(part)
            }
        }
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    /// Where a path of the host's lies from the workspace; nil outside of it.
    static func place(of path: String, in workspace: String) -> String? {
        let (path, root) = (normal(path), normal(workspace))
        if path == root { return "." }
        return path.hasPrefix(root + "/") ? String(path.trimmingPrefix(root + "/")) : nil
    }
}

extension ContainerSight.Setup {
    /// Notes where in the workspace mounted folders lie.
    ///
    /// A real engine mounts them from where no student can change them, or as parts of a volume; what was asked for
    /// tells which folder was meant.
    mutating func locateMounts(in workspace: String, asked binds: [String]) {
        for index in mounts.indices {
            let mount = mounts[index]
            let asked = binds.lazy.compactMap { Self.source(of: $0, at: mount.target) }.first
            let source = asked ?? (mount.type == "bind" ? mount.source : nil)
            mounts[index].place = source.flatMap { WorkspacePath.place(of: $0, in: workspace) }
        }
    }

    /// The folder in `/folder:/target:ro`, where that is for the target.
    private static func source(of bind: String, at target: String) -> String? {
        let parts = bind.split(separator: ":").map(String.init)
        guard parts.count > 1, parts[0].hasPrefix("/"),
            WorkspacePath.normal(parts[1]) == WorkspacePath.normal(target)
        else { return nil }
        return parts[0]
    }
}
