import EngineAPI
import HTTPWire

/// What every answer says of the engine, and which versions of the API are served.
struct Greeter: Sendable {
    let greeting: EnginePing
    /// The newest version that both the engine and this server speak.
    let newest: APIVersion

    init(_ greeting: EnginePing) {
        self.greeting = greeting
        newest = min(greeting.apiVersion, APIVersion.newest)
    }

    /// The fields that stand in every answer.
    var fields: HTTPFields {
        [
            "Api-Version": newest.description,
            "Docker-Experimental": greeting.isExperimental ? "true" : "false",
            "Ostype": greeting.osType,
            "Server": greeting.server.isEmpty ? "slidectl" : greeting.server,
        ]
    }

    /// The version that a request is for.
    func version(asked: APIVersion?) throws(Refusal) -> APIVersion {
        guard let asked else { return newest }
        guard asked <= newest else {
            throw .error(
                .malformed("client version \(asked) is too new. Maximum supported API version is \(newest)")
            )
        }
        guard asked >= APIVersion.oldest else {
            // Clients know this one as plain text.
            throw .text(
                "client version \(asked) is too old. Minimum supported API version is \(APIVersion.oldest), "
                    + "please upgrade your client to a newer version"
            )
        }
        return asked
    }

    /// The answer to a message that can't be read as HTTP.
    @Sendable func refusal(_ error: HTTPWireError) -> (HTTPResponseHead, [UInt8]) {
        var all = fields
        all.set("Content-Type", "application/json")
        let said = EngineError(.badRequest, "slidectl: \(error.description)")
        return (HTTPResponseHead(error.status, all), said.body)
    }

    /// Says why a request failed; does nothing when an answer had begun.
    func answer(_ exchange: HTTPExchange, failure: any Error) async throws {
        guard !exchange.hasAnswered else { return }
        var all = fields
        switch failure {
        case Refusal.text(let text):
            all.set("Content-Type", "text/plain; charset=utf-8")
            try await exchange.respond(HTTPResponseHead(400, all), Array("\(text)\n".utf8))
        case let error as HTTPWireError:
            let (head, body) = refusal(error)
            try await exchange.respond(head, body)
        default:
            let error = Self.error(failure)
            all.set("Content-Type", "application/json")
            try await exchange.respond(HTTPResponseHead(error.kind.rawValue, all), error.body)
        }
    }

    /// Any failure, as an engine would say it.
    static func error(_ failure: any Error) -> EngineError {
        switch failure {
        case let error as EngineError: error
        case Refusal.error(let error): error
        case is CancellationError: EngineError(.failed, "context canceled")
        default: EngineError(.failed, "slidectl: the request could not be answered: \(failure)")
        }
    }
}

/// Why a request isn't served.
enum Refusal: Error {
    case error(EngineError)
    case text(String)
}
