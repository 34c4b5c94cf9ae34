import DeckHTML

extension PageStyle {
    /// No style sheets and no scripts, for tests that look at the content alone.
    static let bare = PageStyle(
        baseCSS: "",
        deckCSS: "",
        articleCSS: "",
        indexCSS: "",
        deckScript: "",
        liveScript: "",
        reloadScript: ""
    )
}
