import EngineAPI

/// What holds for the ways in which workloads replace their pods.
enum UpdateStrategyRules {
    static func statefulSet(_ spec: JSON, _ faults: inout Faults) {
        let policy = spec["podManagementPolicy"]?.text ?? ""
        if policy != "OrderedReady", policy != "Parallel" {
            faults.refuse("spec.podManagementPolicy", policy, "must be 'OrderedReady' or 'Parallel'")
        }
        let path = "spec.updateStrategy"
        let update = spec["updateStrategy"]?["rollingUpdate"]
        switch spec["updateStrategy"]?["type"]?.text {
        case "RollingUpdate":
            faults.checkNatural("\(path).rollingUpdate.partition", update?["partition"])
        case "OnDelete":
            guard let update else { break }
            let shown =
                "apps.RollingUpdateStatefulSetStrategy{Partition:\(update["partition"]?.integer ?? 0), "
                + "MaxUnavailable:(*intstr.IntOrString)(nil)}"
            let why = "only allowed for updateStrategy 'RollingUpdate'"
            faults.add(.invalid("\(path).rollingUpdate", shown, why))
        case let other:
            let shown =
                "apps.StatefulSetUpdateStrategy{Type:\(GoFormat.quoted(other ?? "")), "
                + "RollingUpdate:(*apps.RollingUpdateStatefulSetStrategy)(nil)}"
            faults.add(.invalid(path, shown, "must be 'RollingUpdate' or 'OnDelete'"))
        }
    }

    static func daemonSet(_ spec: JSON, _ faults: inout Faults) {
        let path = "spec.updateStrategy"
        let type = spec["updateStrategy"]?["type"]?.text
        faults.check("\(path).type", type, oneOf: ["RollingUpdate", "OnDelete"])
        guard type == "RollingUpdate", let update = spec["updateStrategy"]?["rollingUpdate"] else { return }
        for field in ["maxUnavailable", "maxSurge"] {
            checkAmount("\(path).rollingUpdate.\(field)", update[field], &faults)
        }
        switch (isZero(update["maxUnavailable"]), isZero(update["maxSurge"])) {
        case (true, true):
            faults.require("\(path).rollingUpdate.maxUnavailable", "cannot be 0 when maxSurge is 0")
        case (false, false):
            faults.add(
                .invalid(
                    "\(path).rollingUpdate.maxSurge",
                    GoFormat.intOrString(update["maxSurge"]),
                    "may not be set when maxUnavailable is non-zero"
                )
            )
        default: break
        }
    }

    static func deployment(_ spec: JSON, _ faults: inout Faults) {
        let strategy = spec["strategy"]
        let path = "spec.strategy"
        let update = strategy?["rollingUpdate"]
        switch strategy?["type"]?.text {
        case "Recreate":
            if update != nil {
                faults.add(
                    .forbidden(
                        "\(path).rollingUpdate",
                        "may not be specified when strategy `type` is 'Recreate'"
                    )
                )
            }
        case "RollingUpdate":
            for field in ["maxUnavailable", "maxSurge"] {
                checkAmount("\(path).rollingUpdate.\(field)", update?[field], &faults)
            }
            if isZero(update?["maxUnavailable"]), isZero(update?["maxSurge"]) {
                faults.add(
                    .invalid(
                        "\(path).rollingUpdate.maxUnavailable",
                        GoFormat.intOrString(update?["maxUnavailable"]),
                        "may not be 0 when `maxSurge` is 0"
                    )
                )
            }
            checkShare("\(path).rollingUpdate.maxUnavailable", update?["maxUnavailable"], &faults)
        case let other:
            faults.add(
                .unsupported("\(path).type", GoFormat.quoted(other ?? ""), ["Recreate", "RollingUpdate"])
            )
        }
    }

    /// A share of the whole is at most the whole.
    static func checkShare(_ path: String, _ value: JSON?, _ faults: inout Faults) {
        guard let text = value?.text, let percent = percent(text), percent > 100 else { return }
        faults.add(.invalid(path, GoFormat.intOrString(value), "must not be greater than 100%"))
    }

    /// A number of pods, or a share of them.
    static func checkAmount(_ path: String, _ value: JSON?, _ faults: inout Faults) {
        switch value {
        case .string(let text):
            if percent(text) == nil {
                faults.add(
                    .invalid(
                        path,
                        GoFormat.intOrString(value),
                        "a valid percent string must be a numeric string followed by an ending '%' "
                            + "(e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"
                    )
                )
            }
        case .some(let number): faults.checkNatural(path, number)
        case nil: break
        }
    }

    private static func percent(_ text: String) -> Int? {
        guard text.hasSuffix("%"), text.dropLast().allSatisfy(\.isNumber) else { return nil }
        return Int(text.dropLast())
    }

    private static func isZero(_ value: JSON?) -> Bool {
        value?.integer == 0 || value?.text.flatMap(percent) == 0
    }
}
