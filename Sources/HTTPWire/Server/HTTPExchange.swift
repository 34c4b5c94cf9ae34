import Synchronization

/// A request and the way to answer it.
public final class HTTPExchange: Sendable {
    public let head: HTTPRequestHead
    /// The request's body.
    public let body: BodyReader
    private let connection: WireConnection
    private let hasBody: Bool

    private struct State {
        var hasAnswered = false
        var isTakenOver = false
        var isComplete = false
        var keepsAlive: Bool
    }

    private let state: Mutex<State>
    private let bodyFlag = BodyFlag()

    init(_ head: HTTPRequestHead, _ framing: BodyFraming, _ connection: WireConnection) {
        self.head = head
        self.connection = connection
        hasBody = framing != .none && framing != .length(0)
        state = Mutex(State(keepsAlive: head.keepsAlive))
        let flag = bodyFlag
        let expects = head.fields.tokens("Expect").contains("100-continue")
        let sendContinue: @Sendable () async throws -> Void = {
            try await connection.write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
        }
        body = BodyReader(
            framing,
            connection,
            beforeReading: expects ? sendContinue : nil,
            atEnd: { flag.set($0) }
        )
    }

    /// Whether the head of an answer was sent.
    public var hasAnswered: Bool { state.withLock(\.hasAnswered) }

    /// Sends an answer whose body is there already.
    public func respond(_ answer: HTTPResponseHead, _ bytes: [UInt8] = []) async throws {
        var answer = answer
        let hasNoBody = answer.status == 204 || answer.status == 304
        if !hasNoBody, answer.fields["Content-Length"] == nil {
            answer.fields.set("Content-Length", String(bytes.count))
        }
        try begin(&answer)
        try await connection.write(answer.encoded + (head.method == "HEAD" || hasNoBody ? [] : bytes))
        state.withLock { $0.isComplete = true }
    }

    /// Sends the head of an answer at once; its body follows in pieces.
    public func stream(_ answer: HTTPResponseHead) async throws -> BodyWriter {
        var answer = answer
        // HTTP/1.0 knows no chunks: there the end of the connection ends the body.
        if head.isVersion11 { answer.fields.set("Transfer-Encoding", "chunked") }
        if !head.isVersion11 { state.withLock { $0.keepsAlive = false } }
        try begin(&answer)
        try await connection.write(answer.encoded)
        return BodyWriter(connection, isChunked: head.isVersion11) { [self] in
            state.withLock { $0.isComplete = true }
        }
    }

    /// Answers 101, or 200 to a client that asked for no upgrade, and hands the connection over.
    ///
    /// The request's body must have been read. The connection is closed when the handler returns.
    public func takeOver(_ answer: HTTPResponseHead) async throws -> WireConnection {
        var answer = answer
        if let name = head.upgrade {
            answer = HTTPResponseHead(101, answer.fields)
            answer.fields.set("Connection", "Upgrade")
            answer.fields.set("Upgrade", name)
        }
        try begin(&answer, isLast: true)
        state.withLock { $0.isTakenOver = true }
        try await connection.write(answer.encoded)
        return connection
    }

    private func begin(_ answer: inout HTTPResponseHead, isLast: Bool = false) throws {
        let (isFirst, keepsAlive) = state.withLock { state in
            let isFirst = !state.hasAnswered
            state.hasAnswered = true
            if hasBody, !bodyFlag.isComplete, !isLast { state.keepsAlive = false }
            return (isFirst, state.keepsAlive)
        }
        guard isFirst else { throw HTTPWireError(500, "the request was answered twice") }
        if !keepsAlive, !isLast { answer.fields.set("Connection", "close") }
    }

    /// What a connection does once a request is answered.
    enum Next { case request, takenOver, end }

    /// Ends the exchange.
    func finish() async throws -> Next {
        let state = state.withLock { $0 }
        guard state.hasAnswered else { throw HTTPWireError(500, "the request was not answered") }
        if state.isTakenOver { return .takenOver }
        guard state.isComplete, state.keepsAlive, !hasBody || bodyFlag.isComplete else { return .end }
        return .request
    }
}
