import Synchronization
import DeckModel
import DeckTerm
import TermUI
import TestKit
import Testing

/// Slides on screens: what is taller is divided at a good place, and says so.
struct LayoutTests {
    @Test func dividesTallSlidesAndSaysSo() {
        let items = (1...40).map { "- item \($0)\n" }.joined()
        let layout = SlideLayout(TestDecks.slide("## Tall\n\n\(items)"), ScreenFormat(columns: 80, rows: 24))
        #expect(layout.count == 3)
        let painter = ScreenPainter(theme: TermTheme(isDark: nil))
        let frame = ScreenFrame(deck: "Deck", number: 2, total: 2)
        let screens = (0..<layout.count).map { painter.screen($0, of: layout, frame: frame).grid.rowsOfText }
        #expect(screens[0].contains { $0.hasSuffix("▾ part 1 of 3   2/2") })
        #expect(screens[1].contains { $0.hasSuffix("▾ part 2 of 3   2/2") })
        #expect(screens[2].contains { $0.hasSuffix(" part 3 of 3   2/2") && !$0.contains("▾") })
        #expect(screens[1].contains { $0.contains("Tall (2/3)") })
    }

    @Test func saysThatASlideGoesOnWhereThereIsNoFooter() {
        let slide = TestDecks.slide("## A\n\n- one\n- two\n- three\n- four\n- five\n- six\n")
        let layout = SlideLayout(slide, ScreenFormat(columns: 30, rows: 4))
        let painter = ScreenPainter(theme: TermTheme(isDark: nil))
        let frame = ScreenFrame(deck: "", number: 1, total: 1)
        #expect(layout.count > 1)
        for index in 0..<layout.count {
            let rows = painter.screen(index, of: layout, frame: frame).grid.rowsOfText
            #expect(rows.contains { $0.hasSuffix("▾") } == (index < layout.count - 1))
        }
    }

    @Test(arguments: [(80, 24), (60, 14), (30, 9), (80, 40)])
    func keepsHeadingsWithWhatFollows(_ size: (Int, Int)) {
        for before in 0..<30 {
            let text = String(repeating: "- item\n", count: before)
            let slide = TestDecks.slide(
                "## A\n\n\(text)\n### Heading\n\nWhat follows.\n\n- more\n- and more\n"
            )
            let layout = SlideLayout(slide, ScreenFormat(columns: size.0, rows: size.1))
            for screen in 0..<layout.count {
                let rows = layout.text(ofScreen: screen)
                #expect(rows.last?.contains("Heading") == false, "\(before) items")
                #expect(rows.first?.isEmpty == false, "no screen begins with an empty row")
            }
        }
    }

