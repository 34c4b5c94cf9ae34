/// Gives each of some askers a place of its own, moving others to make room: augmenting paths.
public struct Assignment {
    /// The place that an asker has, and the asker that has a place.
    public private(set) var places: [Int?]
    public private(set) var askers: [Int?]
    private var seen: Set<Int> = []
    /// Places from which no way leads to a free one: none ever will, so nobody looks there again.
    private var dead: Set<Int> = []

    /// How many askers are moved for one at most; a longer way would need a deeper stack.
    private static let longestWay = 1_000

    public init(askers: Int, places: Int) {
        self.places = Array(repeating: nil, count: askers)
        self.askers = Array(repeating: nil, count: places)
    }

    /// Gives an asker a place.
    mutating func give(_ place: Int, to asker: Int) {
        places[asker] = place
        askers[place] = asker
    }

    /// Finds a place for an asker; nobody who has one is left without.
    public mutating func find(for asker: Int, fits: (_ asker: Int, _ place: Int) -> Bool) {
        seen = dead
        if !augment(asker, way: 0, fits) { dead = seen }
    }

    private mutating func augment(_ asker: Int, way: Int, _ fits: (Int, Int) -> Bool) -> Bool {
        guard way < Self.longestWay else { return false }
        for place in askers.indices where askers[place] == nil && fits(asker, place) {
            give(place, to: asker)
            return true
        }
        for place in askers.indices where !seen.contains(place) && fits(asker, place) {
            seen.insert(place)
            guard let other = askers[place], augment(other, way: way + 1, fits) else { continue }
            give(place, to: asker)
            return true
        }
        return false
    }
}
