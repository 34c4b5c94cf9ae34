import EngineAPI
import HTTPWire
import KubeAPI

/// A request that was understood, and the ways to answer it.
struct KubeRequest: Sendable {
    /// The largest body, in bytes, as Kubernetes bounds it.
    static let largestBody = 3 << 20

    let exchange: HTTPExchange
    let target: RequestTarget
    let query: Query
    /// Who asks.
    let user: KubeUser

    var method: String { exchange.head.method }

    init(_ exchange: HTTPExchange, user: KubeUser) throws(StatusError) {
        self.exchange = exchange
        self.user = user
        let text = exchange.head.target
        let end = text.firstIndex(of: "?") ?? text.endIndex
        do { query = try Query(parsing: text[end...].dropFirst()) } catch {
            throw .badRequest(error.message)
        }
        target = try RequestTarget(text[..<end])
    }

    func field(_ name: String) -> String { exchange.head.fields[name] ?? "" }

    /// The form in which objects are wanted.
    func form() throws(StatusError) -> ObjectForm {
        let accept = exchange.head.fields.values("Accept").joined(separator: ",")
        guard let form = ObjectForm(accept: accept) else {
            throw StatusError(
                406,
                "NotAcceptable",
                "only the following media types are accepted: application/json, application/yaml, "
                    + "application/vnd.kubernetes.protobuf"
            )
        }
        return form
    }

    /// The body's bytes, at most ``largestBody``.
    func body() async throws(StatusError) -> [UInt8] {
        do { return try await exchange.body.bytes(atMost: Self.largestBody) } catch {
            guard (error as? HTTPWireError)?.status == 413 else {
                throw .badRequest("the body can't be read: \(error)")
            }
            throw StatusError(
                413,
                "RequestEntityTooLarge",
                "Request entity too large: limit is \(Self.largestBody)"
            )
        }
    }

    /// A whole number of the query; nil where there is none.
    func number(_ name: String) throws(StatusError) -> Int? {
        guard let text = query.text(name) else { return nil }
        guard let number = Int(text) else {
            throw .badRequest("strconv.ParseInt: parsing \"\(text)\": invalid syntax")
        }
        return number
    }

    /// A switch of the query, as Go's clients write it.
    func flag(_ name: String) -> Bool {
        ["true", "1", "t", "TRUE", "True"].contains(query[name] ?? "") || query[name] == "" && hasName(name)
    }

    private func hasName(_ name: String) -> Bool { query.items.contains { $0.name == name } }
}

extension KubeRequest {
    /// Answers with a JSON document.
    func answer(_ json: JSON, status: Int = 200, warnings: [String] = []) async throws {
        var fields: HTTPFields = ["Content-Type": "application/json", "Cache-Control": "no-cache, private"]
        for warning in warnings { fields.add("Warning", "299 - \"\(Self.quoted(warning))\"") }
        try await exchange.respond(HTTPResponseHead(status, fields), json.bytes + [0x0A])
    }

    /// Answers with text.
    func answer(text: String, status: Int = 200, type: String = "text/plain; charset=utf-8") async throws {
        try await exchange.respond(HTTPResponseHead(status, ["Content-Type": type]), Array(text.utf8))
    }

    /// Answers with a failure.
    func answer(_ error: StatusError) async throws {
        var fields: HTTPFields = ["Content-Type": "application/json", "Cache-Control": "no-cache, private"]
        if error.code == 401 { fields.add("WWW-Authenticate", "Bearer realm=\"kubernetes\"") }
        try await exchange.respond(HTTPResponseHead(error.code, fields), error.json.bytes + [0x0A])
    }

    /// Answers with a document that clients keep; 304 to those who have it.
    func answer(document bytes: [UInt8], type: String, tag: String) async throws {
        let fields: HTTPFields = [
            "Content-Type": type, "ETag": "\"\(tag)\"", "Cache-Control": "public", "Vary": "Accept",
        ]
        if field("If-None-Match").split(separator: ",").contains(where: { $0.contains(tag) }) {
            return try await exchange.respond(HTTPResponseHead(304, fields))
        }
        try await exchange.respond(HTTPResponseHead(200, fields), bytes)
    }

    private static func quoted(_ text: String) -> String {
        text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    }
}

extension StatusError {
    /// The path names nothing.
    static let noSuchPath = StatusError(404, "NotFound", "the server could not find the requested resource")

    /// The path names something that can't be asked for this.
    static let wrongMethod = StatusError(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource"
    )

    /// What a real cluster does and this one doesn't.
    static func notSimulated(_ what: String) -> StatusError {
        StatusError(501, "NotImplemented", "slidectl: \(what) isn't part of the embedded cluster")
    }
}
