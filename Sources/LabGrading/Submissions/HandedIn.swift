/// A file that was handed in.
public struct SubmittedFile: Hashable, Sendable {
    /// From the submission's root, parts joined by slashes.
    public var path: String
    public var bytes: [UInt8]

    public init(_ path: String, _ bytes: [UInt8]) { (self.path, self.bytes) = (path, bytes) }
}

/// What a student handed in, as values: no link, no device, no owner, no mode and no clock of the
/// student's machine is left.
public struct HandedIn: Hashable, Sendable {
    /// By path.
    public let files: [SubmittedFile]

    public init(_ files: [SubmittedFile]) {
        self.files = files.sorted { Array($0.path.utf8).lexicographicallyPrecedes(Array($1.path.utf8)) }
    }

    /// The hash of all names and contents: the same for a folder, a zip and a tar of the same files.
    public var hash: Digest {
        Digest(
            parts: [Array("slidectl-submission/1".utf8)]
                + files.flatMap { [Array($0.path.utf8), $0.bytes] }
        )
    }

    /// The files by their paths.
    public var contents: [String: [UInt8]] {
        Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    }

    /// A file's bytes; nil where it wasn't handed in.
    public subscript(path: String) -> [UInt8]? { files.first { $0.path == path }?.bytes }
}

/// Why something can't be taken for a submission; in words that can be told to its student.
public struct SubmissionProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String

    public init(_ description: String) { self.description = description }
}
