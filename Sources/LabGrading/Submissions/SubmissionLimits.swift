/// What a submission may be at most: answers are scripts and small files.
public struct SubmissionLimits: Hashable, Sendable {
    /// Bytes of one file.
    public var file = 4 << 20
    /// Bytes of all files.
    public var total = 16 << 20
    /// How many files and folders.
    public var entries = 1_000
    /// Bytes of a path.
    public var path = 240
    /// How many folders deep.
    public var depth = 8
    /// Bytes of an archive.
    public var archive = 32 << 20
    /// How many times its own size an archive may unpack to, beyond the first mebibyte.
    public var ratio = 100

    public init() {}
}
