import EngineAPI

/// The filters of `docker ps`.
struct ContainerFilter {
    private let filters: Filters
    /// The numbers that a container's must lie under, and over.
    private var before: Int?
    private var since: Int?
    private var ancestors: Set<String>?
    private var exits: Set<Int>?
    private let published: [PortFilter]
    private let exposed: [PortFilter]

    /// Whether the filters ask for containers that don't run, so that all are looked at.
    var asksForState: Bool { ["status", "exited", "before", "since"].contains { filters.contains($0) } }

    private static let states: Set<String> = [
        "created", "dead", "exited", "paused", "removing", "restarting", "running",
    ]

    init(
        _ filters: Filters,
        containers: ContainerStore,
        images: ImageStore,
        volumes: [String: VolumeRecord]
    ) throws(EngineError) {
        self.filters = filters
        (published, exposed) = (try filters.ports("publish"), try filters.ports("expose"))
        for name in filters["before"] { before = min(before ?? .max, try containers.find(name).number) }
        for name in filters["since"] { since = max(since ?? 0, try containers.find(name).number) }
        if filters.contains("ancestor") {
            var found: Set<String> = []
            for name in filters["ancestor"] {
                guard case .image(let id, _) = images.find(name) else { continue }
                found.insert(id)
                var open = [id]
                while let next = open.popLast() {
                    for child in images.children(of: next) where found.insert(child.id).inserted {
                        open.append(child.id)
                    }
                }
            }
            ancestors = found
        }
        if filters.contains("exited") {
            var codes: Set<Int> = []
            for text in filters["exited"] {
                guard let code = Int(text) else {
                    throw .malformed(
                        "invalid filter 'exited=\(text)': strconv.Atoi: parsing \"\(text)\": invalid syntax"
                    )
                }
                codes.insert(code)
            }
            exits = codes
        }
        for text in filters["status"] where !Self.states.contains(text) {
            throw .malformed(
                "invalid filter 'status=\(text)': invalid value for state (\(text)): must be one of "
                    + "created, running, paused, restarting, removing, exited, dead"
            )
        }
        for text in filters["health"] where !["starting", "healthy", "unhealthy", "none"].contains(text) {
            throw .malformed("invalid filter 'health=\(text)'")
        }
    }

    func takes(_ record: ContainerRecord) -> Bool {
        if let before, record.number >= before { return false }
        if let since, record.number <= since { return false }
        if let ancestors, !ancestors.contains(record.image.id) { return false }
        if let exits {
            guard record.lifecycle.startedAt != nil, !record.lifecycle.isRunning,
                exits.contains(record.lifecycle.exitCode)
            else { return false }
        }
        guard filters.matchLabels(record.config.labels ?? [:]),
            filters.matchExactly("status", record.lifecycle.phase.rawValue),
            filters.matchExactly("health", record.health?.status ?? "none"),
            filters.matchExactly("is-task", "false"), filters.matchExactly("isolation", "")
        else { return false }
        return takesNames(record) && takesPlaces(record)
    }

    private func takesNames(_ record: ContainerRecord) -> Bool {
        if filters.contains("id"), !filters["id"].contains(where: { record.id.hasPrefix($0) }) {
            return false
        }
        return filters.matchNames(record.name, "/" + record.name)
    }

    private func takesPlaces(_ record: ContainerRecord) -> Bool {
        if filters.contains("network") {
            let names =
                record.endpoints.flatMap { [$0.networkName, $0.networkID] } + [record.hostConfig.networkMode]
            guard filters["network"].contains(where: names.contains) else { return false }
        }
        if filters.contains("volume") {
            let places = record.mounts.flatMap { [$0.name, $0.source, $0.destination].compactMap { $0 } }
            guard filters["volume"].contains(where: places.contains) else { return false }
        }
        return published.isEmpty && exposed.isEmpty || takesPorts(record)
    }

    /// One of the ports is enough, published or exposed.
    private func takesPorts(_ record: ContainerRecord) -> Bool {
        let isPublished = record.ports.contains { port in
            let transport = port.port.split(separator: "/").last.map(String.init) ?? "tcp"
            return published.contains { $0.takes(port.hostPort, transport) }
        }
        return isPublished
            || (record.config.exposedPorts ?? [:]).keys.compactMap(PortFilter.init).contains { port in
                exposed.contains { $0.takes(port.numbers.lowerBound, port.transport) }
            }
    }
}
