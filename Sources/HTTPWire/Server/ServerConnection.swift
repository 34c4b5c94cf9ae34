import NIOCore

/// One connection of a server: its requests, one after the other.
struct ServerConnection: Sendable {
    private let connection: WireConnection
    private let server: HTTPServer
    private let timer: HeadTimer

    init(_ connection: WireConnection, _ server: HTTPServer) {
        self.connection = connection
        self.server = server
        timer = HeadTimer(connection, seconds: server.limits.headSeconds)
    }

    func run() async {
        var isTakenOver = false
        while !Task.isCancelled {
            do {
                guard let bytes = try await headBytes() else { break }
                let next = try await answer(bytes)
                isTakenOver = next == .takenOver
                guard next == .request else { break }
            } catch let error as HTTPWireError {
                await refuse(error)
                break
            } catch {
                break
            }
        }
        if !isTakenOver { await connection.finishAndTakeRest() }
        connection.close()
    }

    /// The next head; nil where none comes in time.
    private func headBytes() async throws -> [UInt8]? {
        timer.start()
        defer { timer.stop() }
        return try await connection.readHead(atMost: server.limits.head)
    }

    /// Answers one request.
    private func answer(_ bytes: [UInt8]) async throws -> HTTPExchange.Next {
        let head = try HeadParser.request(bytes)
        guard !head.isVersion11 || head.fields.values("Host").count == 1 else {
            throw HTTPWireError.malformed("the request must have exactly one Host field")
        }
        let exchange = HTTPExchange(head, try BodyFraming(request: head), connection)
        do {
            if head.upgrade != nil {
                try await server.handler(exchange)
            } else {
                try await whileConnected { try await server.handler(exchange) }
            }
        } catch {
            guard !exchange.hasAnswered else { return .end }
            throw error as? HTTPWireError ?? HTTPWireError(500, "the request could not be answered")
        }
        return try await exchange.finish()
    }

    /// Does something that is cancelled when the client goes away.
    ///
    /// The request itself decides what its cancellation means.
    private func whileConnected(_ body: @escaping @Sendable () async throws -> Void) async throws {
        // One task, not one more that waits for the end: this is done for each request.
        let work = Task { try await body() }
        connection.inbox.atEnd { work.cancel() }
        defer { connection.inbox.atEnd(nil) }
        try await withTaskCancellationHandler {
            try await work.value
        } onCancel: {
            work.cancel()
        }
    }

    private func refuse(_ error: HTTPWireError) async {
        let (head, body) = server.refusal(error)
        var fields = head.fields
        fields.set("Content-Length", String(body.count))
        fields.set("Connection", "close")
        try? await connection.write(HTTPResponseHead(head.status, fields).encoded + body)
    }
}
