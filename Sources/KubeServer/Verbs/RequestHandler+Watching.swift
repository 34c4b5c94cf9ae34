import EngineAPI
import HTTPWire
import KubeAPI

extension RequestHandler {
    /// Tells of changes as they come, each on a line of its own.
    func watch(_ wanted: ResourceRequest) async throws {
        let form = try request.form()
        let included = try included()
        let table: ObjectTable? = if case .table = form { await self.table(of: wanted.type) } else { nil }
        let limit = try request.number("timeoutSeconds")
        let text = request.query.text("resourceVersion")
        let version = text.flatMap { Int($0) }
        guard text == nil || version != nil else {
            throw StatusError.badRequest("Invalid resource version \"\(text ?? "")\"")
        }
        let query = objectQuery(wanted)
        let first = try await initialEvents(wanted, query)
        let from = first?.resourceVersion ?? version
        let events: EngineStream<WatchEvent>
        do { events = try await api.watch(wanted.served.stored, query, from: from) } catch {
            // Clients expect to read of a version that is too old in the stream itself.
            guard error.code == 410 else { throw error }
            let writer = try await stream()
            try await writer.write(Self.line("ERROR", error.json))
            return try await writer.finish()
        }
        defer { events.cancel() }
        let writer = WatchWriter(
            try await stream(),
            form: form,
            table: table,
            included: included,
            clock: service.clock,
            wanted: wanted,
            wantsBookmarks: request.flag("allowWatchBookmarks")
        )
        if let first { try await writer.start(with: first) }
        try await writer.run(events, from: from ?? 0, seconds: limit)
    }

    /// The objects that a watch begins with where it asks for them and for a sign that they are over.
    private func initialEvents(_ wanted: ResourceRequest, _ query: ObjectQuery) async throws -> ObjectList? {
        guard request.flag("sendInitialEvents") else { return nil }
        return try await api.list(wanted.served.stored, query)
    }

    private func stream() async throws -> BodyWriter {
        try await request.exchange.stream(
            HTTPResponseHead(
                200,
                ["Content-Type": "application/json", "Cache-Control": "no-cache, private"]
            )
        )
    }

    static func line(_ type: String, _ object: JSON) -> [UInt8] {
        JSON.object([.init("type", .string(type)), .init("object", object)]).bytes + [0x0A]
    }
}
