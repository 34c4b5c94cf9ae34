import EngineAPI

/// Which containers' files may be reached from outside.
///
/// To reach them the engine mounts what the container mounts, and follows links on the way. What runs in the container is
/// stopped meanwhile; but where a mount stands inside another one, whoever else has the outer one could put a link in the
/// way, and have the inner one mounted anywhere on the host (CVE-2018-15664, CVE-2026-42306).
enum ArchivePolicy {
    /// Files that an engine mounts of its own accord.
    private static let engineTargets = ["/etc/hosts", "/etc/hostname", "/etc/resolv.conf"]

    static func check(_ mounts: [MountPoint]) throws(EngineError) {
        // What is only in memory is mounted by the container itself.
        let targets = mounts.filter { $0.type != "tmpfs" }.map { Self.words($0.destination) }
        let inner = targets + engineTargets.map(words).filter { !targets.contains($0) }
        for target in inner {
            guard let outer = targets.first(where: { $0.count < target.count && target.starts(with: $0) })
            else { continue }
            throw .denied(
                "docker cp isn't available for a container with a mount inside another: \(path(target)) lies in "
                    + "\(path(outer)). Use docker exec with cat or tar, or mount them beside each other."
            )
        }
    }

    private static func words(_ path: String) -> [Substring] { path.split(separator: "/") }

    private static func path(_ words: [Substring]) -> String { "/" + words.joined(separator: "/") }
}
