public import DeckModel

/// One thing to show, before the size of the screen is known.
public enum RenderOperation: Hashable, Sendable {
    /// Text that wraps.
    case text([Span])
    /// Lines that keep their shape; what is wider than the screen goes on in a row of its own.
    case code([CodeLine])
    case picture(Picture)
    case table(TextTable)
    /// A rule from margin to margin.
    case rule
}

/// A line of a listing.
public struct CodeLine: Hashable, Sendable {
    public var spans: [Span]
    /// The number that is shown before it.
    public var number: Int?
    public var isMarked: Bool

    public init(_ spans: [Span], number: Int? = nil, isMarked: Bool = false) {
        self.spans = spans
        self.number = number
        self.isMarked = isMarked
    }
}

/// A picture: where it is, and what is said in its place.
public struct Picture: Hashable, Sendable {
    /// The address as the deck has it.
    public var url: String
    /// What the picture shows, or the name of its file.
    public var alt: String
    /// The size that the deck asks for, in the pixels of a page of 1280 × 720.
    public var size: MediaSize
    /// The size that the file has; nil where it can't be read.
    public var natural: MediaSize?
    /// The words inside a drawing, for screens that can't draw it legibly.
    public var labels: [String]
}

/// A table as text.
public struct TextTable: Hashable, Sendable {
    public enum Alignment: Hashable, Sendable { case left, center, right }

    /// The rows, each a list of cells.
    public var rows: [[[Span]]]
    /// How many rows at the top are headings.
    public var headerRows: Int
    /// How the columns are set; those without a word here are set left.
    public var alignments: [Alignment]

    public init(rows: [[[Span]]], headerRows: Int, alignments: [Alignment] = []) {
        self.rows = rows
        self.headerRows = headerRows
        self.alignments = alignments
    }

    /// How many columns the widest row has.
    public var columns: Int { rows.map(\.count).max() ?? 0 }
}

/// What stands to the left of an operation.
public struct Margin: Hashable, Sendable {
    /// Columns of its own.
    public var width: Int
    /// Whether a bar stands there in every row, as beside a quotation.
    public var isBar: Bool
    /// What stands there in the first row only: the mark of a list's item.
    public var marker: String?
}

/// An operation with its surroundings.
public struct PlacedOperation: Hashable, Sendable {
    public var operation: RenderOperation
    public var margins: [Margin] = []
    /// Whether an empty row is above, but at the top of a screen.
    public var hasGap = true
    /// Whether a screen may not end right after it: headings, pictures with captions.
    public var keepsWithNext = false
    /// How unwelcome the end of a screen right before it is; 0 is a good place.
    public var breakCost = 0
}
