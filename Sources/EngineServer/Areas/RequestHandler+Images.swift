import EngineAPI

extension RequestHandler {
    func images() async throws {
        switch request.operation {
        case .listImages: try await request.answer(try await engine.listImages(try ImageListQuery(query)))
        case .inspectImage: try await request.answer(try await engine.inspectImage(subject))
        case .imageHistory: try await request.answer(try await engine.imageHistory(subject))
        case .tagImage:
            try await engine.tagImage(subject, repo: query["repo"] ?? "", tag: query["tag"] ?? "")
            try await request.answer(status: 201)
        case .removeImage:
            let removals = try await engine.removeImage(
                subject,
                force: query.flag("force"),
                noPrune: query.flag("noprune")
            )
            try await request.answer(removals)
        case .pruneImages:
            try await request.answer(try await engine.pruneImages(try Filters(parsing: query["filters"])))
        case .searchImages:
            let found = try await engine.searchImages(
                term: query["term"] ?? "",
                limit: try query.number("limit"),
                filters: try Filters(parsing: query["filters"])
            )
            try await request.answer(found)
        default:
            try await request.answer(try await engine.inspectDistribution(subject, try request.credentials()))
        }
    }
}
