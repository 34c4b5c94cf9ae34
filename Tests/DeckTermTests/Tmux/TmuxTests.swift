import DeckTerm
import TermUI
import Testing

/// Screens as the real tmux shows them, not only as we think that they are shown.
@Suite(.serialized, .enabled(if: Tmux.isAvailable, "tmux is not installed"))
struct TmuxTests {
    @Test(arguments: TestDecks.lectures, [(80, 24), (120, 40)])
    func showsEveryScreenInTmuxAsPainted(_ lecture: TestDecks.Lecture, _ size: (Int, Int)) async throws {
        let slides = TalkSlides(lecture.deck)
        let painter = ScreenPainter(theme: TermTheme(isDark: true))
        let grids = (0..<slides.count).flatMap { index -> [CellGrid] in
            let layout = SlideLayout(slides.content(index), ScreenFormat(columns: size.0, rows: size.1))
            let frame = ScreenFrame(deck: slides.title(0), number: index + 1, total: slides.count)
            return (0..<layout.count).map { painter.screen($0, of: layout, frame: frame).grid }
        }
        let captures = try await Tmux.with(columns: size.0, rows: size.1) { tmux in
            try tmux.captures(of: grids.map { $0.styledRows(.full) })
        }
        for (grid, capture) in zip(grids, captures) { #expect(grid.rowsOfText == capture) }
        #expect(grids.count == captures.count)
    }
}
