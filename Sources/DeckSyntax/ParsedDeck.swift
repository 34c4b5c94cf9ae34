public import DeckModel
public import SourceText
public import SystemPackage

/// A deck with all that was found wrong with it.
public struct ParsedDeck: Sendable {
    /// The deck; complete when ``isRefused`` is false, else what could be made of it.
    public var deck: Deck
    public var diagnostics: [Diagnostic]
    /// The files that `.code`, `.play` and `.html` name, also those that couldn't be read.
    public var includedFiles: Set<FilePath>
    /// The text of included files that a diagnostic points into, for excerpts.
    public var includedSources: [SourceFile]
    /// For each slide, the index of the slide of the earlier parse that it was taken over from; nil for what was read.
    public var origins: [Int?] = []
    /// What the next parse needs to take slides over.
    let source: SourceFile
    let traces: [SlideTrace]

    /// Whether the real `present` refuses the deck.
    public var isRefused: Bool { diagnostics.hasErrors }
}
