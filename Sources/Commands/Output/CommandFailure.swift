/// Why a command can't do its work, in words for its user, and the exit code that says so.
struct CommandFailure: Error {
    /// One sentence with the way out; printed behind `slidectl: `.
    var message: String
    var exitCode: Int32 = 2

    init(_ message: String) { self.message = message }
}
