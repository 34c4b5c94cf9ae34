import EngineAPI

/// What holds for autoscalers.
enum AutoscalerRules {
    static func check(_ object: KubeObject, _ faults: inout Faults) {
        let spec = object["spec"]
        let least = spec?["minReplicas"]?.integer ?? 1
        let most = spec?["maxReplicas"]?.integer ?? 0
        if least < 1 { faults.refuse("spec.minReplicas", least, "must be greater than or equal to 1") }
        if most < 1 { faults.refuse("spec.maxReplicas", most, "must be greater than 0") }
        if most < least {
            faults.refuse("spec.maxReplicas", most, "must be greater than or equal to `minReplicas`")
        }
        faults.checkRequired("spec.scaleTargetRef.kind", spec?["scaleTargetRef"]?["kind"]?.text)
        faults.checkRequired("spec.scaleTargetRef.name", spec?["scaleTargetRef"]?["name"]?.text)
        for (index, metric) in (spec?["metrics"]?.elements ?? []).enumerated() {
            checkSource(metric, "spec.metrics[\(index)]", &faults)
            for (field, hasContainer) in [("resource", false), ("containerResource", true)] {
                guard let source = metric[field] else { continue }
                resource(source, "spec.metrics[\(index)].\(field)", hasContainer, &faults)
            }
        }
    }

    /// A metric is of one type, and says what that type needs and nothing else.
    private static func checkSource(_ metric: JSON, _ path: String, _ faults: inout Faults) {
        let types = ["ContainerResource", "External", "Object", "Pods", "Resource"]
        func field(_ type: String) -> String { type.prefix(1).lowercased() + type.dropFirst() }
        let type = metric["type"]?.text ?? ""
        if type.isEmpty { faults.require("\(path).type", "must specify a metric source type") }
        faults.check("\(path).type", type, oneOf: types)
        let wanted = types.contains(type) ? field(type) : nil
        if let wanted, metric[wanted] == nil {
            faults.require("\(path).\(wanted)", "must populate information for the given metric source")
        }
        let given = types.map(field).filter { metric[$0] != nil }
        guard given.count != 1 else { return }
        for extra in given where extra != wanted {
            faults.add(.forbidden("\(path).\(extra)", "must populate the given metric source only"))
        }
    }

    /// A metric of a resource: what it is of, and how much of it there is to be.
    private static func resource(
        _ source: JSON,
        _ path: String,
        _ hasContainer: Bool,
        _ faults: inout Faults
    ) {
        if (source["name"]?.text ?? "").isEmpty {
            faults.require("\(path).name", "must specify a resource name")
        }
        if hasContainer, (source["container"]?.text ?? "").isEmpty {
            faults.require("\(path).container", "must specify a container")
        }
        let target = source["target"] ?? .object([])
        check(target, "\(path).target", &faults)
        let (rate, value) = (target["averageUtilization"], target["averageValue"])
        if rate == nil, value == nil {
            faults.require(
                "\(path).target.averageUtilization",
                "must set either a target raw value or a target utilization"
            )
        }
        if rate != nil, value != nil {
            let why = "may not set both a target raw value and a target utilization"
            faults.add(.forbidden("\(path).target.averageValue", why))
        }
    }

    private static func check(_ target: JSON, _ path: String, _ faults: inout Faults) {
        let type = target["type"]?.text ?? ""
        if type.isEmpty { faults.require("\(path).type", "must specify a metric target type") }
        if !["Utilization", "Value", "AverageValue"].contains(type) {
            faults.refuse("\(path).type", type, "must be either Utilization, Value, or AverageValue")
        }
        if let rate = target["averageUtilization"]?.integer, rate < 1 {
            faults.refuse("\(path).averageUtilization", rate, "must be greater than 0")
        }
        for field in ["value", "averageValue"] {
            guard let amount = Quantity(json: target[field]), amount <= .zero else { continue }
            faults.add(.invalid("\(path).\(field)", GoFormat.quantity(amount), "must be positive"))
        }
    }
}
