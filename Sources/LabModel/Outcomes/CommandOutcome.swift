public import TextMatch

/// What came of a step's command.
public struct CommandOutcome: Hashable, Sendable {
    /// How the command ended.
    public enum Ending: Hashable, Sendable {
        case exited(code: Int)
        /// We ended it, as its mode says: its checks were met, or its output was there.
        case left
        /// A limit ended it; the text says which one.
        case cut(String)
        /// It never ran, and that is nobody's fault who wrote it.
        case failedToStart(String)
    }

    /// A stream that isn't what was expected.
    public struct Difference: Hashable, Sendable {
        public enum Stream: String, Hashable, Sendable { case output, error, screen }

        public var stream: Stream
        public var lines: LineDiff

        public init(_ stream: Stream, _ lines: LineDiff) { (self.stream, self.lines) = (stream, lines) }
    }

    public var verdict: Verdict
    public var ending: Ending
    public var expectedExit: Int
    public var differences: [Difference] = []
    /// What it printed, made plain: no escape sequences, no invalid bytes.
    ///
    /// Long outputs lose their middle.
    public var output: [String] = []
    public var errorOutput: [String] = []
    public var explanation: Explanation?
    /// Whether nobody knows because the engine only models what the command did.
    public var needsRealEngine = false
    /// How long it ran, in milliseconds.
    public var milliseconds = 0

    public init(verdict: Verdict, ending: Ending, expectedExit: Int) {
        (self.verdict, self.ending, self.expectedExit) = (verdict, ending, expectedExit)
    }
}
