/// A moment with the offset that it was written with: `2026-12-01 23:59 +01:00`.
///
/// There is no name of a time zone: what a name stands for depends on the machine that reads it.
public struct Deadline: Hashable, Sendable {
    /// Seconds since 1970-01-01 00:00 UTC.
    public var seconds: Int
    /// As it was written.
    public var text: String

    /// Reads a date, a time of day and an offset, as ``ZonedTime`` does.
    ///
    /// - Returns: Nil for anything else, and for what was before 1970.
    public init?(parsing text: String) {
        guard let seconds = ZonedTime.seconds(parsing: text), seconds >= 0 else { return nil }
        (self.seconds, self.text) = (seconds, text)
    }
}
