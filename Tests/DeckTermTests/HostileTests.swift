import DeckTerm
import TermUI
import Testing

/// Decks and windows that mean no good: everything ends soon, and nothing traps.
struct HostileTests {
    // Quadratic work would take far longer than this.
    @Test(
        .timeLimit(.minutes(2)),
        arguments: [
            String(repeating: "<ul><li>x", count: 20_000), String(repeating: "<blockquote>x", count: 20_000),
            String(repeating: "<b>x", count: 50_000), String(repeating: "<table><tr><td>x", count: 20_000),
            "<table><tr>" + String(repeating: "<td>x", count: 20_000),
            String(repeating: "<!--", count: 50_000),
            String(repeating: "</", count: 50_000), String(repeating: "&a", count: 50_000),
            String(repeating: "&amp;", count: 20_000), String(repeating: "<pre>", count: 20_000),
            String(repeating: "x", count: 200_000), String(repeating: "e\u{301}", count: 50_000),
            "a" + String(repeating: "\u{301}", count: 50_000), String(repeating: "👩‍", count: 20_000) + "👩",
            "<ol start=\"9223372036854775807\"><li>a<li>b</ol>",
            "<img height=\"99999999999\" width=\"-3\" src=\"\">",
        ]
    )
    func showsHTMLOfAnyShapeInTime(_ html: String) {
        let slide = TestDecks.slide("## A\n\n.html a.html\n", files: ["a.html": html])
        let layout = SlideLayout(slide, ScreenFormat(columns: 80, rows: 24))
        let frame = ScreenFrame(deck: "", number: 2, total: 2)
        let screen = ScreenPainter(theme: TermTheme(isDark: nil)).screen(
            layout.count - 1,
            of: layout,
            frame: frame
        )
        #expect(screen.grid.size.rows == 24)
    }

    @Test func readsEveryPrefixOfHTML() {
        let html =
            "<!--c--><div a='1>'>x &eacute;<br/><table><tr><th>h</th></tr></table><ul><li>a</ul><pre>\n p</pre>"
        for length in 0...html.count {
            let part = String(html.prefix(length))
            let slide = TestDecks.slide("## A\n\n.html a.html\n", files: ["a.html": part])
            _ = SlideLayout(slide, ScreenFormat(columns: 20, rows: 10)).paintedRows
        }
    }

    @Test(arguments: [Int.min, -1, 0, 7, 1_000_000, Int.max])
    func takesPlacesOfOthersWithCare(_ number: Int) {
        var show = Driver(role: .speaker)
        for place in [
            TalkPlace(slide: number), TalkPlace(slide: 2, part: number, parts: 3),
            TalkPlace(slide: 2, part: 1, parts: number), TalkPlace(slide: 2, elapsed: number),
            TalkPlace(slide: number, part: number, parts: number, elapsed: number),
        ] {
            show.send(.place(place))
            #expect(show.rows.count == 24)
            #expect((1...12).contains(show.slide))
        }
        show.send(.go(slide: number))
        #expect((1...12).contains(show.slide))
    }

    @Test func takesSizesOfAnyKind() {
        for (columns, rows) in [(0, 0), (-5, 24), (80, 0), (100_000, 2), (2, 100_000)] {
            var show = Driver()
            show.send(.traits(TerminalTraits(size: TerminalSize(columns: columns, rows: rows))))
            show.press("right", "o", "down", "?", "right", "escape")
            #expect(show.screen.grid.size.columns >= 1)
        }
    }
}
