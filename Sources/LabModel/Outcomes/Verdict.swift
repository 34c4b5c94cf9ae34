/// What is known of an item in the end.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
    case pass
    case fail
    /// Nobody can say: the engine didn't answer, or the time for asking was taken from us. It is neither a zero nor a
    /// pass.
    case unknown
}

extension Verdict {
    /// The verdict on several items that all count: one that fails decides, then one that isn't known.
    public init(all verdicts: some Sequence<Verdict>) {
        self = verdicts.reduce(.pass) { sum, verdict in
            if sum == .fail || verdict == .fail { return .fail }
            return sum == .unknown || verdict == .unknown ? .unknown : .pass
        }
    }
}
