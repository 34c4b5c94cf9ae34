public import SourceText

/// A section: at the top level a slide, deeper a titled part of one.
public struct Section: Hashable, Sendable {
    /// The number at each level, such as `[2, 1]` for the first part of the second slide.
    public var number: [Int]
    public var title: Text
    /// The name from a Markdown heading's `{#name}`; empty where there is none.
    public var id: String
    public var blocks: [Block] = []
    public var notes: [Text] = []
    public var backgrounds: [Text] = []
    /// The heading line.
    public var location: SourceLocation

    public init(number: [Int], title: Text, id: String, location: SourceLocation) {
        self.number = number
        self.title = title
        self.id = id
        self.location = location
    }

    /// The number as `present` prints it before the titles of parts: `2.1.`.
    public var formattedNumber: String { number.map { "\($0)." }.joined() }

    /// The parts directly inside, in order.
    public var subsections: [Section] {
        blocks.compactMap { if case .section(let section) = $0 { section } else { nil } }
    }
}