    @Test func dividesCodeAfterAnEmptyLineRatherThanInAFunction() {
        let function = (1...7).map { "line \($0)" }.joined(separator: "\n") + "\n"
        let code = (1...4).map { _ in function }.joined(separator: "\n")
        let slide = TestDecks.slide("## A\n\n```\n\(code)```\n")
        let layout = SlideLayout(slide, ScreenFormat(columns: 80, rows: 24))
        #expect(layout.count > 1)
        for screen in 1..<layout.count { #expect(layout.text(ofScreen: screen)[0].contains("line 1")) }
    }

    @Test func neverCutsAClusterOrShowsMoreThanThereIsRoomFor() {
        let hard = "漢字かな交じり文🇨🇿👩‍👩‍👧‍👦e\u{301}👍🏽❤️https://example.org/a/very/long/path?with=query&and=more"
        let slide = TestDecks.slide(
            "## \(hard)\n\n\(hard) \(hard)\n\n- \(hard)\n\n```\n\(hard)\n```\n\n> \(hard)\n"
        )
        let clusters = Set(hard.map(String.init))
        for columns in 2...90 {
            let layout = SlideLayout(slide, ScreenFormat(columns: columns, rows: 24))
            for row in layout.paintedRows {
                #expect(TextMeasure.standard.width(of: row) <= columns)
                for character in row where !character.isASCII && character.unicodeScalars.count > 1 {
                    #expect(clusters.contains(String(character)), "\(character) at \(columns)")
                }
            }
        }
    }

    @Test func endsWithAnyDeckAtAnySize() {
        for number in 0..<60 {
            let generated = DeckGenerator.deck(number, seed: 3)
            let slides = TalkSlides(TestDecks.deck(generated.bytes, files: MemoryFiles(generated.files)))
            for (columns, rows) in [(1, 1), (2, 2), (3, 30), (200, 2), (13, 5), (500, 200)] {
                for index in 0..<slides.count {
                    let layout = SlideLayout(
                        slides.content(index),
                        ScreenFormat(columns: columns, rows: rows)
                    )
                    #expect(layout.count >= 1)
                    #expect(layout.paintedRows.count == layout.count * rows)
                }
            }
        }
    }

    @Test func dividesHugeSlides() {
        let code = (1...20_000).map { "line \($0) of a file that nobody should put on a slide\n" }.joined()
        let slide = TestDecks.slide("## Huge\n\n.code a.txt\n", files: ["a.txt": code])
        let layout = SlideLayout(slide, ScreenFormat(columns: 80, rows: 24))
        #expect(layout.count > 1_000)
        #expect(layout.text(ofScreen: layout.count - 1).last?.contains("line 20000 ") == true)
    }

    @Test func wrapsLongCodeAndMarksIt() {
        let slide = TestDecks.slide("## A\n\n```\n\(String(repeating: "word ", count: 30))\n```\n")
        let rows = SlideLayout(slide, ScreenFormat(columns: 80, rows: 24)).text(ofScreen: 0)
        #expect(rows.count == 3)
        #expect(rows[1].contains("↪ ") && rows[2].contains("↪ "))
    }

    @Test func marksHighlightedLinesWithoutColourToo() {
        let slide = TestDecks.slide(
            "## A\n\n.code -numbers a.go\n",
            files: ["a.go": "one\ntwo // HL\nthree\n"]
        )
        let rows = SlideLayout(slide, ScreenFormat(columns: 80, rows: 24)).text(ofScreen: 0)
        #expect(rows == ["  1 one", "▌ 2 two", "  3 three"])
    }

    @Test func givesPicturesTheirSizeAndProportion() throws {
        struct Wide: SlideAssets {
            func picture(_ url: String) -> PictureInfo? {
                PictureInfo(size: MediaSize(height: 300, width: 600))
            }
            func address(_ url: String) -> String? { nil }
        }
        let deck = TestDecks.deck("## A\n\n.image a.png 360 _\n")
        let content = TalkSlides(deck, assets: Wide()).content(1)
        var traits = TerminalTraits(size: TerminalSize(columns: 160, rows: 45), pictures: .kitty)
        traits.cellPixels = (8, 16)
        let layout = SlideLayout(content, ScreenFormat(traits))
        let screen = ScreenPainter(theme: TermTheme(isDark: true))
            .screen(0, of: layout, frame: ScreenFrame(deck: "", number: 2, total: 2))
        // The page of 1280 × 720 is the whole screen here: 360 pixels are half of its 45 rows.
        let area = try #require(screen.pictures.first?.area)
        #expect((22...23).contains(area.rows))
        #expect(abs(Double(area.columns * 8) / Double(area.rows * 16) - 2) < 0.1)
    }

    @Test func laysOutOnlyWhatIsShown() {
        let slides = TalkSlides(
            TestDecks.deck((1...200).map { "## Slide \($0)\n\nText.\n\n.image \($0).png\n\n" }.joined()),
            assets: Counting()
        )
        Counting.asked.withLock { $0 = [] }
        var show = SlideShow(slides, traits: TerminalTraits(size: TerminalSize(columns: 80, rows: 24)))
        _ = show.view()
        #expect(Counting.asked.withLock { $0 } == [])
        _ = show.update(.event(.key(KeyPress(.right))), at: TalkTime(hour: 0, minute: 0, seconds: 0))
        _ = show.view()
        #expect(Counting.asked.withLock { Set($0) } == ["1.png"])
    }

    @Test func drawsStraightBordersAroundEmojiAndIdeographs() {
        let slide = TestDecks.slide(
            """
            ## A table

            | what | sign | words |
            |:-----|:----:|------:|
            | family | 👩‍👩‍👧 | **bold** and 漢字 |
            | flag | 🇨🇿 | `code` |
            | accent | e\u{301} | ﾊﾝｶｸ |
            | ideographs | 漢字かな | plain |

            """
        )
        let layout = SlideLayout(slide, ScreenFormat(columns: 80, rows: 24))
        let frame = ScreenFrame(deck: "", number: 1, total: 1)
        let grid = ScreenPainter(theme: TermTheme(isDark: true)).screen(0, of: layout, frame: frame).grid
        let borders = (0..<grid.size.rows).map { row in
            grid.row(row).enumerated().filter {
                "│┌┬┐├┼┤└┴┘".contains($0.element.text) && !$0.element.text.isEmpty
            }
            .map(\.offset)
        }.filter { !$0.isEmpty }
        #expect(borders.count == 8)
        #expect(Set(borders).count == 1)
    }
}
