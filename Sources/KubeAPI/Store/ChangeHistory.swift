/// The last changes of the objects of one type, for those who watch them.
struct ChangeHistory: Sendable {
    /// One change; both objects where one was changed.
    struct Change: Sendable {
        var version: Int
        var before: StoredObject?
        var after: StoredObject?
    }

    /// How many changes are remembered.
    private let limit: Int
    private var changes: [Change] = []
    /// Where the oldest stands once the room is used up.
    private var start = 0
    /// The version of the last change that is forgotten.
    private(set) var forgotten = 0

    init(limit: Int) { self.limit = max(1, limit) }

    mutating func append(_ change: Change) {
        guard changes.count == limit else {
            changes.append(change)
            return
        }
        forgotten = changes[start].version
        changes[start] = change
        start = (start + 1) % limit
    }

    /// The changes after a version, the oldest first, at most `most` of them.
    func changes(after version: Int, atMost most: Int) -> [Change] {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].version <= version { low = middle + 1 } else { high = middle }
        }
        return (low..<min(changes.count, low + most)).map { self[$0] }
    }

    private subscript(position: Int) -> Change { changes[(start + position) % changes.count] }
}
