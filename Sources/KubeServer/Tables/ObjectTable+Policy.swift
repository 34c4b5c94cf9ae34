import EngineAPI
import KubeAPI

extension ObjectTable {
    static let disruptionBudgets = ObjectTable(
        [
            .init("Name"), .init("Min Available"), .init("Max Unavailable"), .init("Allowed Disruptions"),
            .init("Age"),
        ]
    ) { object, now in
        [
            .string(object.name), .string(object["spec", "minAvailable"]?.numberOrText ?? "N/A"),
            .string(object["spec", "maxUnavailable"]?.numberOrText ?? "N/A"),
            .string(String(object.number("status", "disruptionsAllowed"))), object.age(now),
        ]
    }

    static let autoscalers = ObjectTable(
        [
            .init("Name"), .init("Reference"), .init("Targets"), .init("MinPods"), .init("MaxPods"),
            .init("Replicas"), .init("Age"),
        ]
    ) { object, now in
        // The older version says the same in other fields.
        let object = object.apiVersion == "autoscaling/v1" ? AutoscalingView.stored(object) : object
        let target = object["spec", "scaleTargetRef"]
        return [
            .string(object.name),
            .string("\(target?["kind"]?.text ?? "")/\(target?["name"]?.text ?? "")"),
            .string(targets(object)),
            .string(object["spec", "minReplicas"]?.integer.map(String.init) ?? "<unset>"),
            .string(String(object.number("spec", "maxReplicas"))),
            .string(String(object.number("status", "currentReplicas"))), object.age(now),
        ]
    }

    /// Each metric's state and goal; what was never measured is unknown.
    private static func targets(_ object: KubeObject) -> String {
        let metrics = object["spec", "metrics"]?.elements ?? []
        let current = object["status", "currentMetrics"]?.elements ?? []
        let texts = metrics.enumerated().map { index, metric in
            targetText(metric, index < current.count ? current[index] : nil)
        }
        guard !texts.isEmpty else { return "<none>" }
        let shown = texts.prefix(2).joined(separator: ", ")
        return texts.count > 2 ? "\(shown) + \(texts.count - 2) more..." : shown
    }

    private static func targetText(_ metric: JSON, _ current: JSON?) -> String {
        let type = metric["type"]?.text ?? ""
        let field = type.prefix(1).lowercased() + type.dropFirst()
        let source = metric[field]
        let target = source?["target"]
        let state = current?[field]?["current"]
        let isResource = ["Resource", "ContainerResource"].contains(type)
        let name = isResource ? source?["name"]?.text.map { "\($0): " } ?? "" : ""
        if let goal = target?["averageUtilization"]?.integer {
            let now = state?["averageUtilization"]?.integer.map { "\($0)%" } ?? "<unknown>"
            return "\(name)\(now)/\(goal)%"
        }
        if let goal = target?["averageValue"]?.numberOrText {
            let now = state?["averageValue"]?.numberOrText ?? "<unknown>"
            return "\(name)\(now)/\(goal)" + (type == "External" ? " (avg)" : "")
        }
        let now = state?["value"]?.numberOrText ?? "<unknown>"
        return "\(name)\(now)/\(target?["value"]?.numberOrText ?? "<auto>")"
    }
}
