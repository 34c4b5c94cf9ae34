public import SourceText

/// One thing that a deck can do better, found in the tree of a deck that parses.
///
/// A rule is a small value in a file of its own; its messages stand beside it. What `present` refuses, loses or misreads
/// is not a rule's business: the parser tells that.
public protocol LintRule: Sendable {
    /// The id of all its findings, such as `lint.image.alt-missing`.
    var id: Diagnostic.ID { get }
    /// What the rule asks for, in one line without a full stop.
    var summary: String { get }
    /// Finds what breaks the rule.
    func check(_ context: LintContext) -> [Diagnostic]
}
