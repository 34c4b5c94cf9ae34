/// What is wrong with a check, and where in its text.
struct CheckError: Error {
    var message: String
    /// Byte offsets in the directive's text.
    var range: Range<Int>
    /// How to write it.
    var note: String?
}
