/// The style sheets and scripts that every page carries inside, as they stand in it.
public struct PageStyle: Sendable {
    let deckCSS: String
    let articleCSS: String
    let indexCSS: String
    let deckScript: String
    let liveScript: String
    /// What an open page does about changes: sent to it ahead of the first one, never part of a page.
    public let reloadScript: String

    public init(
        baseCSS: String,
        deckCSS: String,
        articleCSS: String,
        indexCSS: String,
        deckScript: String,
        liveScript: String,
        reloadScript: String
    ) {
        self.deckCSS = baseCSS + deckCSS
        self.articleCSS = baseCSS + articleCSS
        self.indexCSS = baseCSS + indexCSS
        self.deckScript = deckScript
        self.liveScript = liveScript
        self.reloadScript = reloadScript
    }
}
