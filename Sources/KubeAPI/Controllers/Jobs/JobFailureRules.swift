import EngineAPI

/// A job's `podFailurePolicy`: what the failure of a pod means, by its exit codes and conditions.
struct JobFailureRules: Hashable {
    /// What a failure means.
    enum Ruling: Hashable {
        /// It counts towards the back-off limit.
        case counts
        /// It doesn't count, and the pod is made anew.
        case ignored
        /// It ends the job, for this reason.
        case endsJob(String)
    }

    private let rules: [JSON]

    init(_ job: KubeObject) { rules = job.spec("podFailurePolicy")?["rules"]?.elements ?? [] }

    /// What a pod's failure means: the first rule that fits says it.
    func ruling(on pod: KubeObject) -> Ruling {
        guard pod.status("phase")?.text == "Failed" else { return .counts }
        for (index, rule) in rules.enumerated() {
            guard let what = match(rule, pod) else { continue }
            switch rule["action"]?.text {
            case "Ignore": return .ignored
            case "FailJob": return .endsJob("\(what) matching FailJob rule at index \(index)")
            default: return .counts
            }
        }
        return .counts
    }

    /// What of a pod fits a rule, in the words of the condition that tells of it; nil where nothing does.
    private func match(_ rule: JSON, _ pod: KubeObject) -> String? {
        let place = "\(pod.namespace ?? "")/\(pod.name)"
        if let codes = rule["onExitCodes"] {
            let values = Set((codes["values"]?.elements ?? []).compactMap(\.integer))
            let isIn = codes["operator"]?.text == "In"
            let wanted = codes["containerName"]?.text
            for list in ["initContainerStatuses", "containerStatuses"] {
                for status in pod.status(list)?.elements ?? [] {
                    guard let name = status["name"]?.text, wanted == nil || wanted == name,
                        let code = status["state"]?["terminated"]?["exitCode"]?.integer, code != 0,
                        values.contains(code) == isIn
                    else { continue }
                    return "Container \(name) for pod \(place) failed with exit code \(code)"
                }
            }
        }
        for pattern in rule["onPodConditions"]?.elements ?? [] {
            let type = pattern["type"]?.text ?? ""
            if pod.condition(type)?["status"]?.text == pattern["status"]?.text ?? "True" {
                return "Pod \(place) has condition \(type)"
            }
        }
        return nil
    }
}
