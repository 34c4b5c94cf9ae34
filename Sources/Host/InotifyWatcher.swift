import Ports
package import SystemPackage

/// Watches a folder and all below it with Linux's inotify, and by looking again and again where that can't be had.
///
/// Paths are given below the folder as it was named. A batch that holds the folder itself means that anything may have
/// changed. Folders whose names start with a dot, and `node_modules`, aren't watched; links aren't followed.
package struct InotifyWatcher: FileWatcher {
    /// How often to look where the system can't tell of changes, in milliseconds.
    package var pollInterval: Int
    /// Whether to look from the start, as on network drives, which don't tell what others change.
    package var alwaysLooks: Bool
    /// How many batches are kept for a reader that falls behind; beyond that it is told "anything".
    package var keptBatches = 64
    private let report: @Sendable (String) -> Void

    /// Makes a watcher; `report` takes a sentence for the user when watching falls back to looking.
    package init(
        pollInterval: Int = 500,
        alwaysLooks: Bool = false,
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.pollInterval = pollInterval
        self.alwaysLooks = alwaysLooks
        self.report = report
    }

    package func changes(below folder: FilePath) -> AsyncStream<Set<FilePath>> {
        AsyncStream(bufferingPolicy: .bufferingNewest(keptBatches)) { continuation in
            let session = WatchSession(folder: folder, pollInterval: pollInterval, report: report) { batch in
                guard case .dropped = continuation.yield(batch) else { return }
                continuation.yield([folder])
            }
            continuation.onTermination = { _ in session.stop() }
            session.start(looking: alwaysLooks)
        }
    }
}
