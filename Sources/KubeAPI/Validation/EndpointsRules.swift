import EngineAPI

/// What holds for addresses that somebody writes for a service: a name isn't one, and nobody else has this machine's own.
enum EndpointsRules {
    static func check(_ object: KubeObject, _ faults: inout Faults) {
        for (index, subset) in (object["subsets"]?.elements ?? []).enumerated() {
            let path = "subsets[\(index)]"
            let lists = ["addresses", "notReadyAddresses"].filter { !(subset[$0]?.elements ?? []).isEmpty }
            if lists.isEmpty { faults.require(path, "must specify `addresses` or `notReadyAddresses`") }
            for list in lists {
                for (number, address) in (subset[list]?.elements ?? []).enumerated() {
                    let ip = address["ip"]?.text ?? ""
                    faults.check("\(path).\(list)[\(number)].ip", ip, addressProblem)
                }
            }
            let ports = subset["ports"]?.elements ?? []
            for (number, port) in ports.enumerated() {
                let path = "\(path).ports[\(number)]"
                if (port["name"]?.text ?? "").isEmpty {
                    if ports.count > 1 { faults.require("\(path).name") }
                } else {
                    faults.check("\(path).name", port["name"]?.text, NameRules.labelProblem)
                }
                faults.checkPort("\(path).port", port["port"]?.integer ?? 0)
                faults.check("\(path).protocol", port["protocol"]?.text, oneOf: PortRules.protocols)
            }
        }
    }

    /// Why a text is no address at all; nil where it is one.
    static func formProblem(_ text: String) -> String? {
        IPBlock(address: text) == nil ? "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)" : nil
    }

    /// Why a text is no address that another machine can have; nil where it is one.
    static func addressProblem(_ text: String) -> String? {
        guard let address = IPBlock(address: text) else { return formProblem(text) }
        func isIn(_ blocks: String...) -> Bool {
            blocks.compactMap { IPBlock($0) }.contains { $0 == address || $0.isLarger(than: address) }
        }
        if isIn("0.0.0.0/32", "::/128") { return "may not be unspecified (\(text))" }
        if isIn("127.0.0.0/8", "::1/128") {
            return "may not be in the loopback range (127.0.0.0/8, ::1/128)"
        }
        return isIn("169.254.0.0/16", "fe80::/10")
            ? "may not be in the link-local range (169.254.0.0/16, fe80::/10)" : nil
    }
}
