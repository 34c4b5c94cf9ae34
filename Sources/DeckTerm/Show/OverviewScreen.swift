import DeckModel
import TermUI

/// How the titles of all slides stand in columns.
struct OverviewGrid {
    let count: Int
    let columns: Int
    let rows: Int
    let width: Int
    private let format: ScreenFormat

    init(count: Int, _ format: ScreenFormat) {
        self.count = count
        self.format = format
        rows = max(format.rows - format.top - format.footer - 1 - format.titleGap, 1)
        columns = min(max(format.width / 40, 1), (count + rows - 1) / rows)
        width = format.width / max(columns, 1)
    }

    /// The first row of the list on the screen.
    var top: Int { min(format.top + 1 + format.titleGap, max(format.rows - 1, 0)) }

    /// The first slide of the page that shows a slide.
    func first(chosen: Int) -> Int {
        let page = rows * columns
        return chosen / page * page
    }

    /// The slide at a place of the screen.
    func index(at position: CellPosition, chosen: Int) -> Int? {
        let (row, column) = (position.row - top, (position.column - format.margin) / max(width, 1))
        guard (0..<rows).contains(row), (0..<columns).contains(column), position.column >= format.margin
        else { return nil }
        let index = first(chosen: chosen) + column * rows + row
        return index < count ? index : nil
    }
}

/// All slides by their titles.
struct OverviewScreen {
    let slides: TalkSlides
    let theme: TermTheme

    func screen(_ chosen: Int, _ format: ScreenFormat) -> Screen {
        let size = TerminalSize(columns: format.columns, rows: format.rows)
        var grid = CellGrid(size, style: theme.ground, measure: format.measure)
        let list = OverviewGrid(count: slides.count, format)
        let title = Fitted.text(slides.deck.title.string, columns: format.width, format).text
        grid.write(
            title,
            at: CellPosition(row: format.top, column: format.margin),
            style: theme.style(.title)
        )
        let first = list.first(chosen: chosen)
        let digits = String(slides.count).count
        for index in first..<min(first + list.rows * list.columns, slides.count) {
            let (column, row) = ((index - first) / list.rows, (index - first) % list.rows)
            let number = String(index + 1)
            let lead = String(repeating: " ", count: max(digits - number.count, 0)) + number + " "
            let room = list.width - lead.count - (list.columns > 1 ? 2 : 0)
            let text = Fitted.text(slides.title(index), columns: room, format).text
            let isDivider = index > 0 && slides.deck.sections[index - 1].blocks.isEmpty
            let role: TextRole = index == chosen ? .marked : isDivider ? .heading : []
            let start = CellPosition(row: list.top + row, column: format.margin + column * list.width)
            let end = grid.write(lead, at: start, style: theme.style(index == chosen ? .marked : .soft))
            grid.write(text, at: CellPosition(row: start.row, column: end), style: theme.style(role))
        }
        if format.footer > 0 {
            let pages = (slides.count - 1) / (list.rows * list.columns) + 1
            let page = pages > 1 ? "page \(first / (list.rows * list.columns) + 1) of \(pages), " : ""
            let help = Fitted.text(page + "Enter shows the slide", columns: format.width, format).text
            let position = CellPosition(row: format.rows - 1, column: format.margin)
            grid.write(help, at: position, style: theme.style(.soft))
        }
        return Screen(grid)
    }
}
