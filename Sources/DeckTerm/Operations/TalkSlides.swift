public import DeckModel

/// The slides of a deck: the cover, then one for each section.
///
/// A slide is made when it is asked for.
public struct TalkSlides: Sendable {
    public let deck: Deck
    private let assets: any SlideAssets
    private let isArticle: Bool

    public init(_ deck: Deck, assets: any SlideAssets = NoAssets(), isArticle: Bool = false) {
        self.deck = deck
        self.assets = assets
        self.isArticle = isArticle
    }

    public var count: Int { deck.sections.count + 1 }

    /// A slide by its index, from 0.
    public func content(_ index: Int) -> SlideContent {
        index == 0
            ? SlideContent(coverOf: deck, assets: assets)
            : SlideContent(deck.sections[index - 1], assets: assets, isArticle: isArticle)
    }

    /// The title of a slide; for slides without one, the first words they say.
    public func title(_ index: Int) -> String {
        let title = index == 0 ? deck.title.string : deck.sections[index - 1].title.string
        guard title.isEmpty else { return title }
        let words = content(index).text.split(whereSeparator: \.isWhitespace).prefix(8)
        return words.joined(separator: " ")
    }
}
