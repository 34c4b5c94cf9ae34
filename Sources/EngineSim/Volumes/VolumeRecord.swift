import EngineAPI
import SimShell

/// A volume, as the engine keeps it.
struct VolumeRecord: Sendable {
    let name: String
    let created: WallTime
    let files: MemoryFiles
    var labels: [String: String]?
    var options: [String: String]?
    var isAnonymous = false

    static let root = "/var/lib/docker/volumes"

    var mountpoint: String { "\(Self.root)/\(name)/_data" }

    /// The volume in a list or alone.
    var details: VolumeDetails {
        VolumeDetails().with {
            $0.createdAt = Timestamp.seconds(created)
            ($0.driver, $0.scope) = ("local", "local")
            ($0.name, $0.mountpoint, $0.labels, $0.options) = (name, mountpoint, labels, options)
        }
    }
}
