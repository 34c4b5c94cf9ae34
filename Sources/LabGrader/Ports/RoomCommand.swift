/// A command for a room.
public struct RoomCommand: Sendable {
    /// A line for the shell, or several.
    public var script: String
    /// Lines to type, where the command has a terminal; nil where it has pipes.
    public var typed: [String]?
    /// Whether it reads from a terminal on which nobody types; what it prints comes by pipes all the same.
    public var readsTerminal = false
    /// The limits of time, the outermost first, each with its name and milliseconds.
    public var limits: [Limit]
    /// The most bytes that it may print.
    public var outputLimit: Int
    /// Takes what it prints, as it comes.
    public var onOutput: @Sendable (RoomStream, ArraySlice<UInt8>) -> Void = { _, _ in }
    /// Returns when the command has done what it was for; then it is interrupted, as Ctrl-C does.
    ///
    /// Nil: it ends itself.
    public var until: (@Sendable () async -> Void)?

    public struct Limit: Hashable, Sendable {
        public var name: String
        public var milliseconds: Int

        public init(_ name: String, milliseconds: Int) {
            (self.name, self.milliseconds) = (name, milliseconds)
        }
    }

    public init(_ script: String, limits: [Limit], outputLimit: Int) {
        (self.script, self.limits, self.outputLimit) = (script, limits, outputLimit)
    }
}

/// Which stream a command printed on; a terminal has only `output`.
public enum RoomStream: Hashable, Sendable {
    case output, error
}

/// How a command ended.
public enum RoomEnd: Hashable, Sendable {
    case exited(code: Int)
    /// It was interrupted, because `until` returned; the code it ended with.
    case left(code: Int)
    /// A limit ended it; the text names the limit.
    case cut(String)
}
