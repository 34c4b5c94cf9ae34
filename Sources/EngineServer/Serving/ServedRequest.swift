public import EngineAPI

/// A request that has been answered, for those who keep an account of a session.
public struct ServedRequest: Sendable {
    /// What was asked for; nil where the request couldn't be understood.
    public let operation: Operation?
    /// The name or id in the path; empty where the path has none.
    public let subject: String
    /// Why it wasn't done; nil where it was.
    public let failure: EngineError?

    init(_ route: Route?, failure: EngineError? = nil) {
        (operation, subject) = (route?.operation, route?.subject ?? "")
        self.failure = failure
    }

    /// Whether the gate refused it: by its policy or by a quota, and not for a mistake that an engine would name, too.
    public var isRefusal: Bool {
        guard let failure else { return false }
        return [.forbidden, .tooMany].contains(failure.kind) && failure.message.hasPrefix("slidectl: ")
    }
}
