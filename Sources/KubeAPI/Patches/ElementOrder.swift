import EngineAPI

/// The order of a merged list.
enum ElementOrder {
    /// The elements that an order names in that order, the others between them as the server had them.
    ///
    /// `before` is the list as it was, `key` what an element is known by.
    static func ordered<Key: Hashable>(
        _ elements: [JSON],
        by order: [Key]?,
        before: [JSON],
        key: (JSON) -> Key?
    ) -> [JSON] {
        guard let order, !order.isEmpty else { return elements }
        let ranks = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
        let places = Dictionary(before.enumerated().map { (key($1), $0) }) { first, _ in first }
        func rank(_ element: JSON) -> Int? { key(element).flatMap { ranks[$0] } }
        let named = elements.filter { rank($0) != nil }.sorted { (rank($0) ?? 0) < (rank($1) ?? 0) }
        let others = elements.filter { rank($0) == nil }
            .sorted { (places[key($0)] ?? .max) < (places[key($1)] ?? .max) }
        var merged: [JSON] = []
        var (nextNamed, nextOther) = (named[...], others[...])
        while let first = nextNamed.first, let other = nextOther.first {
            if let mine = places[key(first)], let its = places[key(other)], its < mine {
                merged.append(nextOther.removeFirst())
            } else {
                merged.append(nextNamed.removeFirst())
            }
        }
        return merged + nextNamed + nextOther
    }
}
