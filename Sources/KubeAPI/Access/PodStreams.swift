public import EngineAPI

/// What streams to and from a pod's containers: their logs, programs in them, and their ports.
///
/// The kubelet of the embedded cluster is one; the server for kubectl knows only this. The server has looked the pod up and
/// settled the container's name before it asks.
public protocol PodStreams: Sendable {
    /// What a container has written, and what it writes on (`follow`).
    ///
    /// - Parameters:
    ///   - namespace: The pod's namespace.
    ///   - pod: The pod's name.
    ///   - query: Which container's text, and which part of it.
    /// - Returns: The text, with time stamps where asked; it ends with the container where it follows one.
    /// - Throws: ``StatusError`` 404 for no such pod, 400 for a container that has no log yet, with Kubernetes' own message.
    func log(namespace: String, pod: String, _ query: PodLogQuery) async throws(StatusError) -> ByteStream

    /// Runs a program in a container.
    ///
    /// - Parameters:
    ///   - namespace: The pod's namespace.
    ///   - pod: The pod's name.
    ///   - command: The program with its arguments, never empty.
    ///   - streams: Which container, and which streams are wanted.
    /// - Returns: The connection to the program.
    /// - Throws: ``StatusError`` where it can't be tried; a program that doesn't start is told of by ``PodProcess/end()``.
    func exec(
        namespace: String,
        pod: String,
        command: [String],
        _ streams: PodStreamOptions
    ) async throws(StatusError) -> PodProcess

    /// Connects to the program that a container runs.
    func attach(
        namespace: String,
        pod: String,
        _ streams: PodStreamOptions
    ) async throws(StatusError) -> PodProcess

    /// Connects to a TCP port of a pod, as from its own loopback.
    ///
    /// - Throws: ``StatusError`` whose message is shown, for example where nobody listens.
    func portForward(namespace: String, pod: String, port: Int) async throws(StatusError) -> PodConnection
}

/// Which part of a container's log is wanted.
public struct PodLogQuery: Hashable, Sendable {
    /// The container; empty where the pod has only one.
    public var container: String
    /// Whether what is written later is wanted too.
    public var follow: Bool
    /// The container before its last restart.
    public var previous: Bool
    /// Whether each line begins with its time, in RFC 3339 with nanoseconds.
    public var timestamps: Bool
    /// Only the last lines, 0 for none of those that are there; nil for all.
    public var tailLines: Int?
    /// Only what was written since; nil for all.
    public var since: KubeTime?
    /// The most bytes, at least 1; nil for no bound.
    public var limitBytes: Int?

    public init(
        container: String = "",
        follow: Bool = false,
        previous: Bool = false,
        timestamps: Bool = false,
        tailLines: Int? = nil,
        since: KubeTime? = nil,
        limitBytes: Int? = nil
    ) {
        self.container = container
        self.follow = follow
        self.previous = previous
        self.timestamps = timestamps
        self.tailLines = tailLines
        self.since = since
        self.limitBytes = limitBytes
    }
}

/// Which streams of a process are wanted.
public struct PodStreamOptions: Hashable, Sendable {
    /// The container; empty where the pod has only one.
    public var container: String
    public var input: Bool
    public var output: Bool
    /// Never together with a terminal, whose two outputs are one.
    public var error: Bool
    public var terminal: Bool

    public init(
        container: String = "",
        input: Bool = false,
        output: Bool = true,
        error: Bool = true,
        terminal: Bool = false
    ) {
        self.container = container
        self.input = input
        self.output = output
        self.error = error
        self.terminal = terminal
    }
}

/// The size of a terminal, in characters.
public struct TerminalSize: Hashable, Sendable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// A piece of what a process writes.
public struct PodOutput: Hashable, Sendable {
    /// Whether it was written to standard error.
    public var isError: Bool
    /// Never empty.
    public var bytes: [UInt8]

    public init(_ bytes: [UInt8], isError: Bool = false) {
        self.bytes = bytes
        self.isError = isError
    }
}

/// How a process ended.
public enum PodProcessEnd: Hashable, Sendable {
    /// It ended by itself, with an exit code; 0 is success.
    case exited(Int)
    /// It couldn't be started, or its connection broke; the text is shown as it is.
    case failed(String)
}

/// A connection to a process in a pod.
public struct PodProcess: Sendable {
    /// What the process writes; ends when the process does.
    public let output: EngineStream<PodOutput>
    private let sendInput: @Sendable ([UInt8]) async throws -> Void
    private let endInput: @Sendable () async throws -> Void
    private let setSize: @Sendable (TerminalSize) async throws -> Void
    private let waitForEnd: @Sendable () async -> PodProcessEnd

    public init(
        output: EngineStream<PodOutput>,
        send: @escaping @Sendable ([UInt8]) async throws -> Void = { _ in },
        finish: @escaping @Sendable () async throws -> Void = {},
        resize: @escaping @Sendable (TerminalSize) async throws -> Void = { _ in },
        end: @escaping @Sendable () async -> PodProcessEnd
    ) {
        self.output = output
        sendInput = send
        endInput = finish
        setSize = resize
        waitForEnd = end
    }

    /// Writes to the process's standard input; waits while the process doesn't read.
    public func send(_ bytes: [UInt8]) async throws { try await sendInput(bytes) }
    /// Ends the process's standard input; its output goes on.
    public func finishInput() async throws { try await endInput() }
    /// Tells the process's terminal its size.
    public func resize(_ size: TerminalSize) async throws { try await setSize(size) }
    /// How the process ended; asked for once its output has ended.
    public func end() async -> PodProcessEnd { await waitForEnd() }
    /// Drops the connection: an attached process goes on, one of `exec` is left to its own.
    public func close() { output.cancel() }
}

/// A connection to a port of a pod.
public struct PodConnection: Sendable {
    /// What the pod sends; ends when the pod has ended its sending.
    public let input: ByteStream
    private let sendBytes: @Sendable ([UInt8]) async throws -> Void
    private let endSending: @Sendable () async throws -> Void

    public init(
        input: ByteStream,
        send: @escaping @Sendable ([UInt8]) async throws -> Void,
        finish: @escaping @Sendable () async throws -> Void
    ) {
        self.input = input
        sendBytes = send
        endSending = finish
    }

    /// Sends bytes to the pod; waits while it doesn't read.
    public func send(_ bytes: [UInt8]) async throws { try await sendBytes(bytes) }
    /// Ends the sending; receiving goes on.
    public func finish() async throws { try await endSending() }
    /// Drops the connection.
    public func close() { input.cancel() }
}
