import EngineAPI

/// What holds for the rules of who may speak with pods.
enum NetworkPolicyRules {
    static func check(_ object: KubeObject, _ faults: inout Faults) {
        let spec = object["spec"]
        faults.checkSelector("spec.podSelector", spec?["podSelector"])
        for (direction, peers) in [("ingress", "from"), ("egress", "to")] {
            for (index, rule) in (spec?[direction]?.elements ?? []).enumerated() {
                let path = "spec.\(direction)[\(index)]"
                for (number, port) in (rule["ports"]?.elements ?? []).enumerated() {
                    check(port: port, "\(path).ports[\(number)]", &faults)
                }
                for (number, peer) in (rule[peers]?.elements ?? []).enumerated() {
                    check(peer: peer, "\(path).\(peers)[\(number)]", &faults)
                }
            }
        }
        let kinds = spec?["policyTypes"]?.elements ?? []
        guard kinds.count <= 2 else {
            let shown =
                "[]networking.PolicyType{"
                + kinds.map { GoFormat.quoted($0.text ?? "") }
                .joined(separator: ", ") + "}"
            return faults.add(
                .invalid("spec.policyTypes", shown, "may not specify more than two policyTypes")
            )
        }
        for (index, kind) in kinds.enumerated() {
            faults.check("spec.policyTypes[\(index)]", kind.text, oneOf: ["Ingress", "Egress"])
        }
    }

    private static func check(port: JSON, _ path: String, _ faults: inout Faults) {
        faults.check("\(path).protocol", port["protocol"]?.text, oneOf: ["TCP", "UDP", "SCTP"])
        let end = port["endPort"]?.integer
        switch port["port"] {
        case nil:
            if let end {
                faults.refuse("\(path).endPort", end, "may not be specified when `port` is not specified")
            }
        case .string(let name):
            if let end {
                faults.refuse("\(path).endPort", end, "may not be specified when `port` is non-numeric")
            }
            faults.check("\(path).port", name, PortRules.nameProblem)
        case .some(let value):
            let number = value.integer ?? 0
            faults.checkPort("\(path).port", number)
            guard let end else { break }
            if end < number {
                faults.refuse("\(path).endPort", end, "must be greater than or equal to `port`")
            }
            faults.checkPort("\(path).endPort", end)
        }
    }

    private static func check(peer: JSON, _ path: String, _ faults: inout Faults) {
        let selectors = ["podSelector", "namespaceSelector"].filter { peer[$0] != nil }
        for field in selectors { faults.checkSelector("\(path).\(field)", peer[field]) }
        guard let block = peer["ipBlock"] else {
            if selectors.isEmpty { faults.require(path, "must specify a peer") }
            return
        }
        check(block: block, "\(path).ipBlock", &faults)
        if !selectors.isEmpty {
            faults.add(.forbidden(path, "may not specify both ipBlock and another peer"))
        }
    }

    private static func check(block: JSON, _ path: String, _ faults: inout Faults) {
        let why = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"
        let text = block["cidr"]?.text ?? ""
        if text.isEmpty { return faults.require("\(path).cidr") }
        guard let whole = IPBlock(text) else { return faults.refuse("\(path).cidr", text, why) }
        for (index, except) in (block["except"]?.elements ?? []).enumerated() {
            let path = "\(path).except[\(index)]"
            let text = except.text ?? ""
            guard let part = IPBlock(text) else {
                faults.refuse(path, text, why)
                continue
            }
            if !whole.isLarger(than: part) {
                faults.refuse(path, text, "must be a strict subset of `cidr`")
            }
        }
    }
}
