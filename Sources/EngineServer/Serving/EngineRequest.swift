import EngineAPI
import HTTPWire

/// A request that was understood: what it asks for, in which version, and the ways to answer it.
struct EngineRequest: Sendable {
    /// The largest JSON body, in bytes; a larger one is refused, never passed unread.
    static let largestBody = 1 << 20

    let exchange: HTTPExchange
    let target: RequestTarget
    let version: APIVersion
    private let greeter: Greeter

    init(_ exchange: HTTPExchange, _ greeter: Greeter) throws {
        self.exchange = exchange
        self.greeter = greeter
        target = try RequestTarget(method: exchange.head.method, target: exchange.head.target)
        version = try greeter.version(asked: target.version)
        if exchange.head.upgrade != nil, !operation.isUpgradable, operation != .buildKit,
            operation != .session
        {
            throw EngineError.malformed("slidectl: a connection can't be upgraded here")
        }
        if let upgrade = exchange.head.upgrade, operation.isUpgradable, upgrade != "tcp" {
            throw EngineError.malformed(
                "slidectl: a connection to a process is upgraded to 'tcp'; found '\(upgrade)'"
            )
        }
    }

    var operation: Operation { target.route.operation }
    var subject: String { target.route.subject }
    var query: Query { target.query }

    /// Makes sure that there is no body where none belongs: engines read forms from there.
    func expectNoBody() async throws {
        guard try await exchange.body.next() == nil else {
            throw EngineError.malformed("slidectl: this request takes no body")
        }
    }

    /// Makes sure that a body says nothing: docker 28 sends an empty object along with a push.
    func expectEmptyBody() async throws {
        let bytes = try await jsonBytes()
        guard !bytes.isEmpty else { return }
        do {
            guard try JSON(strictly: bytes).members?.isEmpty == true else {
                throw EngineError.malformed("slidectl: this request's body is empty, or an empty object")
            }
        } catch let error as JSONError {
            throw EngineError.malformed("invalid JSON: \(error)")
        }
    }

    /// The bytes of a JSON body; empty where there is none.
    func jsonBytes() async throws -> [UInt8] {
        let bytes = try await exchange.body.bytes(atMost: Self.largestBody)
        guard !bytes.isEmpty else { return bytes }
        let type = exchange.head.fields["Content-Type"] ?? ""
        let isJSON = type.prefix { $0 != ";" }.lowercased() == "application/json"
        guard isJSON, exchange.head.fields.values("Content-Type").count == 1 else {
            throw EngineError.malformed(
                "unsupported Content-Type header (\(type)): must be 'application/json'"
            )
        }
        return bytes
    }

    /// The body as a typed value.
    func body<Value: EngineObject>(_ type: Value.Type = Value.self) async throws -> Value {
        let bytes = try await jsonBytes()
        guard !bytes.isEmpty else {
            throw EngineError.malformed("invalid JSON: got EOF while reading request body")
        }
        do { return try Value(request: bytes) } catch {
            throw EngineError.malformed("invalid JSON: \(error)")
        }
    }

    /// The body as an archive.
    var archive: ByteStream {
        ByteStream(cancel: { exchange.body.cancel() }) {
            do { return try await exchange.body.next() } catch let error as HTTPWireError {
                throw EngineError.malformed("slidectl: \(error)")
            }
        }
    }

    /// The credentials that clients send along with pulls and pushes.
    func credentials() throws -> RegistryCredentials? {
        let values = exchange.head.fields.values("X-Registry-Auth")
        guard values.count <= 1 else {
            throw EngineError.malformed("slidectl: X-Registry-Auth stands there twice")
        }
        let found = try RegistryCredentials(header: values.first)
        return found?.isEmpty == true ? nil : found
    }

    /// The credentials by registry that clients send along with builds.
    func registries() throws -> [String: RegistryCredentials] {
        guard let text = exchange.head.fields["X-Registry-Config"], !text.isEmpty else { return [:] }
        return try RegistryCredentials.byRegistry(header: text)
    }
}

extension EngineRequest {
    private func head(_ status: Int, type: String? = nil, _ more: [(String, String)] = []) -> HTTPResponseHead
    {
        var fields = greeter.fields
        if let type { fields.add("Content-Type", type) }
        for (name, value) in more { fields.add(name, value) }
        return HTTPResponseHead(status, fields)
    }

    /// Answers with a value.
    func answer(_ value: some JSONCodable, status: Int = 200) async throws {
        try await exchange.respond(head(status, type: "application/json"), value.json.bytes + [0x0A])
    }

    /// Answers with a status alone.
    func answer(status: Int, _ more: [(String, String)] = []) async throws {
        try await exchange.respond(head(status, more))
    }

    /// Answers 204, or 304 where nothing was to do.
    func answer(_ transition: Transition) async throws {
        try await answer(status: transition == .done ? 204 : 304)
    }

    /// Answers with text.
    func answer(text: String, _ more: [(String, String)] = []) async throws {
        try await exchange.respond(head(200, type: "text/plain; charset=utf-8", more), Array(text.utf8))
    }

    /// Answers with values as they come, each on a line.
    func answer<Value: JSONCodable>(
        _ values: EngineStream<Value>,
        type: String? = "application/json",
        lineEnd: [UInt8] = [0x0A]
    ) async throws {
        defer { values.cancel() }
        let writer = try await exchange.stream(head(200, type: type))
        do {
            while let value = try await values.next() { try await writer.write(value.json.bytes + lineEnd) }
        } catch let error as EngineError where Value.self == ProgressMessage.self {
            // The status has been sent: a failure is now a message among the others.
            try await writer.write(ProgressMessage(error: error.message).json.bytes + lineEnd)
        }
        try await writer.finish()
    }

    /// Answers with bytes as they come.
    func answer(_ bytes: ByteStream, type: String?, _ more: [(String, String)] = []) async throws {
        defer { bytes.cancel() }
        let writer = try await exchange.stream(head(200, type: type, more))
        try await writer.write(all: { try await bytes.next() })
        try await writer.finish()
    }

    /// The type of a process's output, as the version of the request has it.
    func outputType(isTTY: Bool) -> String {
        !isTTY && version >= APIVersion(1, 42)
            ? "application/vnd.docker.multiplexed-stream" : "application/vnd.docker.raw-stream"
    }

    /// Hands the connection over to a process.
    func connect(_ process: ProcessConnection) async throws {
        defer { process.close() }
        let wire = try await exchange.takeOver(head(200, type: outputType(isTTY: process.isTTY)))
        try await ProcessRelay(wire, process).run()
    }
}
