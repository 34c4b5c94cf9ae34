public import DeckModel
public import SourceText

/// A slide as operations: all that a screen needs but its size.
public struct SlideContent: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// The first slide: what the header says.
        case cover
        /// A slide that is only a title.
        case divider
        case body
    }

    public var kind: Kind
    /// The title; empty for slides without one.
    public var title: String
    public var operations: [PlacedOperation]
    /// What only the speaker sees.
    public var notes: [String]
    /// The addresses of the pictures behind the slide.
    public var backgrounds: [String]
    /// Where the slide begins in the deck.
    public var location: SourceLocation
}

extension SlideContent {
    /// The cover of a deck.
    public init(coverOf deck: Deck, assets: any SlideAssets) {
        self.init(
            kind: .cover,
            title: deck.title.string,
            operations: CoverOperations.operations(deck, assets),
            notes: deck.titleNotes.map(\.string),
            backgrounds: [],
            location: deck.title.location
        )
    }

    /// The slide of a section.
    ///
    /// The lines of an article's paragraphs flow; those of a deck's slides stay as they were written.
    public init(_ section: Section, assets: any SlideAssets, isArticle: Bool = false) {
        var operations = SlideOperations(assets: assets, keepsLines: !isArticle)
        operations.body(of: section, level: 2)
        operations.backgrounds(section.backgrounds.map(\.string))
        self.init(
            kind: section.blocks.isEmpty ? .divider : .body,
            title: section.title.string,
            operations: operations.builder.operations,
            notes: section.notes.map(\.string),
            backgrounds: section.backgrounds.map(\.string),
            location: section.location
        )
    }

    /// All that the slide says, for searching and for telling slides apart.
    public var text: String {
        ([title] + operations.map(\.operation.text)).filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

extension RenderOperation {
    /// The text of the operation alone.
    public var text: String {
        switch self {
        case .text(let spans): spans.text
        case .code(let lines): lines.map(\.spans.text).joined(separator: "\n")
        case .picture(let picture): ([picture.alt] + picture.labels).joined(separator: "\n")
        case .table(let table):
            table.rows.map { $0.map(\.text).joined(separator: "\t") }.joined(separator: "\n")
        case .rule: ""
        }
    }
}
