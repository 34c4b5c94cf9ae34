import LabModel
import TextMatch

/// Judges what was seen of a compose project or one of its services.
struct ComposeJudge {
    let sights: [ComposeSight]

    /// Returns nil for a predicate that projects don't have.
    func judge(_ predicate: CheckPredicate) -> Judgement? {
        switch predicate {
        case .exists: .holds(seen: states)
        case .absent: .fails(seen: "it is there: \(states)")
        case .running: .of(!sights.isEmpty && sights.allSatisfy { isRunning($0) }, seen: states)
        case .healthy: healthy
        case .members("services", let wanted):
            Comparison.members("services", Set(sights.map(\.service)), wanted)
        case .quantity("count", let condition): Comparison.number("count", sights.count, condition)
        case .text("image", let isEqual, let value):
            .of(
                !sights.isEmpty
                    && sights.allSatisfy { ImageNames.areEqual($0.container.setup.image, value) == isEqual },
                seen: images
            )
        case .contains("image", let isContained, let text):
            .of(
                !sights.isEmpty
                    && sights.allSatisfy { $0.container.setup.image.contains(text) == isContained },
                seen: images
            )
        case .order(let first, let second): order(first, second)
        default: nil
        }
    }

    private func isRunning(_ sight: ComposeSight) -> Bool { sight.container.state.status == "running" }

    /// How every container is, for people.
    private var states: String {
        sights.map { "\($0.service) \(ContainerJudge(sight: $0.container).status)" }.joined(separator: ", ")
    }

    private var images: String {
        "images are " + sights.map { "\($0.service) \($0.container.setup.image)" }.joined(separator: ", ")
    }

    /// All run, those that are checked are healthy, and at least one is checked.
    private var healthy: Judgement {
        guard sights.contains(where: { $0.container.state.health != nil }) else {
            return .fails(seen: states + ", none with a health check")
        }
        return .of(
            sights.allSatisfy { isRunning($0) && ($0.container.state.health ?? "healthy") == "healthy" },
            seen: states
        )
    }

    /// The first is started no later than the second, and, where compose notes what waits for what, not by chance.
    private func order(_ first: String, _ second: String) -> Judgement {
        for service in [first, second] where !sights.contains(where: { $0.service == service }) {
            return .fails(seen: "there is no service \(service)")
        }
        if sights.contains(where: { $0.dependencies != nil }), !needs(of: second).contains(first) {
            let named = sights.first { $0.service == second }?.dependencies ?? []
            return .fails(
                seen:
                    "\(second) waits for \(named.isEmpty ? "nothing" : named.sorted().joined(separator: ", "))"
            )
        }
        guard let begun = starts(first).min(), let followed = starts(second).min() else {
            return .fails(seen: states)
        }
        return .of(
            begun <= followed,
            seen: begun <= followed ? "\(first) is first" : "\(second) was started first"
        )
    }

    /// Everything that a service waits for, directly or not.
    private func needs(of service: String) -> Set<String> {
        var found: Set<String> = []
        var open = [service]
        while let next = open.popLast() {
            for need in sights.filter({ $0.service == next }).flatMap({ $0.dependencies ?? [] })
            where found.insert(need).inserted { open.append(need) }
        }
        return found
    }

    private func starts(_ service: String) -> [TimeStamp] {
        sights.filter { $0.service == service }.compactMap { TimeStamp($0.startedAt) }
    }
}
