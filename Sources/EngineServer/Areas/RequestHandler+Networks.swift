import EngineAPI

extension RequestHandler {
    func networks() async throws {
        switch request.operation {
        case .listNetworks:
            let filters = try Filters(parsing: query["filters"])
            try filters.check(known: NetworkFilters.known)
            try await request.answer(try await engine.listNetworks(filters))
        case .createNetwork:
            try await request.answer(try await engine.createNetwork(try await request.body()), status: 201)
        case .inspectNetwork: try await request.answer(try await engine.inspectNetwork(subject))
        case .removeNetwork:
            try await engine.removeNetwork(subject)
            try await request.answer(status: 204)
        case .connectNetwork:
            try await engine.connectNetwork(subject, try await request.body())
            try await request.answer(status: 200)
        case .disconnectNetwork:
            try await engine.disconnectNetwork(subject, try await request.body())
            try await request.answer(status: 200)
        default:
            let report = try await engine.pruneNetworks(try Filters(parsing: query["filters"]))
            try await request.answer(report.json(deleted: "NetworksDeleted"))
        }
    }
}
