import EngineAPI

extension RequestHandler {
    func reports() async throws {
        switch request.operation {
        case .listContainers:
            try await request.answer(try await engine.listContainers(try ContainerListQuery(query)))
        case .inspectContainer:
            try await request.answer(try await engine.inspectContainer(subject, size: query.flag("size")))
        case .containerTop:
            try await request.answer(try await engine.top(subject, psArguments: query.text("ps_args")))
        case .containerLogs:
            let output = try await engine.logs(subject, try LogQuery(query))
            try await request.answer(output.bytes, type: request.outputType(isTTY: output.isTTY))
        case .containerStats:
            try await request.answer(try await engine.stats(subject, StatsOptions(query)))
        default:
            try await request.answer(try await engine.changes(subject))
        }
    }
}
