import DeckTerm
import TermUI
import TestKit
import Testing

/// The slide show as a pure model: keys in, screens and effects out.
struct SlideShowTests {
    @Test func movesByEveryUsualKey() {
        var show = Driver()
        for key in ["right", "space", "down", "pagedown", "l", "j", "enter"] { show.press(key) }
        #expect(show.slide == 8)
        for key in ["left", "up", "pageup", "backspace", "h", "k"] { show.press(key) }
        #expect(show.slide == 2)
        show.press("end")
        #expect(show.slide == 12)
        show.press("right")
        #expect(show.slide == 12)
        show.press("home")
        #expect(show.slide == 1)
        show.press("left")
        #expect(show.slide == 1)
    }

    @Test func goesToTheSlideOfDigitsAndEnter() {
        var show = Driver()
        show.press("1")
        #expect(show.footer.contains("go to 1"))
        show.press("0", "enter")
        #expect(show.slide == 10)
        show.press("9", "9", "9", "9", "9", "9", "9", "9", "9", "enter")
        #expect(show.slide == 12)
        show.press("4", "G")
        #expect(show.slide == 4)
        show.press("7", "escape", "right")
        #expect(show.slide == 5)
    }

    @Test func goesBackToTheSlideBeforeAJump() {
        var show = Driver()
        show.press("right", "8", "enter", "'")
        #expect(show.slide == 2)
        show.press("'")
        #expect(show.slide == 8)
    }

    @Test func stepsThroughThePartsOfATallSlide() {
        var show = Driver("## Tall\n\n" + String(repeating: "- item\n", count: 60) + "\n## Next\n")
        show.press("right")
        #expect(show.place.parts == 4)
        show.press("right", "right", "right")
        #expect(show.slide == 2 && show.place.part == 3)
        show.press("right", "left")
        #expect(show.slide == 2 && show.place.part == 3)
        show.press(">", "<")
        #expect(show.slide == 2 && show.place.part == 0)
    }

    @Test func followsTheWheel() {
        var show = Driver()
        show.wheel(.wheelDown)
        show.wheel(.wheelDown)
        show.wheel(.wheelUp)
        #expect(show.slide == 2)
    }

    @Test func blanksAndShowsAgainWithoutMoving() {
        var show = Driver()
        show.press("right", "b")
        #expect(show.isEmpty)
        #expect(show.place.isBlank)
        show.press("right")
        #expect(show.slide == 2 && !show.place.isBlank)
        #expect(!show.isEmpty)
    }

    @Test func choosesFromTheOverview() {
        var show = Driver()
        show.press("o")
        #expect(show.rows.contains { $0.contains(" 7 Slide 7") })
        show.press("down", "down", "down", "enter")
        #expect(show.slide == 4)
        show.press("o", "end", "escape")
        #expect(show.slide == 4)
        show.press("o")
        let row = show.rows.firstIndex { $0.contains("10 Slide 10") } ?? 0
        show.send(.event(.mouse(MouseEvent(.press(0), at: CellPosition(row: row, column: 6)))))
        #expect(show.slide == 10)
    }

    @Test func findsWordsAndMarksThem() {
        var show = Driver()
        show.press("/")
        #expect(show.screen.cursor != nil)
        show.type("WORD 7")
        #expect(show.footer.contains("/WORD 7"))
        show.press("enter")
        #expect(show.slide == 7)
        let marked = show.screen.grid.cells.filter { $0.style.attributes.contains(.reverse) }.map(\.text)
        #expect(marked.joined() == "word 7")
        show.press("/")
        show.type("slide 1")
        show.press("enter")
        #expect(show.slide == 10)
        show.press("n", "n")
        #expect(show.slide == 12)
        show.press("N")
        #expect(show.slide == 11)
        show.press("/")
        show.type("nowhere")
        show.press("enter")
        #expect(show.slide == 11 && show.footer.contains("no slide says 'nowhere'"))
        show.press("/", "q", "escape")
        #expect(show.slide == 11)
    }

    @Test func pastesIntoASearchOnly() {
        var show = Driver()
        show.send(.event(.paste("qqq")))
        #expect(show.slide == 1)
        show.press("/")
        show.send(.event(.paste("word 5\nq")))
        show.press("enter")
        #expect(show.slide == 5)
    }

    @Test func explainsItsKeys() {
        var show = Driver()
        show.press("?")
        #expect(show.rows.contains { $0.contains("pagedown") })
        #expect(show.footer.contains("more"))
        show.press("escape", "right")
        #expect(show.slide == 2)
    }

    @Test func asksForWhatItCannotDoItself() {
        var show = Driver()
        #expect(show.press("q") == [.quit])
        #expect(show.press("ctrl-c") == [.quit])
        #expect(show.press("ctrl-l") == [.redraw])
        #expect(show.press("ctrl-z") == [.suspend])
        #expect(show.press("b", "q").last == .quit)
        #expect(show.press("x").isEmpty)
    }

    @Test func takesOtherKeysWhenTold() {
        var keys = KeyTable.standard
        #expect(keys.remap(.next, to: ["x", "ctrl-n", "f5", "nonsense"]) == ["nonsense"])
        var show = Driver(keys: keys)
        show.press("x", "ctrl-n", "f5", "right")
        #expect(show.slide == 4)
        show.press("?")
        #expect(show.rows.contains { $0.contains("ctrl-n f5 x") })
    }

    @Test func readsNamesOfKeysAndWritesThemBack() {
        for name in ["x", "X", "?", "space", "pagedown", "f12", "ctrl-x", "alt-left", "ctrl-alt-f1", "é"] {
            #expect(KeyPress(name: name)?.name == name)
        }
        for name in ["", "ctrl-", "xx", "f0", "f99", " "] { #expect(KeyPress(name: name) == nil) }
    }

    @Test func endsWithAnyKeysInAnyOrder() {
        var random = SeededGenerator(seed: 11)
        let names = [
            "right", "left", "o", "/", "b", "?", "enter", "escape", "home", "end", "9", "0", "n", "N", "'",
            "q",
            "down", "up", "backspace", "]", "[", "T", "ctrl-l", "a", "pagedown",
        ]
        var show = Driver()
        for step in 0..<3_000 {
            show.press(random.pick(names))
            if step % 17 == 0 {
                let size = TerminalSize(
                    columns: random.pick([1, 20, 80, 200]),
                    rows: random.pick([1, 5, 24, 60])
                )
                show.send(.traits(TerminalTraits(size: size)))
            }
            let screen = show.screen
            #expect(screen.grid.size == show.show.currentSize)
            #expect((1...12).contains(show.slide))
        }
    }
}
