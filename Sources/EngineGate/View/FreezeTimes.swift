/// When the processes of which container were stopped by the gate: its events of that time are no student's.
///
/// Times are in nanoseconds since 1970.
struct FreezeTimes: Sendable {
    /// Of so many the times are kept, for those who ask for old events.
    private static let most = 1000

    /// So much later, in nanoseconds, an engine may still tell of it.
    private static let delay = 1_000_000_000

    private struct Freeze: Sendable {
        let id: String
        let start: Int
        /// Nil while it lasts.
        var end: Int?
    }

    private var freezes: [Freeze] = []

    mutating func begin(_ id: String, at time: Int) {
        if freezes.count >= Self.most { freezes.removeFirst() }
        freezes.append(Freeze(id: id, start: time))
    }

    mutating func end(_ id: String, at time: Int) {
        guard let index = lasting(id) else { return }
        freezes[index].end = time
    }

    /// What was begun turned out to be none.
    mutating func forget(_ id: String) {
        guard let index = lasting(id) else { return }
        freezes.remove(at: index)
    }

    /// Whether a container is stopped now.
    func contains(_ id: String) -> Bool { lasting(id) != nil }

    /// The beginnings of the times in which a container's event may be of our making.
    func starts(_ id: String, around time: Int) -> [Int] {
        freezes.filter {
            $0.id == id && $0.start <= time && time <= ($0.end ?? .max - Self.delay) + Self.delay
        }.map(\.start)
    }

    private func lasting(_ id: String) -> Int? { freezes.lastIndex { $0.id == id && $0.end == nil } }
}
