import EngineAPI
import KubeAPI

/// The variables by which containers are told of services: `WEB_SERVICE_HOST`, `WEB_PORT_80_TCP`.
enum ServiceVariables {
    /// Those of a namespace's services, and of the API server's always.
    static func of(
        _ services: [KubeObject],
        namespace: String,
        links: Bool
    ) -> [(name: String, value: String)] {
        services.sorted { ($0.namespace ?? "", $0.name) < ($1.namespace ?? "", $1.name) }.flatMap {
            service -> [(String, String)] in
            let isMaster = service.namespace == "default" && service.name == "kubernetes"
            guard isMaster || (links && service.namespace == namespace) else { return [] }
            return variables(service)
        }
    }

    private static func variables(_ service: KubeObject) -> [(String, String)] {
        guard let address = service["spec", "clusterIP"]?.text, !address.isEmpty, address != "None",
            let ports = service["spec", "ports"]?.elements, let first = ports.first?["port"]?.integer
        else { return [] }
        let prefix = Self.prefix(service.name)
        var list = [("\(prefix)_SERVICE_HOST", address), ("\(prefix)_SERVICE_PORT", String(first))]
        for port in ports {
            guard let name = port["name"]?.text, !name.isEmpty, let number = port["port"]?.integer else {
                continue
            }
            list.append(("\(prefix)_SERVICE_PORT_\(Self.prefix(name))", String(number)))
        }
        for (index, port) in ports.enumerated() {
            guard let number = port["port"]?.integer else { continue }
            let transport = port["protocol"]?.text ?? "TCP"
            let url = "\(transport.lowercased())://\(address):\(number)"
            if index == 0 { list.append(("\(prefix)_PORT", url)) }
            let base = "\(prefix)_PORT_\(number)_\(transport.uppercased())"
            list += [
                (base, url), ("\(base)_PROTO", transport.lowercased()), ("\(base)_PORT", String(number)),
                ("\(base)_ADDR", address),
            ]
        }
        return list
    }

    private static func prefix(_ name: String) -> String { name.uppercased().replacing("-", with: "_") }
}
