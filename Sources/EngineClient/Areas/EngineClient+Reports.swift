public import EngineAPI

extension EngineClient {
    public func listContainers(_ query: ContainerListQuery) async throws -> [ContainerSummary] {
        try await value(.listContainers, "", query.query)
    }

    public func inspectContainer(_ name: String, size: Bool) async throws -> ContainerDetails {
        var query = Query()
        query.add("size", flag: size)
        return try await value(.inspectContainer, name, query)
    }

    public func logs(_ name: String, _ query: LogQuery) async throws -> ContainerOutput {
        // Before 1.42 the answer doesn't say how it is written.
        let isTTY = try await inspectContainer(name, size: false).config.tty
        let (_, stream) = try await bytes(.containerLogs, name, query.query)
        return ContainerOutput(isTTY: isTTY, bytes: stream)
    }

    public func stats(_ name: String, _ options: StatsOptions) async throws -> EngineStream<JSON> {
        try await values(.containerStats, name, options.query)
    }

    public func top(_ name: String, psArguments: String?) async throws -> ProcessList {
        var query = Query()
        query.add("ps_args", psArguments)
        return try await value(.containerTop, name, query)
    }

    public func changes(_ name: String) async throws -> [FileChange]? {
        try await value(.containerChanges, name)
    }
}
