/// A connection to a process in a container: what `attach` and `exec start` give after the upgrade.
///
/// Without a terminal the output comes in frames (see ``StreamFrame``), with one it is raw.
public struct ProcessConnection: Sendable {
    /// Whether the process has a terminal, hence whether the output is raw.
    public let isTTY: Bool
    /// What the process writes; ends when the process does.
    public let output: ByteStream
    private let sendInput: @Sendable ([UInt8]) async throws -> Void
    private let endInput: @Sendable () async throws -> Void

    public init(
        isTTY: Bool,
        output: ByteStream,
        send: @escaping @Sendable ([UInt8]) async throws -> Void,
        finish: @escaping @Sendable () async throws -> Void
    ) {
        self.isTTY = isTTY
        self.output = output
        sendInput = send
        endInput = finish
    }

    /// Writes to the process's standard input; waits while the process doesn't read.
    public func send(_ bytes: [UInt8]) async throws { try await sendInput(bytes) }

    /// Ends the process's standard input; its output goes on.
    public func finishInput() async throws { try await endInput() }

    /// Drops the connection; the process goes on.
    public func close() { output.cancel() }
}
