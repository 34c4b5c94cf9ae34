import EngineAPI

/// The addresses behind a service: its pods, each with the ports under which it serves.
struct ServiceEndpoints {
    /// A port of the service as it is on some pods.
    struct Port: Hashable {
        var name: String
        var number: Int
        var `protocol`: String
        var appProtocol: String?

        /// As endpoints list it; slices also name the unnamed.
        func json(namesAll: Bool) -> JSON {
            .of([
                "appProtocol": appProtocol?.json, "name": namesAll || !name.isEmpty ? name.json : nil,
                "port": number.json, "protocol": `protocol`.json,
            ])
        }
    }

    /// A pod that belongs to the service.
    struct Member: Hashable {
        var facts: PodFacts
        var hostname: String?
        var ports: [Port]

        var reference: JSON {
            .of([
                "kind": "Pod".json, "name": facts.key.name.json, "namespace": facts.key.namespace.json,
                "uid": facts.uid.json,
            ])
        }
    }

    let service: KubeObject
    let members: [Member]

    init(_ service: KubeObject, pods: [(PodFacts, KubeObject)]) {
        self.service = service
        members =
            pods
            .filter { facts, _ in !facts.address.isEmpty && !facts.isTerminal }
            .map { facts, pod in
                let isNamed = pod.spec("subdomain")?.text == service.name
                return Member(
                    facts: facts,
                    hostname: isNamed ? pod.spec("hostname")?.text : nil,
                    ports: Self.ports(of: service, on: pod)
                )
            }
    }

    var publishesAll: Bool { service.spec("publishNotReadyAddresses") == .bool(true) }
    var isHeadless: Bool { service.spec("clusterIP")?.text == "None" }

    /// The service's ports on a pod: numbers, or what its containers call so.
    private static func ports(of service: KubeObject, on pod: KubeObject) -> [Port] {
        (service.spec("ports")?.elements ?? []).compactMap { json in
            let kind = json["protocol"]?.text ?? "TCP"
            let target = json["targetPort"] ?? json["port"]
            let number: Int?
            if let name = target?.text, Int(name) == nil {
                number =
                    (pod.spec("containers")?.elements ?? []).lazy.flatMap { $0["ports"]?.elements ?? [] }
                    .first { $0["name"]?.text == name && ($0["protocol"]?.text ?? "TCP") == kind }?[
                        "containerPort"
                    ]?
                    .integer
            } else {
                number = target?.integer ?? target?.text.flatMap { Int($0) }
            }
            return number.map {
                Port(
                    name: json["name"]?.text ?? "",
                    number: $0,
                    protocol: kind,
                    appProtocol: json["appProtocol"]?.text
                )
            }
        }
    }

    /// The members with the same ports, in the order in which these first come.
    var groups: [(ports: [Port], members: [Member])] {
        var order: [[Port]] = []
        var grouped: [[Port]: [Member]] = [:]
        // Without a port that it has, a pod serves nothing, unless the service has no ports at all.
        let hasPorts = !(service.spec("ports")?.elements ?? []).isEmpty
        for member in members where !hasPorts || !member.ports.isEmpty {
            if grouped[member.ports] == nil { order.append(member.ports) }
            grouped[member.ports, default: []].append(member)
        }
        return order.map { ($0, grouped[$0] ?? []) }
    }

    // MARK: - Endpoints

    /// `subsets` of the `Endpoints`.
    var subsets: [JSON] {
        groups.compactMap { ports, members in
            let staying = members.filter { !$0.facts.isBeingDeleted || publishesAll }
            guard !staying.isEmpty else { return nil }
            func addresses(_ chosen: [Member]) -> JSON? {
                chosen.isEmpty
                    ? nil
                    : .array(
                        chosen.sorted { $0.facts.address < $1.facts.address }.map { member in
                            .of([
                                "hostname": member.hostname?.json, "ip": member.facts.address.json,
                                "nodeName": member.facts.node.json, "targetRef": member.reference,
                            ])
                        }
                    )
            }
            let ready = staying.filter { publishesAll || $0.facts.isReady }
            let unready = staying.filter { !publishesAll && !$0.facts.isReady }
            return .of([
                "addresses": addresses(ready), "notReadyAddresses": addresses(unready),
                "ports": ports.isEmpty ? nil : .array(ports.map { $0.json(namesAll: false) }),
            ])
        }
    }

    // MARK: - Slices

    private static let sliceSize = 100

    /// What the slices hold: ports and endpoints of each; one without any where there are none.
    var slices: [(ports: [JSON], endpoints: [JSON])] {
        var slices: [(ports: [JSON], endpoints: [JSON])] = []
        for (ports, members) in groups {
            var rest = members.sorted { $0.facts.key < $1.facts.key }[...]
            while !rest.isEmpty {
                slices.append(
                    (ports.map { $0.json(namesAll: true) }, rest.prefix(Self.sliceSize).map(endpoint))
                )
                rest = rest.dropFirst(Self.sliceSize)
            }
        }
        return slices.isEmpty ? [([], [])] : slices
    }

    private func endpoint(_ member: Member) -> JSON {
        let facts = member.facts
        return .of([
            "addresses": [facts.address].json,
            "conditions": .of([
                "ready": (publishesAll || facts.isReady && !facts.isBeingDeleted).json,
                "serving": facts.isReady.json, "terminating": facts.isBeingDeleted.json,
            ]),
            "hostname": member.hostname?.json, "nodeName": facts.node.json, "targetRef": member.reference,
        ])
    }
}
