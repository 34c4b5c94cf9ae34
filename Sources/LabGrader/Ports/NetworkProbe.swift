/// Asks the ports that a session publishes; what is asked is the session's own `localhost`.
public protocol NetworkProbe: Sendable {
    /// Connects to a TCP port and says what happened.
    ///
    /// - Parameters:
    ///   - port: The port, as the session knows it.
    ///   - greeting: What is sent after connecting.
    ///   - limit: How many bytes of the answer are read.
    /// - Returns: Whether it was open, and what it said.
    /// - Throws: ``RoomError`` where the question couldn't be asked.
    func connect(port: Int, sending greeting: [UInt8], limit: Int) async throws -> ConnectionAnswer
    /// Sends `GET path` over HTTP/1.1, on a connection of its own.
    func get(port: Int, path: String) async throws -> HTTPAnswer
}

/// What came of connecting to a port.
public enum ConnectionAnswer: Hashable, Sendable {
    case refused
    /// No answer within the probe's own time.
    case silent
    /// It was open; the bytes that it answered.
    case open(answer: [UInt8])
}

/// What came of a request.
public enum HTTPAnswer: Hashable, Sendable {
    case refused
    /// Connected, and then no or a broken response; the text says which.
    case broken(String)
    /// Header names in lower case, in order; the body's first megabyte.
    case response(status: Int, headers: [Header], body: [UInt8])

    public struct Header: Hashable, Sendable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
    }
}
