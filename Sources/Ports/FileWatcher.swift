public import SystemPackage

/// Tells which files changed.
public protocol FileWatcher: Sendable {
    /// Watches files, and folders for entries that come and go, until the task that reads is cancelled.
    ///
    /// A save that replaces the file (write to a temporary name, then rename) counts as a change of the file.
    ///
    /// - Returns: Batches of paths, each one a burst of changes, as given and not resolved. A batch that holds the
    ///   folder itself means that anything below it may have changed.
    func changes(below folder: FilePath) -> AsyncStream<Set<FilePath>>
}
