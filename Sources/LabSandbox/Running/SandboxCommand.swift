/// A command for a session, with the bounds it keeps.
public struct SandboxCommand: Sendable {
    /// The program and its arguments.
    public var words: [String]
    /// Where it starts, from the workspace.
    public var folder = ""
    /// Variables beside the session's.
    public var environment: [String: String] = [:]
    /// What it reads; nothing unless a descriptor is given.
    public var input: Int32?
    /// The limits of time, each with its name, the outermost first: `the lab`, `step 3`.
    public var timeLimits: [TimeLimit] = []
    /// How much it may print, in bytes; nil for the session's setting.
    public var outputLimit: Int?
    /// Takes what it prints, as it comes, from any thread.
    public var onOutput: @Sendable (CommandStream, ArraySlice<UInt8>) -> Void = { _, _ in }

    /// Returns when the command has done what it was for: then it is interrupted, as Ctrl-C does; later it is ended.
    public var interruption: (@Sendable () async -> Void)?
    /// What is told between its lines, for a shell on a terminal.
    public var notes: ShellNotes?

    public init(_ words: [String]) { self.words = words }
}

/// Which of a command's two outputs.
public enum CommandStream: Sendable {
    case output, error
}

/// A limit of time that says whose it is when it has passed.
public struct TimeLimit: Hashable, Sendable {
    public var name: String
    public var duration: Duration

    public init(_ name: String, _ duration: Duration) { (self.name, self.duration) = (name, duration) }
}

/// How a command ended.
public struct CommandEnd: Hashable, Sendable {
    /// The exit code; 128 and the signal's number where a signal ended it.
    public var status: Int
    /// Why we ended it; nil when it ended by itself.
    public var cut: Cut?

    /// Why a command was ended before its time.
    public enum Cut: Hashable, Sendable, CustomStringConvertible {
        case time(TimeLimit)
        case output(bytes: Int)
        /// Its interruption came.
        case interruption

        public var description: String {
            switch self {
            case .time(let limit): "\(limit.name)'s time limit, \(limit.duration.spoken), has passed"
            case .output(let bytes): "the command printed more than \(bytes) bytes"
            case .interruption: "it was interrupted"
            }
        }
    }
}
