/// A file system among a container's files, as `mount`, `df` and `/proc/mounts` tell of it.
struct MountLine: Sendable {
    private struct Known {
        let device: String
        let type: String
        let options: String
    }

    /// What a container always has, by its place.
    private static let known = [
        "/": Known(device: "overlay", type: "overlay", options: "relatime"),
        "/dev": Known(device: "tmpfs", type: "tmpfs", options: "nosuid,size=65536k,mode=755"),
        "/dev/shm": Known(device: "shm", type: "tmpfs", options: "nosuid,nodev,noexec,relatime"),
        "/proc": Known(device: "proc", type: "proc", options: "nosuid,nodev,noexec,relatime"),
        "/sys": Known(device: "sysfs", type: "sysfs", options: "nosuid,nodev,noexec,relatime"),
        "/sys/fs/cgroup": Known(device: "cgroup", type: "cgroup2", options: "nosuid,nodev,noexec,relatime"),
    ]
    private static let memory = Known(
        device: "tmpfs",
        type: "tmpfs",
        options: "nosuid,nodev,noexec,relatime"
    )
    private static let disk = Known(device: "/dev/sda1", type: "ext4", options: "relatime")

    let path: String
    let isReadOnly: Bool
    private let facts: Known

    init(path: String, isReadOnly: Bool, isMemory: Bool) {
        // Of the system's own folder only what is in `class` is there.
        self.path = path == "/sys/class" ? "/sys" : path
        // `/proc` takes no files, and is writable all the same: its settings are.
        self.isReadOnly = isReadOnly && path != "/proc"
        facts = Self.known[self.path] ?? (isMemory ? Self.memory : Self.disk)
    }

    var device: String { facts.device }
    var type: String { facts.type }
    var options: String { "\(isReadOnly ? "ro" : "rw"),\(facts.options)" }

    /// Whether files there take room of their own.
    var hasRoom: Bool { !["proc", "sysfs", "cgroup2"].contains(type) }
}
