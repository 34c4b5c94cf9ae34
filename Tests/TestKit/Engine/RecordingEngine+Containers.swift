public import EngineAPI

extension RecordingEngine {
    public func createContainer(_ creation: ContainerCreation) async throws -> ContainerCreated {
        note("createContainer", creation.name, creation.json)
        try await suffer("createContainer")
        let id = String(repeating: "c", count: 60) + String(1000 + calls.count)
        change { contents in
            contents.containers.append(
                ContainerSummary().with {
                    $0.id = id
                    $0.names = ["/" + (creation.name.isEmpty ? "quiet_euler" : creation.name)]
                    $0.labels = creation.config.labels ?? [:]
                    $0.image = creation.config.image
                    $0.state = "created"
                }
            )
            contents.details[id] = ContainerDetails().with {
                $0.id = id
                $0.name = "/" + creation.name
                $0.config = creation.config
                $0.hostConfig = creation.hostConfig
            }
        }
        return ContainerCreated().with { $0.id = id }
    }

    public func startContainer(_ name: String) async throws -> Transition {
        note("startContainer", name)
        return .done
    }

    public func stopContainer(_ name: String, _ options: StopOptions) async throws -> Transition {
        note("stopContainer", name, options.query.json)
        return .done
    }

    public func restartContainer(_ name: String, _ options: StopOptions) async throws {
        note("restartContainer", name, options.query.json)
    }

    public func killContainer(_ name: String, signal: String?) async throws {
        note("killContainer", name, .string(signal ?? ""))
    }

    public func removeContainer(_ name: String, _ options: RemoveOptions) async throws {
        note("removeContainer", name, options.query.json)
        change {
            $0.containers.removeAll { $0.id == name }
            if $0.resolvesNames { $0.details[name] = nil }
        }
    }

    public func waitContainer(
        _ name: String,
        _ condition: WaitCondition
    ) async throws -> EngineStream<WaitResult> {
        note("waitContainer", name, .string(condition.rawValue))
        return EngineStream([WaitResult()])
    }

    public func pauseContainer(_ name: String) async throws { note("pauseContainer", name) }

    public func unpauseContainer(_ name: String) async throws { note("unpauseContainer", name) }

    public func renameContainer(_ name: String, to newName: String) async throws {
        note("renameContainer", name, .string(newName))
    }

    public func updateContainer(_ name: String, _ update: ContainerUpdate) async throws -> Warnings {
        note("updateContainer", name, update.json)
        return Warnings()
    }

    public func pruneContainers(_ filters: Filters) async throws -> PruneReport {
        note("pruneContainers", "", filters.json)
        return PruneReport()
    }

    public func commit(_ options: CommitOptions) async throws -> CreatedID {
        note("commit", options.container, options.query.json)
        return CreatedID("sha256:" + String(repeating: "d", count: 64))
    }

    public func listContainers(_ query: ContainerListQuery) async throws -> [ContainerSummary] {
        note("listContainers", "", query.query.json)
        try await suffer("listContainers")
        return contents.containers.filter { query.filters.matchLabels($0.labels) }
    }

    public func inspectContainer(_ name: String, size: Bool) async throws -> ContainerDetails {
        note("inspectContainer", name)
        try await suffer("inspectContainer")
        return try details(name)
    }

    public func logs(_ name: String, _ query: LogQuery) async throws -> ContainerOutput {
        note("logs", name, query.query.json)
        try await suffer("logs")
        return ContainerOutput(
            isTTY: false,
            bytes: EngineStream([StreamFrame(.output, Array((contents.logs[name] ?? "log\n").utf8)).encoded])
        )
    }

    public func stats(_ name: String, _ options: StatsOptions) async throws -> EngineStream<JSON> {
        note("stats", name)
        return EngineStream([.object([.init("name", .string("/\(name)"))])])
    }

    public func top(_ name: String, psArguments: String?) async throws -> ProcessList {
        note("top", name, .string(psArguments ?? ""))
        return ProcessList()
    }

    public func changes(_ name: String) async throws -> [FileChange]? {
        note("changesOf", name)
        return nil
    }
}
