import EngineAPI

/// The filters of `docker ps`.
struct ContainerFilter {
    private let filters: Filters
    /// The numbers that a container's must lie under, and over.
    private var before: Int?
    private var since: Int?
    private var ancestors: Set<String>?
    private var exits: Set<Int>?

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
        if filters.contains("name"),
            !filters["name"].contains(where: { NameFilter($0.slashless).fits(record.name) })
        {
            return false
        }
        return true
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
        let asked = { (key: String) in
            Set(filters[key].map { $0.contains("/") ? $0 : $0 + "/tcp" })
        }
        if filters.contains("publish"), asked("publish").isDisjoint(with: record.ports.map(\.port)) {
            return false
        }
        if filters.contains("expose") {
            let exposed = (record.config.exposedPorts ?? [:]).keys
            if asked("expose").isDisjoint(with: exposed) { return false }
        }
        return true
    }
}

extension String {
    /// Clients may write a container's name with its slash, behind the sign for a beginning, too.
    fileprivate var slashless: String {
        if hasPrefix("^/") { return "^" + dropFirst(2) }
        return hasPrefix("/") ? String(dropFirst()) : self
    }
}
