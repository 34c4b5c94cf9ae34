import DeckModel
import SourceText

/// Tells which slide a line of the deck is on; the cover is slide 1.
struct SlideNumbers {
    /// The heading line of each slide.
    private let starts: [Int]

    init(_ deck: Deck) { starts = deck.sections.map(\.location.range.lowerBound.line) }

    func slide(of line: Int) -> Int {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= line { low = middle + 1 } else { high = middle }
        }
        return low + 1
    }
}
