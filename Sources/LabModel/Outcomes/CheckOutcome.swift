/// What came of a check.
public struct CheckOutcome: Hashable, Sendable {
    /// The check's id.
    public var id: String
    public var verdict: Verdict
    /// What had to hold, with names filled in: `container db publishes 5432/tcp`.
    public var expected: String
    /// What was seen instead; nil for a check that is met.
    public var seen: String?
    /// Why the goal could no longer be reached, where waiting ended early for that.
    public var doom: String?
    /// Why nobody can say, for an unknown verdict.
    public var reason: String?
    /// Whether the reason is that the engine only models what the check rests on.
    public var needsRealEngine = false
    /// What the cause is and what to do, where that is known.
    public var explanation: Explanation?
    public var timeline: Timeline

    public init(id: String, verdict: Verdict, expected: String, timeline: Timeline = Timeline()) {
        (self.id, self.verdict, self.expected, self.timeline) = (id, verdict, expected, timeline)
    }
}

/// The cause of a failure, as the engine or the files tell it, and one next action.
public struct Explanation: Hashable, Sendable {
    /// The cause: `web exited with code 127: exec: "/bin/${SERVICE}": no such file`.
    public var why: String?
    /// What to do; a command where one does it.
    public var attempt: String?

    public init(why: String? = nil, attempt: String? = nil) { (self.why, self.attempt) = (why, attempt) }
}
