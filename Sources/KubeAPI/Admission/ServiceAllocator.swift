import EngineAPI

/// Gives services their addresses and ports.
///
/// What is in use is read from the services themselves, so nothing can leak or disagree.
struct ServiceAllocator {
    static let nodePorts = 30_000...32_767

    private let network: String
    private var addresses: Set<String> = []
    private var ports: Set<Int> = []

    /// - Parameters:
    ///   - network: The first 16 bits of the addresses: `10.96`.
    ///   - services: The services there are, without the one that is to be served.
    init(network: String, services: [KubeObject]) {
        self.network = network
        for service in services {
            if let address = service["spec", "clusterIP"]?.text { addresses.insert(address) }
            for port in service["spec", "ports"]?.elements ?? [] {
                if let number = port["nodePort"]?.integer { ports.insert(number) }
            }
        }
    }

    /// Fills in what the service needs and has not, and checks what it brings.
    mutating func serve(_ service: inout KubeObject, _ random: inout StoreRandom) -> [StatusError.Cause] {
        let type = service["spec", "type"]?.text ?? "ClusterIP"
        if type == "ExternalName" {
            for field in ["clusterIP", "clusterIPs"] { service["spec", field] = nil }
            return []
        }
        let causes = Self.families(of: service)
        guard causes.isEmpty else { return causes }
        return address(&service, &random) + nodePorts(&service, type, &random)
    }

    /// What is wrong with the families of addresses that the service asks for: the cluster has those of IPv4 alone.
    private static func families(of service: KubeObject) -> [StatusError.Cause] {
        let hasSelector = !(service["spec", "selector"]?.members ?? []).isEmpty
        // Whoever writes the endpoints of a service without an address by hand may name any family.
        guard hasSelector || service["spec", "clusterIP"]?.text != "None" else { return [] }
        let families = service["spec", "ipFamilies"]?.elements ?? []
        let policy = service["spec", "ipFamilyPolicy"]?.text ?? "SingleStack"
        if policy == "SingleStack", families.count > 1 {
            let why =
                "must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified"
            return [.invalid("spec.ipFamilyPolicy", GoFormat.quoted(policy), why)]
        }
        var causes: [StatusError.Cause] = []
        if policy == "RequireDualStack" {
            let why = "this cluster is not configured for dual-stack services"
            causes.append(.invalid("spec.ipFamilyPolicy", GoFormat.quoted(policy), why))
        }
        for (index, family) in families.enumerated() where family == .string("IPv6") {
            causes.append(
                .invalid("spec.ipFamilies[\(index)]", "\"IPv6\"", "not configured on this cluster")
            )
        }
        return causes
    }

    private mutating func address(
        _ service: inout KubeObject,
        _ random: inout StoreRandom
    ) -> [StatusError.Cause] {
        let listed = service["spec", "clusterIPs"]?.elements?.first?.text
        guard let wanted = service["spec", "clusterIP"]?.text ?? listed, !wanted.isEmpty else {
            guard let free = freeAddress(&random) else {
                return [
                    .init("InternalError", "spec.clusterIPs", "failed to allocate a serviceIP: range is full")
                ]
            }
            setAddress(&service, free)
            return []
        }
        setAddress(&service, wanted)
        if wanted == "None" { return [] }
        let shown = "[]string{\(GoFormat.quoted(wanted))}"
        guard let parts = Self.address(wanted) else {
            return [
                .invalid(
                    "spec.clusterIPs[0]",
                    GoFormat.quoted(wanted),
                    "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"
                )
            ]
        }
        guard "\(parts[0]).\(parts[1])" == network else {
            let why =
                "failed to allocate IP \(wanted): the provided IP (\(wanted)) is not in the valid range. "
                + "The range of valid IPs is \(network).0.0/16"
            return [.invalid("spec.clusterIPs", shown, why)]
        }
        guard !addresses.contains(wanted) else {
            let why = "failed to allocate IP \(wanted): provided IP is already allocated"
            return [.invalid("spec.clusterIPs", shown, why)]
        }
        return []
    }

    private func setAddress(_ service: inout KubeObject, _ address: String) {
        service["spec", "clusterIP"] = .string(address)
        service["spec", "clusterIPs"] = .array([.string(address)])
    }

    private static func address(_ text: String) -> [Int]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).compactMap { Int($0) }
        return parts.count == 4 && parts.allSatisfy { (0...255).contains($0) } ? parts : nil
    }

    private func freeAddress(_ random: inout StoreRandom) -> String? {
        let start = Int.random(in: 256..<65_534, using: &random)
        for step in 0..<65_278 {
            let number = (start - 256 + step) % 65_278 + 256
            let address = "\(network).\(number / 256).\(number % 256)"
            if !addresses.contains(address) { return address }
        }
        return nil
    }

    private mutating func nodePorts(
        _ service: inout KubeObject,
        _ type: String,
        _ random: inout StoreRandom
    ) -> [StatusError.Cause] {
        guard type == "NodePort" || type == "LoadBalancer" else { return [] }
        guard type == "NodePort" || service["spec", "allocateLoadBalancerNodePorts"]?.flag ?? true else {
            return []
        }
        var causes: [StatusError.Cause] = []
        var elements = service["spec", "ports"]?.elements ?? []
        for index in elements.indices {
            let path = "spec.ports[\(index)].nodePort"
            if let number = elements[index]["nodePort"]?.integer, number != 0 {
                if !Self.nodePorts.contains(number) {
                    let why =
                        "provided port is not in the valid range. The range of valid ports is 30000-32767"
                    causes.append(.invalid(path, String(number), why))
                } else if !ports.insert(number).inserted {
                    causes.append(.invalid(path, String(number), "provided port is already allocated"))
                }
            } else if let free = freePort(&random) {
                ports.insert(free)
                elements[index].set(.int(free), at: ["nodePort"])
            } else {
                causes.append(.init("InternalError", path, "failed to allocate a nodePort: range is full"))
            }
        }
        if !elements.isEmpty { service["spec", "ports"] = .array(elements) }
        return causes
    }

    private func freePort(_ random: inout StoreRandom) -> Int? {
        let count = Self.nodePorts.count
        let start = Int.random(in: 0..<count, using: &random)
        return (0..<count).lazy.map { 30_000 + (start + $0) % count }.first { !ports.contains($0) }
    }
}
