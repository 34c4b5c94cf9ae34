import EngineAPI

/// Which containers' files may be reached from outside.
///
/// To reach them the engine mounts what the container mounts, and follows links on the way. Where a mount stands inside
/// another one, whoever else has the outer one could put a link in the way, and have the inner one mounted anywhere on the
/// host (CVE-2018-15664, CVE-2026-42306). Who else has a volume can be held still; who has a folder of the workspace can't.
enum ArchivePolicy {
    /// Files that an engine mounts of its own accord.
    private static let engineTargets = ["/etc/hosts", "/etc/hostname", "/etc/resolv.conf"]

    /// The volumes in which other mounts stand, by the engine's names.
    static func outerVolumes(_ mounts: [MountPoint]) throws(EngineError) -> Set<String> {
        // What is only in memory is mounted by the container itself.
        let lasting = mounts.filter { $0.type != "tmpfs" }
        let targets = lasting.map { words($0.destination) }
        var outer: Set<String> = []
        for inner in targets + engineTargets.map(words).filter({ !targets.contains($0) }) {
            for (mount, target) in zip(lasting, targets)
            where target.count < inner.count && inner.starts(with: target) {
                guard mount.type == "volume", let name = mount.name else {
                    throw .denied(
                        "docker cp isn't available for a container with a mount inside a folder of the workspace: "
                            + "\(path(inner)) lies in \(path(target)). Use docker exec with cat or tar, or mount them "
                            + "beside each other."
                    )
                }
                outer.insert(name)
            }
        }
        return outer
    }

    private static func words(_ path: String) -> [Substring] { path.split(separator: "/") }

    private static func path(_ words: [Substring]) -> String { "/" + words.joined(separator: "/") }
}
