import EngineAPI
import KubeAPI

extension ObjectTable {
    static let services = ObjectTable(
        [
            .init("Name"), .init("Type"), .init("Cluster-IP"), .init("External-IP"), .init("Port(s)"),
            .init("Age"), .init("Selector", wide: true),
        ]
    ) { service, now in
        [
            .string(service.name), service.text("spec", "type"), service.text("spec", "clusterIP"),
            .string(externalAddress(service)), .string(servicePorts(service)), service.age(now),
            .string(service["spec", "selector"]?.labelText ?? "<none>"),
        ]
    }

    private static func externalAddress(_ service: KubeObject) -> String {
        let own = service["spec", "externalIPs"]?.elements?.compactMap(\.text) ?? []
        switch service["spec", "type"]?.text {
        case "ExternalName": return service["spec", "externalName"]?.text ?? ""
        case "LoadBalancer":
            let ingress = service["status", "loadBalancer", "ingress"]?.elements ?? []
            let given = ingress.compactMap { $0["ip"]?.text ?? $0["hostname"]?.text }
            let all = given + own
            return all.isEmpty ? "<pending>" : all.joined(separator: ",")
        default: return own.isEmpty ? "<none>" : own.joined(separator: ",")
        }
    }

    private static func servicePorts(_ service: KubeObject) -> String {
        let ports = (service["spec", "ports"]?.elements ?? []).map { port in
            let node = port["nodePort"]?.integer ?? 0
            let number = "\(port["port"]?.integer ?? 0)" + (node > 0 ? ":\(node)" : "")
            return "\(number)/\(port["protocol"]?.text ?? "TCP")"
        }
        return ports.isEmpty ? "<none>" : ports.joined(separator: ",")
    }

    static let endpoints = ObjectTable([.init("Name"), .init("Endpoints"), .init("Age")]) { object, now in
        [.string(object.name), .string(endpointList(object)), object.age(now)]
    }

    private static func endpointList(_ object: KubeObject) -> String {
        let subsets = object["subsets"]?.elements ?? []
        guard !subsets.isEmpty else { return "<none>" }
        let all = subsets.flatMap { subset -> [String] in
            let addresses = subset["addresses"]?.elements?.compactMap { $0["ip"]?.text } ?? []
            let ports = subset["ports"]?.elements?.compactMap { $0["port"]?.integer } ?? []
            guard !ports.isEmpty else { return addresses }
            return ports.flatMap { port in addresses.map { "\(bracketed($0)):\(port)" } }
        }
        // Addresses that aren't ready leave the cell empty, as in Kubernetes.
        return ShortList.text(all, none: "")
    }

    private static func bracketed(_ address: String) -> String {
        address.contains(":") ? "[\(address)]" : address
    }

    static let endpointSlices = ObjectTable(
        [.init("Name"), .init("AddressType"), .init("Ports"), .init("Endpoints"), .init("Age")]
    ) { object, now in
        let ports = (object["ports"]?.elements ?? []).map { $0["port"]?.integer.map(String.init) ?? "*" }
        let addresses = (object["endpoints"]?.elements ?? []).flatMap {
            $0["addresses"]?.elements?.compactMap(\.text) ?? []
        }
        return [
            .string(object.name), object.text("addressType"),
            .string(ShortList.text(ports, none: "<unset>")),
            .string(ShortList.text(addresses, none: "<unset>")), object.age(now),
        ]
    }

    static let ingresses = ObjectTable(
        [
            .init("Name"), .init("Class"), .init("Hosts"), .init("Address"), .init("Ports"), .init("Age"),
        ]
    ) { ingress, now in
        let hosts = (ingress["spec", "rules"]?.elements ?? []).compactMap { $0["host"]?.text }
            .filter { !$0.isEmpty }
        let addresses = (ingress["status", "loadBalancer", "ingress"]?.elements ?? []).compactMap {
            $0["ip"]?.text ?? $0["hostname"]?.text
        }
        let hasTLS = ingress["spec", "tls"]?.elements?.isEmpty == false
        return [
            .string(ingress.name), ingress.text("spec", "ingressClassName"),
            .string(ShortList.text(hosts, none: "*")), .string(addresses.joined(separator: ",")),
            .string(hasTLS ? "80, 443" : "80"), ingress.age(now),
        ]
    }

    static let ingressClasses = ObjectTable(
        [.init("Name"), .init("Controller"), .init("Parameters"), .init("Age")]
    ) { object, now in
        let parameters = object["spec", "parameters"]?.nonNull
        let group = parameters?["apiGroup"]?.text.map { ".\($0)" } ?? ""
        let text = parameters.map { "\($0["kind"]?.text ?? "")\(group)/\($0["name"]?.text ?? "")" }
        return [
            .string(object.name), object.text("spec", "controller"), .string(text ?? "<none>"),
            object.age(now),
        ]
    }

    static let networkPolicies = ObjectTable(
        [.init("Name"), .init("Pod-Selector"), .init("Age")]
    ) { object, now in
        [
            .string(object.name), .string(object["spec", "podSelector"]?.selectorText ?? "<none>"),
            object.age(now),
        ]
    }
}
