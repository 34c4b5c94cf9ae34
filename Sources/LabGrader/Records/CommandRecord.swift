public import LabModel

/// What a command did, as it was seen from outside: all that a verdict on it may rest on.
public struct CommandRecord: Hashable, Sendable {
    /// The command as it was run.
    public var text: String
    public var ending: CommandOutcome.Ending
    /// What it printed, line by line, as ``OutputNorms`` leaves it; for a terminal the screens that it showed.
    public var output: [String]
    public var errorOutput: [String]
    /// Ids that it printed where an id was asked for, and that the engine doesn't know.
    public var inventedIDs: [String] = []
    /// What there was around a command that failed: the explanation of its failure rests on it.
    public var surroundings: Surroundings?
    /// What it did that the engine only models, such as `go build`.
    public var modelled: [String] = []
    /// What the sandbox refused it, where it failed: a lecture's command isn't wrong for what only sandboxes don't allow.
    public var refusal: String?
    /// Whether lines were to be typed and none were handed in.
    public var lacksTyped = false
    /// How long it ran.
    public var milliseconds: Int

    public init(
        _ text: String,
        ending: CommandOutcome.Ending,
        output: [String],
        errorOutput: [String],
        milliseconds: Int
    ) {
        (self.text, self.ending) = (text, ending)
        (self.output, self.errorOutput, self.milliseconds) = (output, errorOutput, milliseconds)
    }
}
