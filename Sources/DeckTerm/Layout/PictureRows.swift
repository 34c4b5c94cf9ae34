import DeckModel

/// Lays a picture out: as a box of cells, and as words.
enum PictureRows {
    /// The size of the page that the deck's pixels belong to.
    private static let page = MediaSize(height: 720, width: 1_280)

    static func rows(_ picture: Picture, width: Int, _ format: ScreenFormat, tallest: Int) -> [Row] {
        switch format.pictures {
        case .text: return words(picture, width: width, format)
        case .symbols:
            guard let box = box(picture, width: width, format, tallest: tallest) else {
                return words(picture, width: width, format)
            }
            return box + labels(picture, width: width, format)
        case .pixels:
            return box(picture, width: width, format, tallest: tallest)
                ?? words(picture, width: width, format)
        }
    }

    /// The rows that a picture fills; nil where its file can't be read.
    private static func box(_ picture: Picture, width: Int, _ format: ScreenFormat, tallest: Int) -> [Row]? {
        guard let natural = picture.natural, natural.width > 0, natural.height > 0 else { return nil }
        let (columns, rows) = cells(picture.size, natural, width: width, format, tallest: tallest)
        return (0..<rows).map { index in
            var row = Row()
            row.breakCost = Row.never
            if index == 0 {
                row.picture = PicturePlace(
                    picture: picture,
                    column: (width - columns) / 2,
                    columns: columns,
                    rows: rows
                )
            }
            return row
        }
    }

    /// How many cells a picture takes: its size on the page, scaled as the page is to the screen.
    ///
    /// It is made smaller where it wouldn't fit; the proportion is kept.
    static func cells(
        _ asked: MediaSize,
        _ natural: MediaSize,
        width: Int,
        _ format: ScreenFormat,
        tallest: Int
    ) -> (columns: Int, rows: Int) {
        let proportion = Double(natural.width) / Double(natural.height)
        var (pixelWidth, pixelHeight) = (Double(natural.width), Double(natural.height))
        switch (asked.width > 0, asked.height > 0) {
        case (true, true): (pixelWidth, pixelHeight) = (Double(asked.width), Double(asked.height))
        case (true, false):
            (pixelWidth, pixelHeight) = (Double(asked.width), Double(asked.width) / proportion)
        case (false, true):
            (pixelWidth, pixelHeight) = (Double(asked.height) * proportion, Double(asked.height))
        case (false, false): break
        }
        let scale = min(
            Double(format.columns * format.cell.width) / Double(page.width),
            Double(format.rows * format.cell.height) / Double(page.height)
        )
        let columns = pixelWidth * scale / Double(format.cell.width)
        let rows = pixelHeight * scale / Double(format.cell.height)
        let shrink = min(1, Double(width) / columns, Double(tallest) / rows)
        return (
            min(max(Int((columns * shrink).rounded()), 1), width),
            min(max(Int((rows * shrink).rounded()), 1), tallest)
        )
    }

    private static func words(_ picture: Picture, width: Int, _ format: ScreenFormat) -> [Row] {
        TextRows.rows(
            [Span(Marks.picture, [.accent, .mark]), Span(picture.alt, .emphasis)],
            width: width,
            format
        )
            + labels(picture, width: width, format)
    }

    /// The words inside a drawing, one after the other.
    private static func labels(_ picture: Picture, width: Int, _ format: ScreenFormat) -> [Row] {
        guard !picture.labels.isEmpty else { return [] }
        return TextRows.rows(
            [Span(picture.labels.joined(separator: "\u{A0}· "), .soft)],
            width: width,
            format
        )
    }
}
