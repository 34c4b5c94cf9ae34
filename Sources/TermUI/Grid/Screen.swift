/// Everything that is to be seen; the printer makes a terminal show it.
public struct Screen: Hashable, Sendable {
    public var grid: CellGrid
    /// Pictures, which cover the cells below them.
    public var pictures: [PlacedPicture]
    /// Where the cursor blinks; nil hides it.
    public var cursor: CellPosition?
    /// The title of the terminal's window.
    public var title: String

    public init(
        _ grid: CellGrid,
        pictures: [PlacedPicture] = [],
        cursor: CellPosition? = nil,
        title: String = ""
    ) {
        self.grid = grid
        self.pictures = pictures
        self.cursor = cursor
        self.title = title
    }
}

/// A picture at its place on the screen.
///
/// Whoever draws writes the text that stands for the picture into the cells: it is seen where no picture can be.
public struct PlacedPicture: Hashable, Sendable {
    /// The file, as the deck names it.
    public var source: String
    /// The cells that the whole picture would cover, where it is in proportion; it may reach beyond the screen.
    public var area: CellArea
    /// The part of it that is shown.
    public var visible: CellArea

    public init(source: String, area: CellArea, visible: CellArea) {
        self.source = source
        self.area = area
        self.visible = visible
    }
}

/// What a terminal can do, as far as whoever draws must know.
public struct TerminalTraits: Hashable, Sendable {
    /// How pictures are shown.
    public enum Pictures: String, Hashable, Sendable, CaseIterable {
        case kitty
        case iterm
        case sixel
        /// Coloured characters.
        case symbols
        case none
    }

    public var size: TerminalSize
    public var depth: ColourDepth
    /// Whether the ground is dark; nil where the terminal hasn't said.
    public var isDark: Bool?
    public var pictures: Pictures
    /// The size of a cell in pixels.
    public var cellPixels: (width: Int, height: Int) {
        get { (cellWidth, cellHeight) }
        set { (cellWidth, cellHeight) = newValue }
    }
    public var measure: TextMeasure
    private var cellWidth = 10
    private var cellHeight = 20

    public init(
        size: TerminalSize,
        depth: ColourDepth = .full,
        isDark: Bool? = nil,
        pictures: Pictures = .none,
        measure: TextMeasure = .standard
    ) {
        self.size = size
        self.depth = depth
        self.isDark = isDark
        self.pictures = pictures
        self.measure = measure
    }
}
