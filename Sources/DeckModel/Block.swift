public import SourceText

/// One element of a section's body.
public enum Block: Hashable, Sendable {
    case paragraph(Paragraph)
    case preformatted(Preformatted)
    case list(BulletList)
    case markdown(Markdown)
    case code(Code)
    case image(Image)
    case video(Video)
    case iframe(IFrame)
    case link(Link)
    case html(HTMLFile)
    case caption(Caption)
    case section(Section)

    /// Where the block stands in the deck.
    public var location: SourceLocation {
        switch self {
        case .paragraph(let block): block.location
        case .preformatted(let block): block.location
        case .list(let block): block.location
        case .markdown(let block): block.location
        case .code(let block): block.command.location
        case .image(let block): block.command.location
        case .video(let block): block.command.location
        case .iframe(let block): block.command.location
        case .link(let block): block.command.location
        case .html(let block): block.command.location
        case .caption(let block): block.command.location
        case .section(let block): block.location
        }
    }
}

/// A paragraph of the legacy syntax; its lines take inline styling.
public struct Paragraph: Hashable, Sendable {
    public var lines: [String]
    public var location: SourceLocation

    public init(lines: [String], at location: SourceLocation) {
        self.lines = lines
        self.location = location
    }
}

/// Indented text of the legacy syntax, shown as it is.
public struct Preformatted: Hashable, Sendable {
    /// The text shown: tabs as four spaces, no white space at the end.
    public var text: String
    /// The text as written, without the indentation.
    public var raw: String
    public var location: SourceLocation

    public init(text: String, raw: String, at location: SourceLocation) {
        self.text = text
        self.raw = raw
        self.location = location
    }
}

/// A list of the legacy syntax; its items take inline styling and don't nest.
public struct BulletList: Hashable, Sendable {
    public var items: [String]
    public var location: SourceLocation

    public init(items: [String], at location: SourceLocation) {
        self.items = items
        self.location = location
    }
}
