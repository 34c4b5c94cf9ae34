/// Which cluster a session has.
public enum ClusterWish: Hashable, Sendable {
    case none
    /// The cluster that we bring, on the session's engine.
    case embedded
    /// A real one, behind a context of the caller's kubeconfig; nil for the current one.
    case kubeconfig(context: String?)

    /// Reads `none`, `embedded`, `kubeconfig` or `kubeconfig:CONTEXT`.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init
        )
        switch (parts[0], parts.count > 1 ? parts[1] : nil) {
        case ("none", nil): self = .none
        case ("embedded", nil): self = .embedded
        case ("kubeconfig", let context) where context != "": self = .kubeconfig(context: context)
        default: return nil
        }
    }

    /// The word that ``init(_:)`` reads.
    public var text: String {
        switch self {
        case .none: "none"
        case .embedded: "embedded"
        case .kubeconfig(let context): context.map { "kubeconfig:\($0)" } ?? "kubeconfig"
        }
    }
}
