package import SystemPackage

/// Paths that changed and wait to be told, and when to tell them; time is given in nanoseconds.
///
/// A finished save (closed after writing, or renamed into place) is told a few milliseconds later. What may be half a
/// save (a file emptied, removed, or being written) waits longer for its other half, while more of it keeps coming.
package struct PendingChanges: Hashable {
    /// How long a finished save waits for others of the same burst.
    package static let afterSave = 5_000_000
    /// How long what may be half a save waits after the last sign of it.
    package static let afterHalf = 40_000_000
    /// How long anything waits at most.
    package static let atMost = 500_000_000

    package private(set) var paths: Set<FilePath> = []
    /// When the paths are to be told; nil where there are none.
    package private(set) var due: Int?
    private var first = 0

    package init() {}

    /// Notes a change.
    package mutating func note(_ path: FilePath, isWhole: Bool, now: Int) {
        if paths.isEmpty { first = now }
        let wasSaved = due.map { $0 <= now + Self.afterSave } ?? false
        paths.insert(path)
        if isWhole {
            due = min(due ?? .max, now + Self.afterSave)
        } else if !wasSaved {
            due = min(now + Self.afterHalf, first + Self.atMost)
        }
    }

    /// Takes the paths when they are due.
    package mutating func take(now: Int) -> Set<FilePath>? {
        guard let due, due <= now else { return nil }
        defer { self = PendingChanges() }
        return paths
    }
}
