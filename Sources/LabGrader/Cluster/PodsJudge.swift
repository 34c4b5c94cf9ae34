import LabModel
import TextMatch

/// Judges what was seen of the pods that a selector selects; those that are being deleted don't count.
struct PodsJudge {
    let sights: [PodSight]
    private var pods: [PodSight] { sights.filter { !$0.isEnding } }

    init(sights: [PodSight]) { self.sights = sights }

    /// Returns nil for a predicate that pods don't have.
    func judge(_ predicate: CheckPredicate) -> Judgement? {
        switch predicate {
        case .quantity("count", let condition): Comparison.number("count", pods.count, condition)
        case .quantity("restarts", let condition):
            every("restarts are", { "\($0.restarts)" }) {
                condition.isMet(by: Quantity(.number, Double($0.restarts)))
            }
        case .text("phase", let isEqual, let value):
            every("phases are", \.phase) { ($0.phase == value) == isEqual }
        case .text("ready", let isEqual, let value):
            every("ready are", { "\($0.readyContainers)/\($0.images.count)" }) {
                ("\($0.readyContainers)/\($0.images.count)" == value) == isEqual
            }
        case .text("image", let isEqual, let value):
            every("images are", \.imageText) { pod in
                pod.images.contains { ImageNames.areEqual($0, value) } == isEqual
            }
        case .contains("image", let isContained, let text):
            every("images are", \.imageText) { pod in
                pod.images.contains { $0.contains(text) } == isContained
            }
        default: nil
        }
    }

    /// What must hold of each pod, and of at least one.
    private func every(
        _ what: String,
        _ shown: (PodSight) -> String,
        _ holds: (PodSight) -> Bool
    ) -> Judgement {
        guard !pods.isEmpty else { return .fails(seen: "there are no such pods") }
        let seen = Set(pods.map(shown)).sorted().joined(separator: ", ")
        let stuck = pods.first { !$0.reason.isEmpty }.map { "; pod \($0.name) is in \($0.reason)" } ?? ""
        return .of(pods.allSatisfy(holds), seen: "\(what) {\(seen)}\(stuck)")
    }
}

extension PodSight {
    fileprivate var imageText: String { images.joined(separator: ", ") }
}

/// Judges what was seen of the session's events.
enum EventsJudge {
    /// Returns nil for a predicate that events don't have.
    static func judge(_ predicate: CheckPredicate, _ sights: [EventSight]) -> Judgement? {
        guard case .noEvents(let type) = predicate else { return nil }
        let found = sights.filter { type == nil || $0.type == type }
        guard let first = found.first else {
            return .holds(seen: "there are no \(type.map { "\($0) " } ?? "")events")
        }
        let more = found.count > 1 ? ", and \(found.count - 1) more" : ""
        return .fails(seen: "\(first.type) \(first.reason) of \(first.object): \(first.message)\(more)")
    }
}
