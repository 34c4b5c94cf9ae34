import EngineAPI

/// What the labels `pod-security.kubernetes.io/…` of a namespace ask of its pods.
///
/// Source: the Pod Security Standards, in the words of the admission plugin `PodSecurity`.
package enum PodSecurity {
    /// How much pods may do, from all to little.
    enum Level: String, CaseIterable, Sendable {
        case privileged, baseline, restricted
    }

    /// A level, by the rules of a version of Kubernetes.
    package struct Policy: Hashable, Sendable {
        var level = Level.privileged
        var version = "latest"

        /// As it is shown: `restricted:latest`.
        var text: String { "\(level.rawValue):\(version)" }
    }

    private static let prefix = "pod-security.kubernetes.io/"
    private static let modes = ["enforce", "audit", "warn"]

    /// What a namespace refuses.
    static func enforced(_ namespace: KubeObject?) -> Policy { policy("enforce", namespace) }

    /// What a namespace warns of: what it refuses, where it says nothing else.
    static func warned(_ namespace: KubeObject?) -> Policy {
        var policy = enforced(namespace)
        let labels = namespace?.labels ?? [:]
        if let level = labels[prefix + "warn"] { policy.level = Level(rawValue: level) ?? .privileged }
        if let version = labels[prefix + "warn-version"] { policy.version = version }
        return policy
    }

    private static func policy(_ mode: String, _ namespace: KubeObject?) -> Policy {
        let labels = namespace?.labels ?? [:]
        // What can't be read counts as the strictest.
        let level = labels[prefix + mode].map { Level(rawValue: $0) ?? .restricted } ?? .privileged
        return Policy(level: level, version: labels[prefix + mode + "-version"] ?? "latest")
    }

    /// What is wrong with the labels of a namespace, beside what was wrong with them before.
    package static func causes(_ namespace: KubeObject, changing old: KubeObject?) -> [StatusError.Cause] {
        let labels = namespace.labels
        return modes.flatMap { mode -> [StatusError.Cause] in
            [
                (prefix + mode, isLevel, "must be one of privileged, baseline, restricted"),
                (prefix + mode + "-version", isVersion, "must be \"latest\" or \"v1.x\""),
            ]
            .compactMap { name, isRight, rule in
                guard let value = labels[name], !isRight(value), old?.labels[name] != value else {
                    return nil
                }
                return .invalid("metadata.labels[\(name)]", GoFormat.quoted(value), rule)
            }
        }
    }

    private static func isLevel(_ text: String) -> Bool { Level(rawValue: text) != nil }

    private static func isVersion(_ text: String) -> Bool {
        text == "latest" || text.hasPrefix("v1.") && Int(text.dropFirst(3)).map { $0 >= 0 } ?? false
    }

    // MARK: - Pods

    /// Refuses a pod that its namespace doesn't allow.
    static func check(_ pod: KubeObject, in namespace: KubeObject?) throws(StatusError) {
        let policy = enforced(namespace)
        guard let faults = text(of: faults(pod, policy)) else { return }
        throw .forbidden(.pods, pod.name, "violates PodSecurity \(GoFormat.quoted(policy.text)): \(faults)")
    }

    /// Whether a namespace warns of anything.
    package static func warns(in namespace: KubeObject) -> Bool { warned(namespace).level != .privileged }

    /// What a namespace warns of in a pod, or in a template for pods; `pod` has the metadata and the spec of one.
    package static func warnings(of pod: KubeObject, in namespace: KubeObject) -> [String] {
        let policy = warned(namespace)
        return text(of: faults(pod, policy)).map {
            ["would violate PodSecurity \(GoFormat.quoted(policy.text)): \($0)"]
        } ?? []
    }

    /// What is said of the pods that are there when a namespace begins to refuse more.
    package static func warnings(
        of namespace: KubeObject,
        changing old: KubeObject?,
        _ pods: [KubeObject]
    ) -> [String] {
        let (policy, before) = (enforced(namespace), enforced(old))
        guard policy != before, policy.level != .privileged,
            policy.version != before.version || rank(policy.level) > rank(before.level)
        else { return [] }
        var names: [String: [String]] = [:]
        for pod in pods {
            let reasons = faults(pod, policy).map(\.reason).joined(separator: ", ")
            if !reasons.isEmpty { names[reasons, default: []].append(pod.name) }
        }
        guard !names.isEmpty else { return [] }
        let head =
            "existing pods in namespace \(GoFormat.quoted(namespace.name)) violate the new PodSecurity enforce "
            + "level \(GoFormat.quoted(policy.text))"
        return [head]
            + names.sorted { $0.key < $1.key }.map { reasons, names in
                let others = names.count - 1
                let more =
                    others == 0 ? "" : others == 1 ? " (and 1 other pod)" : " (and \(others) other pods)"
                return "\(names.min() ?? "")\(more): \(reasons)"
            }
    }

    private static func rank(_ level: Level) -> Int { Level.allCases.firstIndex(of: level) ?? 0 }

    private static func faults(_ pod: KubeObject, _ policy: Policy) -> [PodSecurityChecks.Fault] {
        policy.level == .privileged
            ? [] : PodSecurityChecks(pod).faults(isRestricted: policy.level == .restricted)
    }

    private static func text(of faults: [PodSecurityChecks.Fault]) -> String? {
        faults.isEmpty ? nil : faults.map { "\($0.reason) (\($0.detail))" }.joined(separator: ", ")
    }
}
