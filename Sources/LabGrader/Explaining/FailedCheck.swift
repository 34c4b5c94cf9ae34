import LabModel

/// A check that failed, with what was seen last and what there was around it.
struct FailedCheck: Hashable, Sendable {
    var check: FilledCheck
    var observation: Observation
    /// Nil where nobody could look around.
    var surroundings: Surroundings?

    /// The predicates that don't hold.
    var missed: [CheckPredicate] {
        check.predicates.filter { predicate in
            if case .fails = CheckJudge.judge(predicate, of: check.subject, observation) {
                true
            } else {
                false
            }
        }
    }

    /// The containers that the check is about; of a port those that were to publish it.
    var containers: [ContainerSight] {
        switch observation {
        case .container(let sight): [sight]
        case .compose(let sights): sights.map(\.container)
        case .connection(let sight): sight.publishers
        case .responses(let sight): sight.publishers
        case .absent, .image, .volume, .network, .file, .object, .pods, .events, .modelled, .unsupported: []
        }
    }

    /// The containers that something may be wrong with: for a port that nobody was to publish, all of them.
    var suspects: [ContainerSight] {
        if !containers.isEmpty { return containers }
        return port == nil ? [] : surroundings?.containers ?? []
    }

    /// The port of the session that the check is about, where nobody answers on it.
    var port: String? {
        switch (check.subject, observation) {
        case (.tcp(let port), .connection(let sight))
        where sight.state != "open" && !check.predicates.contains(.refused):
            port
        case (.http(let port, _), .responses(let sight)) where sight.responses.contains { $0.problem != nil }:
            port
        default: nil
        }
    }

    /// The last line that a container printed; nil where it printed nothing, or nobody read it.
    func lastLine(of container: ContainerSight) -> String? {
        let around = surroundings?.containers.first { $0.id == container.id }
        let logs = around?.logs ?? container.logs
        return logs?.text.split(whereSeparator: \.isNewline).last { $0.contains { !$0.isWhitespace } }.map(
            Self.short
        )
    }

    /// A line, shortened for a message.
    static func short(_ line: some StringProtocol) -> String {
        line.count > 160 ? line.prefix(157) + "..." : String(line)
    }
}

extension ContainerSight {
    /// How a command line names it.
    var shortName: String { name.isEmpty ? String(id.prefix(12)) : name }

    /// Whether it isn't up, or goes down again and again.
    var isDown: Bool {
        ["exited", "dead", "restarting"].contains(state.status)
            || state.status == "created" && !state.error.isEmpty
    }
}
