/// How long commands may take and how much they may print.
public struct RunSettings: Hashable, Sendable {
    /// How long a command may take that doesn't say.
    public var stepMilliseconds = 30_000
    /// How long all of a lab may take that isn't written as one: commands outside of labs.
    public var lectureMilliseconds = 3_600_000
    /// The most bytes that a command may print.
    public var outputLimit = 1 << 20
    /// How long a service in the foreground must live, or a follower read, where nothing else is asked of it.
    public var patienceMilliseconds = 3_000
    /// How often an output is compared while a command runs on.
    public var pollMilliseconds = 100

    public init() {}
}
