public import SourceText

/// A question to the engine, the cluster or the network: what it is about, and what must hold.
public struct LabCheck: Hashable, Sendable {
    /// When it must hold.
    public enum Timing: Hashable, Sendable {
        /// Now.
        case now
        /// At some moment within so many milliseconds.
        case within(milliseconds: Int)
        /// At every moment for so long.
        case always(milliseconds: Int)
        /// At no moment for so long.
        case never(milliseconds: Int)
    }

    /// How much is told of a check that fails.
    public enum Feedback: String, Hashable, Sendable, CaseIterable {
        case full, diff, name, count, none
    }

    public var id: String
    public var subject: CheckSubject
    public var predicates: [CheckPredicate]
    public var timing: Timing
    public var points: Points?
    public var hint: String?
    public var feedback: Feedback
    /// Whether the lecture says how much is told: what it doesn't say a sidecar may add.
    public var hasOwnFeedback = false
    /// Whether the lab gives nothing when the check fails.
    public var isGate: Bool
    /// Whether students don't see it: it stands in the sidecar.
    public var isHidden: Bool
    /// The check as it is written, without what is said about it.
    public var source: String
    public var location: SourceLocation

    public init(
        id: String,
        subject: CheckSubject,
        predicates: [CheckPredicate],
        timing: Timing,
        source: String,
        at location: SourceLocation
    ) {
        self.id = id
        self.subject = subject
        self.predicates = predicates
        self.timing = timing
        self.source = source
        self.location = location
        points = nil
        hint = nil
        feedback = .full
        isGate = false
        isHidden = false
    }

    /// Whether it is in the open what comes, and that it comes at some moment only: `within=`.
    public var isWaitedFor: Bool {
        if case .within = timing { !isHidden } else { false }
    }
}

/// What a check is about.
///
/// Names may hold `$capture` and `<NAME>`, which are filled in when it is run.
public enum CheckSubject: Hashable, Sendable {
    case container(String)
    case image(String)
    case volume(String)
    case network(String)
    case compose(project: String, service: String?)
    case tcp(port: String)
    case http(port: String, path: String)
    /// A file that the student handed in or made, below the workspace.
    case file(String)
    /// An object of the cluster: `deploy/web`, `k8s apps/v1/deployments/web`.
    case object(kind: String, name: String)
    case pods(selector: String)
    case events

    /// Whether what is asked settles only some time after a command: a check of it needs a time.
    public var isAsynchronous: Bool {
        switch self {
        case .tcp, .http, .object, .pods: true
        case .container, .image, .volume, .network, .compose, .file, .events: false
        }
    }

    /// What kind of thing it is, as it is written.
    public var word: String {
        switch self {
        case .container: "container"
        case .image: "image"
        case .volume: "volume"
        case .network: "network"
        case .compose: "compose"
        case .tcp: "tcp"
        case .http: "http"
        case .file: "file"
        case .object: "object"
        case .pods: "pods"
        case .events: "events"
        }
    }
}
