import EngineAPI
import KubeAPI

/// `autoscaling/v1`: `targetCPUUtilizationPercentage` where `v2` has a list of metrics.
enum AutoscalingView {
    /// Where `v1` keeps the metrics that it can't say.
    private static let annotation = "autoscaling.alpha.kubernetes.io/metrics"

    static func shown(_ object: KubeObject) -> KubeObject {
        var shown = object
        shown["apiVersion"] = .string("autoscaling/v1")
        let metrics = object["spec", "metrics"]?.elements ?? []
        let cpu = metrics.first(where: isCPU)
        shown["spec", "metrics"] = nil
        shown["spec", "behavior"] = nil
        shown["spec", "targetCPUUtilizationPercentage"] =
            cpu?.value(at: ["resource", "target", "averageUtilization"])
        let others = metrics.filter { !isCPU($0) }
        if !others.isEmpty {
            let text = String(decoding: JSON.array(others).bytes, as: UTF8.self)
            shown["metadata", "annotations", annotation] = .string(text)
        }
        let current = object["status", "currentMetrics"]?.elements?.first(where: isCPU)
        shown["status", "currentMetrics"] = nil
        shown["status", "conditions"] = nil
        shown["status", "currentCPUUtilizationPercentage"] =
            current?.value(at: ["resource", "current", "averageUtilization"])
        return shown
    }

    static func stored(_ object: KubeObject) -> KubeObject {
        var stored = object
        stored["apiVersion"] = .string("autoscaling/v2")
        stored["spec", "targetCPUUtilizationPercentage"] = nil
        stored["status", "currentCPUUtilizationPercentage"] = nil
        var metrics: [JSON] = []
        if let text = object["metadata", "annotations", annotation]?.text,
            let others = (try? JSON(Array(text.utf8)))?.elements
        {
            metrics = others
            stored["metadata", "annotations", annotation] = nil
        }
        if let percent = object["spec", "targetCPUUtilizationPercentage"]?.nonNull {
            metrics.append(cpu(percent))
        }
        if !metrics.isEmpty { stored["spec", "metrics"] = .array(metrics) }
        return stored
    }

    private static func cpu(_ percent: JSON) -> JSON {
        .record([
            "type": "Resource",
            "resource": JSON.record([
                "name": "cpu",
                "target": JSON.record(["type": "Utilization", "averageUtilization": percent]),
            ]),
        ])
    }

    private static func isCPU(_ metric: JSON) -> Bool {
        metric["type"]?.text == "Resource" && metric["resource"]?["name"]?.text == "cpu"
            && (metric["resource"]?["target"] ?? metric["resource"]?["current"])?["averageUtilization"] != nil
    }
}
