import DeckTerm
import TermUI
import Testing

/// A save keeps the place, and a broken deck keeps the last good slide.
struct ReloadTests {
    private func slides(_ numbers: [Int]) -> TalkSlides {
        TalkSlides(TestDecks.deck(numbers.map { "## Slide \($0)\n\nIt says word \($0).\n\n" }.joined()))
    }

    @Test(arguments: [
        (Array(2...12), 7),  // nothing moved
        ([2, 3, 99] + Array(4...12), 8),  // one more before
        (Array(3...12), 6),  // one less before
        (Array(2...12) + [99], 7),  // one more behind
        (Array(2...6) + Array(8...12), 7),  // the slide itself is gone: the next one
        ([2], 2),  // hardly anything is left
    ])
    func keepsThePlace(_ numbers: [Int], _ expected: Int) {
        var show = Driver()
        show.press("7", "enter")
        show.send(.slides(slides(numbers)))
        #expect(show.slide == expected)
    }

    @Test func keepsThePartOfATallSlide() {
        let tall = "## Tall\n\n" + String(repeating: "- item\n", count: 60)
        var show = Driver(tall)
        show.press("right", "right", "right")
        show.send(.slides(TalkSlides(TestDecks.deck(tall + "- more\n"))))
        #expect(show.slide == 2 && show.place.part == 2)
    }

    @Test func keepsWhatIsInSightWhenTheSizeChanges() {
        var show = Driver("## Tall\n\n" + (1...60).map { "- item \($0)\n" }.joined())
        show.press("right", "right", "right")
        let first = show.rows.first { $0.contains("item") } ?? ""
        show.send(.traits(TerminalTraits(size: TerminalSize(columns: 100, rows: 40))))
        #expect(show.rows.contains { $0.hasSuffix(first.trimmingSpaces) })
        show.send(.traits(TerminalTraits(size: TerminalSize(columns: 80, rows: 24))))
        #expect(show.slide == 2)
    }

    @Test func showsProblemsOverTheLastGoodSlide() {
        var show = Driver()
        show.press("right")
        show.send(.problems(["a.slide:5:1: error: unknown command '.nope'"]))
        #expect(show.rows.contains { $0.contains("unknown command") })
        #expect(show.rows.contains { $0.contains("word 2") })
        show.send(.problems([]))
        #expect(!show.rows.contains { $0.contains("unknown command") })
    }
}

extension String {
    fileprivate var trimmingSpaces: String { String(drop { $0 == " " }) }
}
