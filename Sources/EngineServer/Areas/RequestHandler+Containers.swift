import EngineAPI

extension RequestHandler {
    func containers() async throws {
        switch request.operation {
        case .createContainer: try await createContainer()
        case .startContainer: try await request.answer(try await engine.startContainer(subject))
        case .stopContainer:
            try await request.answer(try await engine.stopContainer(subject, try StopOptions(query)))
        case .restartContainer:
            try await engine.restartContainer(subject, try StopOptions(query))
            try await request.answer(status: 204)
        case .killContainer:
            try await engine.killContainer(subject, signal: query.text("signal"))
            try await request.answer(status: 204)
        case .removeContainer:
            try await engine.removeContainer(subject, RemoveOptions(query))
            try await request.answer(status: 204)
        case .waitContainer:
            let ends = try await engine.waitContainer(subject, try WaitCondition(query))
            if request.version < APIVersion(1, 42) {
                try await request.answer(ends.compactMap { EarlierWaitResult($0) })
            } else {
                try await request.answer(ends)
            }
        default: try await changeContainer()
        }
    }

    private func changeContainer() async throws {
        switch request.operation {
        case .pauseContainer:
            try await engine.pauseContainer(subject)
            try await request.answer(status: 204)
        case .unpauseContainer:
            try await engine.unpauseContainer(subject)
            try await request.answer(status: 204)
        case .renameContainer:
            try await engine.renameContainer(subject, to: query["name"] ?? "")
            try await request.answer(status: 204)
        case .updateContainer:
            try await request.answer(try await engine.updateContainer(subject, try await request.body()))
        case .pruneContainers:
            let report = try await engine.pruneContainers(try Filters(parsing: query["filters"]))
            try await request.answer(report.json(deleted: "ContainersDeleted"))
        default:
            let options = try CommitOptions(query, body: try await request.jsonBytes())
            try await request.answer(try await engine.commit(options), status: 201)
        }
    }

    private func createContainer() async throws {
        var creation: ContainerCreation = try await request.body()
        creation.name = query["name"] ?? ""
        creation.platform = query.text("platform")
        try await request.answer(try await engine.createContainer(creation), status: 201)
    }
}

extension PruneReport {
    /// The report as an answer; what it lists is named differently for each kind.
    func json(deleted name: String) -> JSON {
        var members = [JSON.Member(name, deleted.json)]
        if let spaceReclaimed { members.append(.init("SpaceReclaimed", spaceReclaimed.json)) }
        return .object(members)
    }
}
