import EngineAPI

extension ContainerView {
    /// The ports of a list: the session's address stands for all addresses, as the student asked.
    func ports(_ port: ContainerSummary.Port, _ labels: [String: String]) -> [ContainerSummary.Port] {
        guard port.publicPort != nil else { return [port] }
        let asked = asked(labels)?["\(port.privatePort)/\(port.type)"] ?? nil
        let hostIP = asked?.first?.hostIP ?? ""
        let shown = port.with { $0.publicPort = port.publicPort.map(ContainerPolicy.viewPort) }
        return addresses(hostIP).map { address in shown.with { $0.ip = address } }
    }

    /// The ports of a running container.
    func bindings(
        _ bindings: [String: [PortBinding]?],
        _ labels: [String: String]?
    ) -> [String: [PortBinding]?]? {
        let asked = asked(labels)
        return bindings.reduce(into: [:]) { shown, entry in
            let hostIP = (asked?[entry.key] ?? nil)?.first?.hostIP ?? ""
            shown[entry.key] = .some(
                entry.value.map {
                    $0.flatMap { binding in
                        addresses(hostIP).map { address in
                            let port = Int(binding.hostPort).map { String(ContainerPolicy.viewPort($0)) }
                            return PortBinding(hostIP: address, hostPort: port ?? binding.hostPort)
                        }
                    }
                }
            )
        }
    }

    /// The bindings as the student asked for them.
    func asked(_ labels: [String: String]?) -> [String: [PortBinding]?]? {
        guard let text = labels?[SessionLabels.ports], let json = try? JSON(Array(text.utf8)) else {
            return nil
        }
        return try? [String: [PortBinding]?](json: json)
    }

    /// The mounts as the student asked for them.
    func askedBinds(_ labels: [String: String]?) -> [String]? {
        guard let text = labels?[SessionLabels.binds], let json = try? JSON(Array(text.utf8)) else {
            return nil
        }
        return try? [String](json: json)
    }

    /// What an engine says where a port was asked for on this address.
    private func addresses(_ hostIP: String) -> [String] { hostIP.isEmpty ? ["0.0.0.0", "::"] : [hostIP] }
}
