import EngineAPI

extension RequestHandler {
    func volumes() async throws {
        switch request.operation {
        case .listVolumes:
            let filters = try Filters(parsing: query["filters"])
            try filters.check(known: VolumeFilters.known)
            try await request.answer(try await engine.listVolumes(filters))
        case .createVolume:
            try await request.answer(try await engine.createVolume(try await request.body()), status: 201)
        case .inspectVolume: try await request.answer(try await engine.inspectVolume(subject))
        case .removeVolume:
            try await engine.removeVolume(subject, force: query.flag("force"))
            try await request.answer(status: 204)
        default:
            var filters = try Filters(parsing: query["filters"])
            // Before 1.42 a prune took the named ones, too, without being asked to.
            if request.version < APIVersion(1, 42) { filters.set("all", ["true"]) }
            let report = try await engine.pruneVolumes(filters)
            try await request.answer(report.json(deleted: "VolumesDeleted"))
        }
    }
}
