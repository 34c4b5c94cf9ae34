import Foundation
import DeckModel
import DeckTerm
import TermUI
import TestKit
import Testing

/// What becomes of each element, row by row.
struct MarkupTests {
    private func rows(_ text: String, files: [String: String] = [:], columns: Int = 60) -> [String] {
        SlideLayout(
            TestDecks.slide("## A\n\n" + text, files: files),
            ScreenFormat(columns: columns, rows: 60)
        )
        .text(ofScreen: 0)
    }

    @Test func letsTheLinesOfAnArticleFlow() {
        let deck = TestDecks.deck(Array("T\n\n* A\n\nwrapped\ntext\n".utf8))
        #expect(TalkSlides(deck, isArticle: true).content(1).text == "A\nwrapped text")
        #expect(TalkSlides(deck).content(1).text == "A\nwrapped\ntext")
    }

    @Test func nestsLists() {
        let text = "- one\n    - two\n        - three\n            - four\n\n3. c\n4. d\n\n    more of d\n"
        #expect(
            rows(text) == [
                "• one", "  ◦ two", "    ▪ three", "      – four", "", "3. c", "", "4. d", "", "   more of d",
            ]
        )
    }

    @Test func alignsNumbers() {
        #expect(rows("9. nine\n10. ten\n") == [" 9. nine", "10. ten"])
    }

    @Test func hangsWrappedItemsBelowTheirText() {
        #expect(
            rows("- aaaa bbbb cccc dddd eeee ffff gggg\n", columns: 24) == [
                "• aaaa bbbb cccc dddd", "  eeee ffff gggg",
            ]
        )
    }

    @Test func drawsQuotations() {
        #expect(rows("> one\n>\n> > two\n") == ["▎ one", "▎ ", "▎ ▎ two"])
    }

    @Test func drawsTablesOfPipes() {
        let text = "| a | long heading |\n|--|:-:|\n| **x** | y |\n"
        #expect(
            rows(text) == [
                "┌───┬──────────────┐", "│ a │ long heading │", "├───┼──────────────┤",
                "│ x │      y       │",
                "└───┴──────────────┘",
            ]
        )
        // What is no table stays the paragraph that present shows.
        #expect(rows("a | b\nc | d\n") == ["a | b c | d"])
    }

    @Test func readsTheTextOfHTML() {
        let html = """
            <!-- not this --><style>p { color: red }</style>
            <h3>Head</h3><p>One &eacute; &lt;two&gt; <b>three</b><br>four &nosuch; &#233;</p>
            <ul><li>a<li>b <ol start=3><li>c</ol></ul>
            <blockquote>said</blockquote><pre>
            as  it
              is</pre>
            <table><caption>Cap</caption><tr><th>h</th><th>i</th></tr><tr><td>1<td>2</table>
            <script>alert(1)</script><img src="x/y.png" alt="A picture"><hr>
            """
        #expect(
            rows(".html part.html\n", files: ["part.html": html]) == [
                "▤ part.html", "", "Head", "", "One é <two> three", "four &nosuch; é", "", "• a", "• b",
                "  3. c", "",
                "▎ said", "", "  as  it", "    is", "", "Cap", "", "┌───┬───┐", "│ h │ i │", "├───┼───┤",
                "│ 1 │ 2 │",
                "└───┴───┘", "", "▣ A picture", "", String(repeating: "─", count: 52),
            ]
        )
    }

    @Test func readsATableThatEmptyLinesCutInTwo() {
        let text = "<table>\n<tr><td>a</td></tr>\n\n<tr><td>b</td></tr>\n</table>\n"
        #expect(rows(text) == ["┌───┐", "│ a │", "│ b │", "└───┘"])
    }

    @Test func titlesWhatATerminalCannotShow() {
        let text = """
            //title: A small page
            .iframe https://example.org/frame.html 240 640

            .video clip.webm video/webm

            .image a/b.png
            .caption A _caption_

            """
        #expect(
            rows(text) == [
                "▤ A small page (frame.html)", "", "▶ clip.webm (video/webm)", "", "▣ b.png", "A caption",
            ]
        )
    }

    @Test func linksOnlyWhereItIsSafe() {
        let slide = TestDecks.slide(
            """
            ## A

            [a](<https://example.org/ä b>) [b](javascript:alert(1)) [c](file:///etc/passwd) [d](#2)
            [e](mailto:a@example.org) [f](https://example.org/\u{1B}]8;;x)

            """
        )
        guard case .text(let spans) = slide.operations[0].operation else { return }
        let links = spans.filter { "abcdef".contains($0.text) }.map { $0.link ?? "-" }
        #expect(links.count == 6)
        #expect(links[0] == "https://example.org/%C3%A4%20b")
        #expect(links[1...3] == ["-", "-", "-"])
        #expect(links[4] == "mailto:a@example.org")
        #expect(links.allSatisfy { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } })
    }

    @Test func showsControlCharactersInsteadOfObeyingThem() {
        let rows = rows("a\u{1B}[31mred\u{07}\u{9B}2J\u{202E}turned\n\n```\n\u{1B}]0;title\u{07}\n```\n")
        #expect(rows == ["a\u{FFFD}[31mred\u{FFFD}\u{FFFD}2Jturned", "", "  \u{FFFD}]0;title\u{FFFD}"])
    }

    @Test func listsTheWordsInsideDrawings() {
        let svg = """
            <svg xmlns="http://www.w3.org/2000/svg"><style>text{}</style><title>not this</title>
            <text x="1">Plain &amp; <tspan>parts</tspan></text><text/>
            <switch><foreignObject><div xmlns="http://www.w3.org/1999/xhtml"><div>From<br/>draw.io</div></div>
            </foreignObject><text>From draw…</text></switch>
            <switch><foreignObject><div></div></foreignObject><text>fallback</text></switch>
            <text>Plain &#38; parts</text><text>last</text>
            <switch><g requiredFeatures="x"/><a><text>Text is not SVG - cannot display</text></a></switch></svg>
            """
        #expect(
            DrawingLabels.labels(of: Array(svg.utf8)) == [
                "Plain & parts", "From draw.io", "fallback", "last",
            ]
        )
        #expect(DrawingLabels.labels(of: Array("no drawing <text>x</text>".utf8)) == [])
        let many = "<svg>" + (0..<5_000).map { "<text>\($0)</text>" }.joined()
        #expect(DrawingLabels.labels(of: Array(many.utf8)).count == 300)
        for length in 0..<svg.utf8.count { _ = DrawingLabels.labels(of: Array(svg.utf8.prefix(length))) }
    }

    @Test func givesTextWithoutColoursItsMeaningByAttributes() {
        let theme = TermTheme(isDark: true, depth: .none)
        #expect(theme.style(.link).attributes.contains(.underline))
        #expect(theme.style(.strong).attributes.contains(.bold))
        #expect(theme.style([.panel, .keyword]).foreground == .standard)
        for role in [TextRole.title, .accent, .code, .panel, [.panel, .marked], .warning, .soft] {
            #expect(theme.style(role).foreground == .standard && theme.style(role).background == .standard)
        }
    }

    @Test(arguments: [true, false])
    func keepsTextLegibleOnItsGround(_ isDark: Bool) {
        let accents: [RGB?] = [nil, RGB(0xFFFF00), RGB(0x000080), RGB(0xFF0000), RGB(0x808080)]
        for accent in accents {
            let theme = TermTheme(isDark: isDark, paintsGround: true, accent: accent)
            for role: TextRole in [
                [], .soft, .title, .link, .quote, .code, .warning, .accent, [.panel, .keyword],
                [.panel, .comment],
                [.panel, .string], [.panel, .number], [.panel, .function], [.panel, .type],
                [.panel, .deleted],
                [.panel, .marked, .comment], [.panel, .marked, .string], [.panel, .marked, .number],
            ] {
                let style = theme.style(role)
                guard case .rgb(let ink) = style.foreground, case .rgb(let paper) = style.background else {
                    Issue.record("\(role) has no colours")
                    continue
                }
                #expect(
                    contrast(ink, paper) >= 4.5,
                    "\(role) \(contrast(ink, paper)) accent \(accent as Any)"
                )
            }
        }
    }

    /// The contrast of two colours as WCAG 2.2 defines it.
    private func contrast(_ one: RGB, _ other: RGB) -> Double {
        let lights = [one, other].map { colour in
            zip([0.2126, 0.7152, 0.0722], [colour.red, colour.green, colour.blue]).reduce(0) { sum, part in
                let value = Double(part.1) / 255
                return sum + part.0 * (value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055))
            }
        }.sorted()
        return (lights[1] + 0.05) / (lights[0] + 0.05)
    }

    private func power(_ value: Double) -> Double { pow(value, 2.4) }
}
