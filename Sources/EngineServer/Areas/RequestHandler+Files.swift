import EngineAPI

extension RequestHandler {
    private static let statField = "X-Docker-Container-Path-Stat"

    func files() async throws {
        switch request.operation {
        case .statArchive:
            let stat = try await engine.statPath(subject, path: try ArchiveTarget(query).path)
            try await request.answer(status: 200, [(Self.statField, stat.header)])
        case .getArchive:
            let (stat, archive) = try await engine.readArchive(subject, path: try ArchiveTarget(query).path)
            try await request.answer(archive, type: "application/x-tar", [(Self.statField, stat.header)])
        case .putArchive:
            try await engine.writeArchive(subject, try ArchiveTarget(query), request.archive)
            try await request.answer(status: 200)
        default:
            try await request.answer(
                try await engine.exportContainer(subject),
                type: "application/octet-stream"
            )
        }
    }
}
