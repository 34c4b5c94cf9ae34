import EngineAPI
import KubeAPI

/// What names and virtual addresses lead to: a pure function of services and their endpoints.
enum ServiceTable {
    /// The services as the pods' network is to know them, sorted by name.
    static func of(services: [KubeObject], slices: [KubeObject]) -> [VirtualService] {
        var byService: [String: [KubeObject]] = [:]
        for slice in slices {
            guard let name = slice.labels["kubernetes.io/service-name"] else { continue }
            byService["\(slice.namespace ?? "")/\(name)", default: []].append(slice)
        }
        return services.flatMap { service -> [VirtualService] in
            let key = "\(service.namespace ?? "")/\(service.name)"
            return entries(service, byService[key] ?? [])
        }.sorted { $0.name < $1.name }
    }

    private static func entries(
        _ service: KubeObject,
        _ slices: [KubeObject]
    ) -> [VirtualService] {
        let name = "\(service.name).\(service.namespace ?? "default").svc.\(PlaceRequest.domain)"
        if service["spec", "type"]?.text == "ExternalName" {
            let target = service["spec", "externalName"]?.text ?? ""
            return [VirtualService(name: name, addresses: [], alias: target)]
        }
        let address = service["spec", "clusterIP"]?.text ?? ""
        guard !address.isEmpty else { return [] }
        let ready = slices.flatMap { addresses(of: $0).map(\.address) }
        if address == "None" {
            // Hosts of a service without an address have names of their own: `db-0.db`.
            let named = slices.flatMap { addresses(of: $0) }.compactMap { endpoint in
                endpoint.host.map { (name: $0, address: endpoint.address) }
            }
            return [VirtualService(name: name, addresses: ready)]
                + named.map { VirtualService(name: "\($0.name).\(name)", addresses: [$0.address]) }
        }
        var ports: [Int: [VirtualService.Backend]] = [:]
        for port in service["spec", "ports"]?.elements ?? [] {
            guard let number = port["port"]?.integer, port["protocol"]?.text ?? "TCP" == "TCP" else {
                continue
            }
            ports[number] = slices.flatMap { backends(of: $0, port: port["name"]?.text ?? "") }
        }
        return [VirtualService(name: name, addresses: [address], ports: ports)]
    }

    private static func addresses(of slice: KubeObject) -> [(address: String, host: String?)] {
        (slice["endpoints"]?.elements ?? []).filter { $0.at("conditions", "ready") != .bool(false) }.flatMap {
            endpoint in
            (endpoint["addresses"]?.texts ?? []).map { ($0, endpoint["hostname"]?.text) }
        }
    }

    /// Where a port of a service's leads to; the ports of a slice are numbers that were looked up by their names.
    private static func backends(of slice: KubeObject, port name: String) -> [VirtualService.Backend] {
        let port = slice["ports"]?.elements?.first { ($0["name"]?.text ?? "") == name }?["port"]?.integer
        guard let port else { return [] }
        return addresses(of: slice).map { VirtualService.Backend(address: $0.address, port: port) }
    }
}
