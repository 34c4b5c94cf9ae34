import LabModel

/// A port that nobody publishes, while other ports are published: the number on the left of `-p` is another one.
enum OtherPorts: ExplanationRule {
    static func explain(_ failed: FailedCheck) -> Explanation? {
        guard let wanted = failed.port, failed.containers.isEmpty else { return nil }
        let published = (failed.surroundings?.containers ?? []).flatMap { container in
            container.ports.sorted { $0.key < $1.key }.flatMap { inside, hosts in
                hosts.map { (container: container.shortName, inside: inside, host: $0) }
            }
        }.filter { $0.inside.hasSuffix("/tcp") }
        guard !published.isEmpty else { return nil }
        if let near = published.first(where: { Spelling.distance($0.host, wanted) == 1 }) {
            return Explanation(
                why: "\(near.container) publishes \(near.inside) on port \(near.host), not on \(wanted)",
                attempt: "docker run -p \(wanted):\(near.inside.dropLast(4)) …"
            )
        }
        // Which of them was meant, if any, nobody knows.
        let list = published.map { "\($0.container) publishes \($0.inside) on \($0.host)" }
        return Explanation(why: "no container publishes port \(wanted): " + list.joined(separator: ", "))
    }
}
