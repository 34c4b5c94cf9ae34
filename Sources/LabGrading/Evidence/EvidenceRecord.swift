public import EngineAPI

/// One line of an evidence log.
public struct EvidenceRecord: Hashable, Sendable {
    /// What a record tells.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// What is run: first in a log.
        case begin
        /// What happened before and around the steps.
        case lab
        /// A step's command and what came of it.
        case step
        /// The looks at a check's subject.
        case check
        /// That nothing follows.
        case end
        /// A person's word on points, in a log of its own.
        case override
    }

    public var kind: Kind
    public var body: JSON

    public init(_ kind: Kind, _ body: JSON) { (self.kind, self.body) = (kind, body) }
}

/// What is wrong with an evidence log, and where.
public struct EvidenceProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// From 1.
    public var line: Int
    public var reason: String

    public init(line: Int, _ reason: String) { (self.line, self.reason) = (line, reason) }

    public var description: String { "line \(line): \(reason)" }
}
