import EngineAPI
import LabModel
import TextMatch

/// Judges what was seen of an object of the cluster.
struct ObjectJudge {
    let sight: ObjectSight
    private var object: JSON { sight.object }
    private var status: JSON? { object["status"] }

    init(sight: ObjectSight) { self.sight = sight }

    /// Returns nil for a predicate that objects don't have.
    func judge(_ predicate: CheckPredicate) -> Judgement? {
        switch predicate {
        case .exists: return .holds(seen: "it is there")
        case .absent: return .fails(seen: "it is there")
        case .running: return running
        case .rolledOut(let revision): return rolledOut(revision)
        case .condition(let type, let value): return condition(type, value)
        case .text("ready", let isEqual, let value):
            let (ready, wanted) = readiness
            return .of(("\(ready)/\(wanted)" == value) == isEqual, seen: "ready \(ready)/\(wanted)\(trouble)")
        case .text("phase", let isEqual, let value):
            return Comparison.text("phase", status?["phase"]?.text ?? "", isEqual: isEqual, to: value)
        case .text("type", let isEqual, let value):
            let type = object["spec"]?["type"]?.text ?? object["type"]?.text ?? ""
            return Comparison.text("type", type, isEqual: isEqual, to: value)
        case .text("image", let isEqual, let value):
            return .of(images.contains { ImageNames.areEqual($0, value) } == isEqual, seen: imagesText)
        case .contains("image", let isContained, let text):
            return .of(images.contains { $0.contains(text) } == isContained, seen: imagesText)
        case .environment(let name, let value): return environment(name, value)
        case .label(let name, let value):
            return Comparison.pair("label", Self.texts(object["metadata"]?["labels"]), name, value)
        case .quantity("endpoints", let condition):
            return sight.endpoints.map { Comparison.number("endpoints", $0.count, condition) }
                ?? .unsaid(reason: "only services have endpoints")
        case .quantity("replicas", let condition):
            let seen = status?["replicas"]?.integer ?? status?["currentNumberScheduled"]?.integer ?? 0
            return Comparison.number("replicas", seen, condition)
        case .quantity("restarts", let condition):
            return Comparison.number("restarts", sight.pods.reduce(0) { $0 &+ $1.restarts }, condition)
        case .json(let text):
            guard let question = JSONQuestion(parsing: text) else {
                return .unsaid(reason: "'\(text)' can't be read")
            }
            return question.judge(object)
        default: return nil
        }
    }

    // MARK: Parts

    /// How many parts are ready, and how many there are to be.
    private var readiness: (ready: Int, wanted: Int) {
        if let pod = sight.pods.first, object["kind"]?.text == "Pod" {
            return (pod.readyContainers, pod.images.count)
        }
        let wanted =
            object["spec"]?["replicas"]?.integer ?? status?["desiredNumberScheduled"]?.integer
            ?? object["spec"]?["completions"]?.integer ?? 0
        let ready =
            status?["readyReplicas"]?.integer ?? status?["numberReady"]?.integer
            ?? status?["succeeded"]?.integer ?? 0
        return (ready, wanted)
    }

    private var running: Judgement {
        let (ready, wanted) = readiness
        if object["kind"]?.text == "Pod" {
            let phase = status?["phase"]?.text ?? ""
            return .of(phase == "Running", seen: "phase is \(Comparison.shown(phase))\(trouble)")
        }
        return .of(wanted > 0 && ready >= wanted, seen: "ready \(ready)/\(wanted)\(trouble)")
    }

    private func condition(_ type: String, _ value: String) -> Judgement {
        let conditions = status?["conditions"]?.elements ?? []
        guard let found = conditions.first(where: { $0["type"]?.text == type }) else {
            return .fails(seen: "it has no condition \(type)")
        }
        let seen = found["status"]?.text ?? "Unknown"
        let reason = found["reason"]?.text.map { " (\($0))" } ?? ""
        return .of(seen == value, seen: seen == "True" ? type : "\(type) is \(seen)\(reason)\(trouble)")
    }

    /// Whether the newest template stands everywhere, as `kubectl rollout status` has it.
    private func rolledOut(_ wanted: Int?) -> Judgement {
        let now = rollout
        let text =
            now.isDone
            ? "rolled out" : "\(now.updated) of \(now.wanted) updated, \(now.available) available\(trouble)"
        guard let wanted else { return .of(now.isDone, seen: text) }
        return .of(
            now.isDone && revision == wanted,
            seen: "revision \(revision.map(String.init) ?? "unknown"), \(text)"
        )
    }

    private var revision: Int? {
        object["metadata"]?["annotations"]?["deployment.kubernetes.io/revision"]?.text.flatMap { Int($0) }
    }

    private var rollout: (isDone: Bool, updated: Int, wanted: Int, available: Int) {
        let generation = object["metadata"]?["generation"]?.integer ?? 0
        let isSeen = (status?["observedGeneration"]?.integer ?? 0) >= generation
        let (_, wanted) = readiness
        let isDaemonSet = object["kind"]?.text == "DaemonSet"
        let updated = status?[isDaemonSet ? "updatedNumberScheduled" : "updatedReplicas"]?.integer ?? 0
        let available = status?[isDaemonSet ? "numberAvailable" : "availableReplicas"]?.integer ?? 0
        let all = status?[isDaemonSet ? "currentNumberScheduled" : "replicas"]?.integer ?? 0
        let isDone = isSeen && updated >= wanted && all <= updated && available >= updated
        return (isDone, updated, wanted, available)
    }

    /// Whether the newest template stands everywhere, so that the controllers have nothing more to do.
    var isRolledOut: Bool { rollout.isDone }

    /// The revision that stands everywhere; nil while a rollout goes on.
    var finishedRevision: Int? { isRolledOut ? revision : nil }

    private var images: [String] { ObjectParts.containers(object).compactMap { $0["image"]?.text } }
    private var imagesText: String { "images are {\(images.joined(separator: ", "))}" }

    /// A variable of any of the containers, wherever its value comes from.
    private func environment(_ name: String, _ value: String?) -> Judgement {
        let variables = sight.variables ?? PodEnvironment(object: object).variables
        let found = variables.filter { $0.name == name }
        guard !found.isEmpty else { return .fails(seen: "env \(name) isn't set") }
        let good = found.first { value == nil ? !$0.isMissing : $0.value == value }
        let texts = (good.map { [$0] } ?? found).map { variable in
            variable.value.map { "is \(Comparison.shown($0))" } ?? "comes from \(variable.source)"
        }
        var seen: [String] = []
        for text in texts where !seen.contains(text) { seen.append(text) }
        return .of(good != nil, seen: "env \(name) \(seen.joined(separator: " and "))")
    }

    /// The first pod that something is wrong with, for people.
    private var trouble: String {
        guard let pod = sight.pods.first(where: { !$0.reason.isEmpty }) else { return "" }
        return "; pod \(pod.name) is in \(pod.reason)"
    }

    private static func texts(_ json: JSON?) -> [String: String] {
        Dictionary((json?.members ?? []).map { ($0.name, $0.value.text ?? "") }) { first, _ in first }
    }
}
