import EngineAPI
import HTTPWire

extension EngineClient {
    /// What goes along with a request.
    enum Payload: Sendable {
        case none
        case json(JSON)
        case archive(ByteStream)
    }

    /// Sends a request; an answer that says that it failed is thrown.
    func call(
        _ operation: Operation,
        _ subject: String = "",
        _ query: Query = Query(),
        _ payload: Payload = .none,
        fields: [(String, String)] = []
    ) async throws -> HTTPAnswer {
        let head = head(Route(operation, subject), query, payload, fields)
        let answer: HTTPAnswer
        do { answer = try await http.send(head, payload.body) } catch { throw Self.translated(error) }
        guard answer.head.status >= 400 else { return answer }
        throw EngineError(status: answer.head.status, body: try await Self.reading(answer))
    }

    /// Sends a request whose answer is one JSON value.
    func value<Value: JSONCodable>(
        _ operation: Operation,
        _ subject: String = "",
        _ query: Query = Query(),
        _ payload: Payload = .none,
        fields: [(String, String)] = []
    ) async throws -> Value {
        let answer = try await call(operation, subject, query, payload, fields: fields)
        let bytes = try await Self.reading(answer)
        do { return try Value(json: try JSON(bytes)) } catch {
            throw EngineError(.failed, "the engine's answer can't be read: \(error)")
        }
    }

    /// Sends a request whose answer has nothing to say.
    @discardableResult
    func perform(
        _ operation: Operation,
        _ subject: String = "",
        _ query: Query = Query(),
        _ payload: Payload = .none
    ) async throws -> Transition {
        let answer = try await call(operation, subject, query, payload)
        _ = try await Self.reading(answer)
        return answer.head.status == 304 ? .unchanged : .done
    }

    /// Sends a request whose answer is a stream of bytes.
    func bytes(
        _ operation: Operation,
        _ subject: String = "",
        _ query: Query = Query(),
        _ payload: Payload = .none,
        fields: [(String, String)] = []
    ) async throws -> (HTTPResponseHead, ByteStream) {
        let answer = try await call(operation, subject, query, payload, fields: fields)
        let stream = ByteStream(cancel: { answer.cancel() }) {
            do { return try await answer.next() } catch { throw Self.translated(error) }
        }
        return (answer.head, stream)
    }

    /// Sends a request whose answer is a stream of typed values.
    func values<Value: JSONCodable>(
        _ operation: Operation,
        _ subject: String = "",
        _ query: Query = Query(),
        _ payload: Payload = .none,
        fields: [(String, String)] = []
    ) async throws -> EngineStream<Value> {
        let (_, stream) = try await bytes(operation, subject, query, payload, fields: fields)
        return stream.documents.compactMap { json in
            do { return try Value(json: json) } catch {
                throw EngineError(.failed, "the engine's answer can't be read: \(error)")
            }
        }
    }

    /// Sends a request that ends in a connection to a process.
    func connection(
        _ operation: Operation,
        _ subject: String,
        _ query: Query = Query(),
        _ payload: Payload = .none,
        isTTY: Bool?
    ) async throws -> ProcessConnection {
        let upgrade = [("Connection", "Upgrade"), ("Upgrade", "tcp")]
        let head = head(Route(operation, subject), query, payload, upgrade)
        let result: HTTPUpgrade
        do { result = try await http.upgrade(head, payload.bytes) } catch { throw Self.translated(error) }
        switch result {
        case .refused(let answer):
            throw EngineError(status: answer.head.status, body: try await Self.reading(answer))
        case .upgraded(let answer, let wire):
            // 20.10 names one type for both kinds; there only the container itself knows.
            let isRaw = answer.fields["Content-Type"] != "application/vnd.docker.multiplexed-stream"
            return ProcessConnection(
                isTTY: isTTY ?? isRaw,
                output: ByteStream(cancel: { wire.close() }) { try await wire.read() },
                send: { try await wire.write($0) },
                finish: { try await wire.finishWriting() }
            )
        }
    }

    private func head(
        _ route: Route,
        _ query: Query,
        _ payload: Payload,
        _ fields: [(String, String)]
    ) -> HTTPRequestHead {
        let search = query.items.isEmpty ? "" : "?\(query.encoded)"
        var all = Self.hostFields
        if let type = payload.contentType { all.add("Content-Type", type) }
        for (name, value) in fields { all.add(name, value) }
        return HTTPRequestHead(route.operation.method, "/v\(apiVersion)\(route.path)\(search)", all)
    }

    private static func reading(_ answer: HTTPAnswer) async throws -> [UInt8] {
        do { return try await answer.bytes(atMost: largestAnswer) } catch { throw translated(error) }
    }

    /// Failures of the connection, as failures of the engine.
    static func translated(_ error: any Error) -> any Error {
        switch error {
        case is EngineError, is CancellationError: error
        case let error as HTTPWireError:
            EngineError(.unreachable, "the engine's answer can't be read: \(error)")
        default: EngineError(.unreachable, "the engine doesn't answer: \(error)")
        }
    }
}

extension EngineClient.Payload {
    var contentType: String? {
        switch self {
        case .none: nil
        case .json: "application/json"
        case .archive: "application/x-tar"
        }
    }

    var body: HTTPClient.Body {
        switch self {
        case .none: .none
        case .json: .bytes(bytes)
        case .archive(let stream): .stream { try await stream.next() }
        }
    }

    var bytes: [UInt8] { if case .json(let json) = self { json.bytes } else { [] } }
}
