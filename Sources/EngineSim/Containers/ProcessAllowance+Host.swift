import EngineAPI
import SimShell

extension ProcessAllowance {
    /// What a container's own settings leave its processes.
    init(_ host: HostConfig) {
        self.init()
        let names = { (list: [String]?) in
            Set((list ?? []).map { $0.uppercased().replacing("CAP_", with: "") })
        }
        let (added, dropped) = (names(host.capAdd), names(host.capDrop))
        if dropped.contains("ALL") {
            changesOwners = !added.isDisjoint(with: ["ALL", "CHOWN"])
        } else {
            changesOwners = !dropped.contains("CHOWN")
        }
        if let limit = host.resources.ulimits?.last(where: { $0.name == "nofile" }) {
            (openFiles, mostOpenFiles) = (limit.soft, limit.hard)
        }
    }
}
