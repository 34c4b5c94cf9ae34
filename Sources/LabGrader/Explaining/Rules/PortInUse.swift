import LabModel

/// A port of the host's that something else has.
enum PortInUse: CommandRule {
    static func explain(_ failed: FailedCommand) -> Explanation? {
        let expressions = [
            /:([0-9]+)(?:\/tcp)? failed: port is already allocated/,
            /:([0-9]+): bind: address already in use/,
        ]
        guard let port = expressions.lazy.compactMap(failed.find).first else { return nil }
        let holder = failed.surroundings?.containers.first { $0.ports.values.contains { $0.contains(port) } }
        guard let holder else {
            return Explanation(why: "port \(port) is in use", attempt: "publish another port: -p OTHER:…")
        }
        return Explanation(
            why: "\(holder.shortName) has port \(port)",
            attempt: "docker stop \(holder.shortName)"
        )
    }
}
