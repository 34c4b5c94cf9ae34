/// Why an engine, or the gate before it, didn't do what it was asked.
public struct EngineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of a failure; its number is the HTTP status.
    public enum Kind: Int, Hashable, Sendable {
        case badRequest = 400
        case unauthorized = 401
        case forbidden = 403
        case notFound = 404
        case conflict = 409
        case tooLarge = 413
        case unsupportedType = 415
        case tooMany = 429
        case failed = 500
        case notImplemented = 501
        case unreachable = 502
        case unavailable = 503
    }

    public var kind: Kind
    /// One line for the student, as the engine says it.
    public var message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// An error as an engine's status and body say it.
    public init(status: Int, body: [UInt8]) {
        let json = try? JSON(body)
        if status == 500, let cause = json?["cause"]?.text, Self.podmanConflicts.contains(cause) {
            kind = .conflict
        } else {
            kind = Kind(rawValue: status) ?? (status < 500 ? .badRequest : .failed)
        }
        let said = json?["message"]?.text
        message = said ?? String(decoding: body, as: UTF8.self).trimmingWhitespace
    }

    /// What Podman calls a failure of its own where Docker says that something stands in the way.
    private static let podmanConflicts: Set<String> = [
        "container state improper", "that name is already in use",
    ]

    public var description: String { message }

    /// The body of an answer that says so.
    public var body: [UInt8] { JSON.object([.init("message", .string(message))]).bytes + [0x0A] }
}

extension EngineError {
    /// A request that can't be read.
    public static func malformed(_ message: String) -> EngineError { EngineError(.badRequest, message) }
    /// A build that speaks past the API that a session offers.
    public static func noBuildKit(_ kind: Kind) -> EngineError {
        EngineError(
            kind,
            "slidectl: BuildKit isn't offered in a session. Set DOCKER_BUILDKIT=0 to build with the classic builder."
        )
    }
    /// A container that isn't there, or isn't this session's.
    public static func noSuchContainer(_ name: String) -> EngineError {
        EngineError(.notFound, "No such container: \(name)")
    }
    /// An image that isn't there, or isn't this session's.
    public static func noSuchImage(_ name: String) -> EngineError {
        EngineError(.notFound, "No such image: \(name)")
    }
    /// A network that isn't there, or isn't this session's.
    public static func noSuchNetwork(_ name: String) -> EngineError {
        EngineError(.notFound, "network \(name) not found")
    }
    /// A volume that isn't there, or isn't this session's.
    public static func noSuchVolume(_ name: String) -> EngineError {
        EngineError(.notFound, "get \(name): no such volume")
    }
    /// A path or method that no engine knows.
    public static let pageNotFound = EngineError(.notFound, "page not found")
}

extension String {
    /// Without white space at its ends.
    var trimmingWhitespace: String {
        var part = self[...]
        while part.first?.isWhitespace == true { part.removeFirst() }
        while part.last?.isWhitespace == true { part.removeLast() }
        return String(part)
    }
}
