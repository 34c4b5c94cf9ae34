/// Which of two pods goes first when there are too many.
enum DeletionOrder {
    /// Whether one goes before the other: without a node, pending, not ready, crowded, ready for less time, restarted
    /// more often, newer.
    static func isFirst(_ one: PodFacts, _ other: PodFacts, _ neighbours: [String: Int] = [:]) -> Bool {
        if one.node.isEmpty != other.node.isEmpty { return one.node.isEmpty }
        if rank(one.phase) != rank(other.phase) { return rank(one.phase) < rank(other.phase) }
        if one.isReady != other.isReady { return !one.isReady }
        let crowds = (neighbours[one.node] ?? 0, neighbours[other.node] ?? 0)
        if crowds.0 != crowds.1 { return crowds.0 > crowds.1 }
        if one.isReady, let first = one.readySince, let second = other.readySince, first != second {
            return first > second
        }
        if one.restarts != other.restarts { return one.restarts > other.restarts }
        if let first = one.created, let second = other.created, first != second { return first > second }
        // Nothing tells them apart; the order by name is at least always the same.
        return one.key < other.key
    }

    private static func rank(_ phase: PodFacts.Phase) -> Int {
        switch phase {
        case .pending: 0
        case .unknown: 1
        case .running, .succeeded, .failed: 2
        }
    }
}
