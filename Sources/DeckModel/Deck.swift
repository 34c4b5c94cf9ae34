public import SourceText

/// A lecture: what the real `present` holds after parsing, with the place of everything.
///
/// The values equal `present`'s to the letter, its odd corners included. What only we know (alternative texts, titles,
/// the language) stands in properties of its own that `present` has no word for.
public struct Deck: Hashable, Sendable {
    /// The two syntaxes of the format; the first line that isn't blank decides.
    public enum Syntax: String, Sendable {
        case legacy, markdown
    }

    public var syntax: Syntax
    public var title: Text
    public var subtitle: Text?
    public var time: DeckTime?
    public var tags: [String] = []
    public var summary: String = ""
    /// Addresses that the deck had before, from `OldURL:`.
    public var oldURLs: [String] = []
    public var authors: [Author] = []
    public var titleNotes: [Text] = []
    public var sections: [Section] = []
    /// The language tag of `//lang:`, such as `cs`.
    public var language: Text?

    public init(syntax: Syntax, title: Text) {
        self.syntax = syntax
        self.title = title
    }
}

/// A piece of plain text with its place.
public struct Text: Hashable, Sendable {
    public var string: String
    public var location: SourceLocation

    public init(_ string: String, at location: SourceLocation) {
        self.string = string
        self.location = location
    }
}

/// One author block: its lines, each a text or a link.
public struct Author: Hashable, Sendable {
    public enum Element: Hashable, Sendable {
        case text(Text)
        /// A line that is read as a link; the label is the whole line.
        case link(Link)
    }

    public var elements: [Element]

    public init(elements: [Element]) { self.elements = elements }

    /// The lines before the first link: what the cover shows of an author.
    public var leadingTexts: [Text] {
        elements.prefix { if case .text = $0 { true } else { false } }
            .compactMap { if case .text(let text) = $0 { text } else { nil } }
    }
}
