import EngineAPI

/// What holds for how a pod finds other hosts, and for what it takes of its own.
enum HostRules {
    private static let mostServers = 3

    /// How names are resolved: by the servers that the pod brings, where it uses none of the cluster's.
    static func checkNames(_ spec: JSON, _ path: String, _ faults: inout Faults) {
        let config = spec["dnsConfig"]
        let path = "\(path).dnsConfig"
        let servers = config?["nameservers"]?.elements ?? []
        if spec["dnsPolicy"]?.text == "None" {
            if config == nil {
                return faults.require(path, "must provide `dnsConfig` when `dnsPolicy` is None")
            }
            if servers.isEmpty {
                let why = "must provide at least one DNS nameserver when `dnsPolicy` is None"
                return faults.require("\(path).nameservers", why)
            }
        }
        if servers.count > mostServers {
            let shown = GoFormat.list(servers.compactMap(\.text))
            let why = "must not have more than \(mostServers) nameservers"
            faults.add(.invalid("\(path).nameservers", shown, why))
        }
        for (index, server) in servers.enumerated() {
            faults.checkAddress("\(path).nameservers[\(index)]", server.text)
        }
    }

    /// Names that a pod's own file of hosts has.
    static func checkAliases(_ spec: JSON, _ path: String, _ faults: inout Faults) {
        for (index, alias) in (spec["hostAliases"]?.elements ?? []).enumerated() {
            let path = "\(path).hostAliases[\(index)]"
            faults.checkAddress("\(path).ip", alias["ip"]?.text)
            for (index, name) in (alias["hostnames"]?.elements ?? []).enumerated() {
                faults.check("\(path).hostnames[\(index)]", name.text, NameRules.subdomainProblem)
            }
        }
    }

    /// Ports of the node, each for one container.
    static func checkPorts(of containers: [JSON], _ path: String, _ faults: inout Faults) {
        var taken: Set<String> = []
        for (index, container) in containers.enumerated() {
            for (number, port) in (container["ports"]?.elements ?? []).enumerated() {
                guard let host = port["hostPort"]?.integer, host != 0 else { continue }
                let key = "\(port["protocol"]?.text ?? "TCP")/\(port["hostIP"]?.text ?? "")/\(host)"
                if !taken.insert(key).inserted {
                    faults.add(
                        .duplicate("\(path)[\(index)].ports[\(number)].hostPort", GoFormat.quoted(key))
                    )
                }
            }
        }
    }

    /// What must be cleared before a pod is given a node.
    static func checkGates(_ spec: JSON, _ path: String, _ faults: inout Faults) {
        var names: Set<String> = []
        for (index, gate) in (spec["schedulingGates"]?.elements ?? []).enumerated() {
            let path = "\(path).schedulingGates[\(index)]"
            let name = gate["name"]?.text ?? ""
            faults.checkLabelName(path, name)
            if !names.insert(name).inserted { faults.add(.duplicate(path, GoFormat.quoted(name))) }
        }
    }
}
