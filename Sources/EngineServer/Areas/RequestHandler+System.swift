import EngineAPI

extension RequestHandler {
    /// What Go clients call the cache rules of a greeting.
    private static let greetingFields = [
        ("Cache-Control", "no-cache, no-store, must-revalidate"), ("Pragma", "no-cache"),
        ("Swarm", "inactive"),
    ]

    func system() async throws {
        switch request.operation {
        case .ping, .pingHead: try await request.answer(text: "OK", Self.greetingFields)
        case .version: try await request.answer(try await engine.version())
        case .info: try await request.answer(try await engine.info())
        case .diskUsage: try await request.answer(try await engine.diskUsage())
        case .events: try await request.answer(try await engine.events(try EventQuery(query)))
        case .login: try await request.answer(try await engine.login(try await request.body()))
        case .plugins: try await request.answer([JSON]())
        default:
            throw EngineError.noBuildKit(.notFound)
        }
    }
}
