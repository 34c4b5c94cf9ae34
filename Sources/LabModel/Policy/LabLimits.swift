/// What a lab's room may use, where it differs from the course's settings; nil is what they say.
public struct LabLimits: Hashable, Sendable {
    /// Which other networks containers reach.
    public enum Egress: String, Hashable, Sendable, CaseIterable {
        case none
        /// The registries' mirror only.
        case mirror
        case internet
    }

    /// In thousandths of a CPU.
    public var milliCPUs: Int?
    /// In bytes.
    public var memory: Int?
    /// In bytes.
    public var disk: Int?
    public var pids: Int?
    public var containers: Int?
    public var images: Int?
    /// How many bytes a command may print.
    public var output: Int?
    /// How long a step may take that says nothing itself, in seconds.
    public var stepSeconds: Int?
    public var egress: Egress?

    public init() {}
}
