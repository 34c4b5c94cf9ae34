/// A pattern by which names are filtered: a regular expression as Go has them, looked for anywhere in a name.
///
/// Patterns are strangers': all ways through one are followed at once, so that none takes longer than its length times
/// the name's. One that can't be read, or is very long, finds only the name that is spelt like it, as in the engine.
public struct NameExpression: Sendable {
    private let text: String
    private let steps: [Step]?

    /// Reads a pattern.
    public init(_ text: String) {
        self.text = text
        var parser = NameExpressionParser(text)
        steps = parser.parse()
    }

    /// Whether the pattern is found in a name.
    public func finds(_ name: String) -> Bool {
        if name == text { return true }
        guard let steps else { return false }
        let characters = Array(name.unicodeScalars)
        var reached: Set<Int> = []
        for position in 0...characters.count {
            // A match may begin anywhere.
            reached.insert(0)
            reached = Self.followed(
                reached,
                steps,
                isStart: position == 0,
                isEnd: position == characters.count
            )
            if reached.contains(steps.count) { return true }
            guard position < characters.count else { break }
            var next: Set<Int> = []
            for index in reached {
                if case .one(let set) = steps[index], set.contains(characters[position]) {
                    next.insert(index + 1)
                }
            }
            reached = next
        }
        return false
    }

    /// Adds the places that are reached without reading anything.
    private static func followed(_ places: Set<Int>, _ steps: [Step], isStart: Bool, isEnd: Bool) -> Set<Int>
    {
        var all = places
        var open = Array(places)
        while let place = open.popLast() {
            guard place < steps.count else { continue }
            let next: [Int]
            switch steps[place] {
            case .one: next = []
            case .start: next = isStart ? [place + 1] : []
            case .end: next = isEnd ? [place + 1] : []
            case .jump(let distances): next = distances.map { place + $0 }
            }
            for other in next where all.insert(other).inserted { open.append(other) }
        }
        return all
    }

    /// A step through a name; distances are counted from the step itself.
    enum Step: Hashable, Sendable {
        case one(Characters)
        case start
        case end
        case jump([Int])
    }

    /// A set of characters.
    struct Characters: Hashable, Sendable {
        var ranges: [ClosedRange<Unicode.Scalar>]
        var isInverted = false

        func contains(_ character: Unicode.Scalar) -> Bool {
            ranges.contains { $0.contains(character) } != isInverted
        }
    }
}

extension Filters {
    /// Whether one of the patterns for names finds what something is called; true where there is none.
    public func matchNames(_ names: String...) -> Bool {
        !contains("name")
            || self["name"].map(NameExpression.init).contains { names.contains(where: $0.finds) }
    }
}
