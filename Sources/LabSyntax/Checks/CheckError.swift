import SourceText

/// What is wrong with a check, and where in its text.
struct CheckError: Error {
    /// The id of the diagnostic.
    var rule: Diagnostic.ID = "lab.check.syntax"
    var message: String
    /// Byte offsets in the directive's text.
    var range: Range<Int>
    /// How to write it.
    var note: String?
}
