public import DeckModel
public import TermUI

/// What a screen is like: its size and what it can show.
public struct ScreenFormat: Hashable, Sendable {
    /// How pictures are shown.
    public enum Pictures: Hashable, Sendable {
        /// Not at all: what they show is said.
        case text
        /// By signs in cells: the picture, and the words inside it beside it.
        case symbols
        /// By pixels.
        case pixels
    }

    public var columns: Int
    public var rows: Int
    public var pictures: Pictures
    /// The size of a cell, in pixels.
    public var cell: MediaSize
    /// How wide the terminal shows what is written.
    public var measure: TextMeasure

    /// Whether it is a small picture of a screen on another, without anything around the slide.
    var isPreview = false

    public init(
        columns: Int,
        rows: Int,
        pictures: Pictures = .text,
        cell: MediaSize = MediaSize(height: 16, width: 8),
        measure: TextMeasure = .standard
    ) {
        self.columns = min(max(columns, 1), 1_000)
        self.rows = min(max(rows, 1), 1_000)
        self.pictures = pictures
        self.measure = measure
        self.cell = MediaSize(height: max(cell.height, 1), width: max(cell.width, 1))
    }

    /// The format of a terminal.
    public init(_ traits: TerminalTraits) {
        self.init(
            columns: traits.size.columns,
            rows: traits.size.rows,
            pictures: traits.pictures == .none ? .text : traits.pictures == .symbols ? .symbols : .pixels,
            cell: MediaSize(height: traits.cellPixels.height, width: traits.cellPixels.width),
            measure: traits.measure
        )
    }

    // How the screen is divided; narrow and low screens give up what they can.

    /// The columns left of the content, and as many right of it.
    var margin: Int {
        switch columns {
        case ..<20: 0
        case ..<40: 1
        case ..<60: 2
        case ..<121: 4
        default: (columns - 112) / 2
        }
    }

    /// The columns that content may take.
    var width: Int { max(columns - 2 * margin, 1) }

    /// Empty rows above the title.
    var top: Int { rows >= 12 && !isPreview ? 1 : 0 }

    /// Whether an empty row follows the title.
    var titleGap: Int { rows >= 9 ? 1 : 0 }

    /// The rows of the footer, with the empty one above it.
    var footer: Int { isPreview ? 0 : rows >= 14 ? 2 : rows >= 5 ? 1 : 0 }

    /// How many rows of content fit below a title of some rows.
    func capacity(titleRows: Int) -> Int {
        max(rows - top - footer - (titleRows > 0 ? titleRows + titleGap : 0), 1)
    }
}
