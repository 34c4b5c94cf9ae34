import EngineAPI

/// Why a node doesn't want some pods.
struct Taint: Hashable, Sendable {
    enum Effect: String, Hashable, Sendable {
        case noSchedule = "NoSchedule"
        case preferNoSchedule = "PreferNoSchedule"
        case noExecute = "NoExecute"
    }

    var key: String
    var value: String
    var effect: Effect

    static let unschedulable = Taint(
        key: "node.kubernetes.io/unschedulable",
        value: "",
        effect: .noSchedule
    )

    static func all(of node: KubeObject) -> [Taint] {
        (node.spec("taints")?.elements ?? []).compactMap { json in
            guard let key = json["key"]?.text,
                let effect = json["effect"]?.text.flatMap(Effect.init(rawValue:))
            else { return nil }
            return Taint(key: key, value: json["value"]?.text ?? "", effect: effect)
        }
    }

    /// Whether one of a pod's tolerations covers it.
    func isTolerated(by tolerations: [JSON]) -> Bool { toleration(in: tolerations) != nil }

    func toleration(in tolerations: [JSON]) -> JSON? { tolerations.first(where: isCovered) }

    /// For how many seconds a pod puts up with it; nil: for ever.
    ///
    /// - Returns: Nothing where it doesn't at all.
    func patience(of tolerations: [JSON]) -> Int?? {
        let covering = tolerations.filter(isCovered)
        guard !covering.isEmpty else { return nil }
        return .some(covering.compactMap { $0["tolerationSeconds"]?.integer }.min())
    }

    private func isCovered(by toleration: JSON) -> Bool {
        if let effect = toleration["effect"]?.text, !effect.isEmpty, effect != self.effect.rawValue {
            return false
        }
        let key = toleration["key"]?.text ?? ""
        if toleration["operator"]?.text == "Exists" { return key.isEmpty || key == self.key }
        return key == self.key && (toleration["value"]?.text ?? "") == value
    }
}
