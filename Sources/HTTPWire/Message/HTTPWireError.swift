/// What is wrong with a message, or with the connection that it comes over.
public struct HTTPWireError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The status with which a server refuses such a message.
    public var status: Int
    public var description: String

    public init(_ status: Int, _ description: String) {
        self.status = status
        self.description = description
    }

    static func malformed(_ description: String) -> HTTPWireError { HTTPWireError(400, description) }
    static let closedEarly = HTTPWireError(400, "the connection was closed in the middle of a message")
    static let tooManyBytes = HTTPWireError(431, "the head of the message is too large")
}
