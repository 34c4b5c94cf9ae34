public import EngineAPI

extension EngineGate {
    public func listContainers(_ query: ContainerListQuery) async throws -> [ContainerSummary] {
        var own = query
        own.filters = try await mapped(query.filters)
        own.filters.insert("label", ownFilter)
        if query.filters.contains("name"), let limit = query.limit, limit > 0 {
            // So many of those whose names fit: only here it is known which they are.
            own.limit = nil
            own.all = true
        }
        let upstream = own
        let list = try await asking { try await engine.listContainers(upstream) }.filter { owns($0.labels) }
        let shown = list.map(unheld).map(view.summary).filter { container in
            let name = container.names.first { !$0.dropFirst().contains("/") } ?? ""
            return query.filters.matchNames(name, String(name.dropFirst()))
        }
        return query.limit.map { $0 > 0 ? Array(shown.prefix($0)) : shown } ?? shown
    }

    /// Filters that name something of the student's, with the engine's names.
    private func mapped(_ filters: Filters) async throws -> Filters {
        var mapped = filters
        for key in ["before", "since"] {
            for name in filters[key] { mapped.set(key, [try await containers.id(of: name)]) }
        }
        // A pattern for names is one for the student's own, which the engine doesn't know.
        mapped.remove("name")
        for key in ["network", "volume"] where filters.contains(key) {
            mapped.set(key, Set(filters[key].map { NetworkPolicy.isPlain($0) ? $0 : names.engineName($0) }))
        }
        if filters.contains("publish") {
            let ports = try filters.ports("publish").flatMap(ContainerPolicy.enginePorts)
            mapped.set("publish", Set(ports.map(\.description)))
        }
        if filters.contains("ancestor") {
            var ancestors: Set<String> = []
            for name in filters["ancestor"] {
                ancestors.insert(
                    (try? await engineImage(name)) ?? "sha256:\(String(repeating: "0", count: 64))"
                )
            }
            mapped.set("ancestor", ancestors)
        }
        return mapped
    }

    public func inspectContainer(_ name: String, size: Bool) async throws -> ContainerDetails {
        try await own(name) { view.details(unheld(try await engine.inspectContainer($0, size: size))) }
    }

    public func logs(_ name: String, _ query: LogQuery) async throws -> ContainerOutput {
        try await own(name) { try await engine.logs($0, query) }
    }

    public func stats(_ name: String, _ options: StatsOptions) async throws -> EngineStream<JSON> {
        try await own(name) { try await engine.stats($0, options) }.compactMap { [names] sample in
            guard case .object(let members) = sample else { return nil }
            return .object(
                members.map { member in
                    guard member.name == "name", let name = member.value.text else { return member }
                    return .init("name", .string(names.text(name)))
                }
            )
        }
    }

    public func top(_ name: String, psArguments: String?) async throws -> ProcessList {
        // The engine runs the host's ps with these words.
        let allowed = (psArguments ?? "").utf8.allSatisfy { byte in
            " -,_%".utf8.contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "z")).contains(byte) && byte != 0x5C
                    && byte != UInt8(ascii: ";") && byte != UInt8(ascii: "`")
        }
        guard allowed, (psArguments ?? "").utf8.count <= 128 else {
            throw EngineError.denied("docker top takes plain options of ps only, such as -ef or aux")
        }
        return try await own(name) { try await engine.top($0, psArguments: psArguments) }
    }

    public func changes(_ name: String) async throws -> [FileChange]? {
        try await own(name) { try await engine.changes($0) }
    }
}

extension NetworkPolicy {
    /// Whether a name in a filter stands for itself: an id, a path, or what every engine has.
    static func isPlain(_ name: String) -> Bool {
        name == "none" || name == "host" || name.hasPrefix("/")
            || name.utf8.count == 64 && ImageReference.isID(name)
    }
}
