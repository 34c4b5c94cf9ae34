public import SimShell

/// Opens ports on the host for containers; the live one listens on loopback.
public protocol PortPublisher: Sendable {
    /// Listens on an address of the host's and hands every caller over.
    ///
    /// - Parameters:
    ///   - address: An address of the host's; empty for whatever the publisher listens on by default.
    ///   - port: 0 for any that is free.
    ///   - onCaller: Gets each connection and closes it.
    /// - Returns: The open port.
    /// - Throws: ``PublishError``.
    func publish(
        _ address: String,
        port: Int,
        onCaller: @escaping @Sendable (any NetworkConnection) async -> Void
    ) async throws(PublishError) -> any PublishedPort
}

/// A port that is listened on.
public protocol PublishedPort: Sendable {
    /// The port's number.
    var port: Int { get }
    /// Stops listening and drops the connections that are open.
    func close() async
}

/// Why a port can't be opened.
public enum PublishError: Error, Hashable, Sendable {
    case addressInUse
    case notPermitted
    case addressNotAvailable
}

/// Ports that are on paper only: numbers are given out and nobody listens.
public struct UnpublishedPorts: PortPublisher {
    public init() {}

    public func publish(
        _ address: String,
        port: Int,
        onCaller: @escaping @Sendable (any NetworkConnection) async -> Void
    ) async throws(PublishError) -> any PublishedPort {
        Paper(port: port == 0 ? .random(in: 32_768...60_999) : port)
    }

    private struct Paper: PublishedPort {
        let port: Int

        func close() async {}
    }
}
