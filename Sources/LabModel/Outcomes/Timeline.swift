/// What was seen of a check's subject, from the first question to the last.
public struct Timeline: Hashable, Sendable {
    /// A state, when it was first seen.
    public struct Entry: Hashable, Sendable {
        /// Since the check began.
        public var milliseconds: Int
        /// What was seen, for people: `ready 1/3`, `exited with code 1`.
        public var text: String

        public init(_ milliseconds: Int, _ text: String) {
            (self.milliseconds, self.text) = (milliseconds, text)
        }
    }

    /// States that differ from the one before, oldest first; of very many the first and the last ones.
    public var entries: [Entry] = []
    /// How often the subject was looked at.
    public var observations = 0
    /// Errors on the way, each once, in order: a question that got no answer was asked again.
    public var errors: [String] = []
    /// How many questions got no answer.
    public var failedObservations = 0
    /// How long it took, in milliseconds.
    public var milliseconds = 0

    public init() {}

    /// How many states are kept.
    public static let mostEntries = 20

    /// Notes a state, unless it is the one that was seen last.
    public mutating func note(_ text: String, at milliseconds: Int) {
        guard entries.last?.text != text else { return }
        if entries.count == Self.mostEntries { entries.remove(at: Self.mostEntries / 2) }
        entries.append(Entry(milliseconds, text))
    }
}
