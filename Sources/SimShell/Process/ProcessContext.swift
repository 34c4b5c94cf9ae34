/// A process as its program sees it.
public struct ProcessContext: Sendable {
    /// The words it was started with; the first is the program's own name.
    public var arguments: [String]
    public var environment: [String: String]
    /// An absolute path.
    public var workingDirectory: String
    public var user: ProcessUser
    public var streams: ProcessStreams
    /// The bits that files it makes don't get.
    public var mask = 0o022
    /// The processes around it, itself among them: those of one container.
    public let world: any ProcessWorld
    /// Its number in the container; 1 is the main process.
    public let id: Int
    /// Signals that the program asked to be told of instead of dying; see ``SignalInbox``.
    public let signals: SignalInbox

    public init(
        arguments: [String],
        environment: [String: String],
        workingDirectory: String,
        user: ProcessUser,
        streams: ProcessStreams,
        world: any ProcessWorld,
        id: Int,
        signals: SignalInbox
    ) {
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.user = user
        self.streams = streams
        self.world = world
        self.id = id
        self.signals = signals
    }

    /// The container's files.
    public var files: FileTree { world.files }
}

/// Who a process is.
public struct ProcessUser: Hashable, Sendable {
    public static let root = ProcessUser(id: 0, group: 0)

    public var id: Int
    public var group: Int
    /// Further groups.
    public var groups: [Int]

    public init(id: Int, group: Int, groups: [Int] = []) {
        self.id = id
        self.group = group
        self.groups = groups
    }
}

/// The three streams of a process.
public struct ProcessStreams: Sendable {
    public var input: any ByteSource
    public var output: any ByteSink
    public var error: any ByteSink
    /// Whether they are a terminal.
    public var isTerminal: Bool

    public init(input: any ByteSource, output: any ByteSink, error: any ByteSink, isTerminal: Bool = false) {
        self.input = input
        self.output = output
        self.error = error
        self.isTerminal = isTerminal
    }
}

/// Bytes that a process reads.
public protocol ByteSource: Sendable {
    /// The next piece, at most `limit` bytes; nil at the end. Waits until there is something.
    func read(atMost limit: Int) async -> [UInt8]?
    /// Says that nobody will read any more.
    func closeReading()
}

/// Bytes that a process writes.
public protocol ByteSink: Sendable {
    /// Writes all bytes; waits while the reader is slow.
    ///
    /// - Throws: ``BrokenPipe`` where nobody reads any more.
    func write(_ bytes: [UInt8]) async throws(BrokenPipe)
    /// Says that nothing more will come.
    func closeWriting()
}

/// Nobody reads what is written.
public struct BrokenPipe: Error, Hashable, Sendable {
    public init() {}
}
