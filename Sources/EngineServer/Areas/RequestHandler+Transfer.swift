import EngineAPI

extension RequestHandler {
    private static let lineEnd: [UInt8] = [0x0D, 0x0A]

    func transfer() async throws {
        switch request.operation {
        case .pullImage: try await pullOrImport()
        case .pushImage:
            // What newer clients say there is of no use to an engine that is asked for one platform.
            _ = try await request.jsonBytes()
            let options = PushOptions(tag: query.text("tag"), credentials: try request.credentials())
            try await answer(try await engine.pushImage(subject, options))
        case .saveImages: try await save(query.all("names"))
        case .saveImage: try await save([subject])
        case .loadImages:
            try await answer(try await engine.loadImages(quiet: query.flag("quiet"), request.archive))
        case .build: try await build()
        default:
            try await request.answer(
                try await engine.pruneBuilds(try Filters(parsing: query["filters"]), all: query.flag("all"))
            )
        }
    }

    private func pullOrImport() async throws {
        if let source = query.text("fromSrc") {
            guard source == "-" else {
                throw EngineError(
                    .forbidden,
                    "slidectl: an image can be imported from a file or from standard input only, not from an address"
                )
            }
            try await answer(try await engine.importImage(ImportOptions(query), request.archive))
        } else {
            try await request.expectNoBody()
            guard query.text("fromImage") != nil else {
                throw EngineError.malformed("the parameter 'fromImage' is missing")
            }
            try await answer(
                try await engine.pullImage(PullOptions(query, credentials: try request.credentials()))
            )
        }
    }

    private func save(_ names: [String]) async throws {
        try await request.answer(try await engine.saveImages(names), type: "application/x-tar")
    }

    private func build() async throws {
        let options = try BuildOptions(query, registries: try request.registries())
        guard options.version == "1" else {
            throw EngineError.noBuildKit(.badRequest)
        }
        try await answer(try await engine.build(options, request.archive))
    }

    private func answer(_ progress: ProgressStream) async throws {
        try await request.answer(progress, lineEnd: Self.lineEnd)
    }
}
