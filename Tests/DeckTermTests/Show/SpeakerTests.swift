import DeckTerm
import TermUI
import Testing

/// What the speaker sees, and how two windows go together.
struct SpeakerTests {
    private static let talk = """
        ## One

        First words.

        : Say hello.

        ## Chapter

        ## Two

        Second words.

        : Mind the time.

        ## Three

        Last words.


        """

    @Test func showsThisSlideTheNextAndTheNotes() {
        var show = Driver(Self.talk, role: .speaker)
        show.press("right")
        #expect(show.rows.contains { $0.contains("First words.") })
        #expect(show.rows.contains { $0.contains("Next") })
        #expect(show.rows.contains { $0.contains("Say hello.") })
        #expect(show.rows.contains { $0.contains("Chapter") })
        #expect(show.rows[0].contains("slide 2/5"))
    }

    @Test func saysHowTheTalkDoesAgainstItsPlan() {
        var show = Driver(Self.talk, role: .speaker, minutes: 10)
        show.seconds = 100
        show.press("right")
        #expect(show.rows[0].contains("0:00") && show.rows[0].contains("10:00 left"))
        show.seconds = 160
        show.send(.tick)
        #expect(show.rows[0].contains("1:00") && show.rows[0].contains("9:00 left"))
        // Five slides of two minutes: the second one's time begins after two.
        #expect(show.rows[1].contains("1:00 ahead"))
        show.seconds = 100 + 200
        show.send(.tick)
        #expect(show.rows[1].contains("on time"))
        show.seconds = 100 + 300
        show.send(.tick)
        #expect(show.rows[1].contains("1:00 behind"))
        show.press("right", "right")
        #expect(show.rows[1].contains("Chapter, 2 of 3, until 10:00"))
        show.seconds = 100 + 660
        show.send(.tick)
        #expect(show.rows[0].contains("1:00 over"))
    }

    @Test func wantsTicksOnlyForAClock() {
        var speaker = Driver(role: .speaker)
        #expect(speaker.show.model.needsTicks)
        speaker.press("o")
        #expect(!speaker.show.model.needsTicks)
        #expect(!Driver().show.model.needsTicks)
    }

    @Test func tellsWhereItWentAndFollows() {
        var audience = Driver()
        var speaker = Driver(role: .speaker)
        speaker.send(.following(true))
        // The speaker's keys ask; the audience's window moves and tells.
        #expect(speaker.press("right") == [.ask(.next)])
        #expect(speaker.slide == 1)
        let moved = audience.send(.command(.next))
        #expect(moved == [.moved(audience.place)])
        #expect(audience.slide == 2)
        speaker.send(.place(audience.place))
        #expect(speaker.slide == 2)
        #expect(speaker.press("9", "enter") == [.askForSlide(8)])
        audience.send(.go(slide: 8))
        #expect(audience.slide == 9)
        // What is the speaker's own stays there.
        #expect(speaker.press("o").isEmpty)
        #expect(speaker.press("escape", "b") == [.ask(.blank)])
        speaker.send(.following(false))
        speaker.press("right")
        #expect(speaker.slide == 3)
    }

    @Test func countsTheTimeOfTheWindowThatIsFollowed() {
        var speaker = Driver(role: .speaker)
        speaker.seconds = 50
        speaker.send(.following(true))
        speaker.send(.place(TalkPlace(slide: 3, elapsed: 754)))
        #expect(speaker.rows[0].contains("12:34"))
    }

    @Test func showsWhereASearchIsTyped() throws {
        var show = Driver(Self.talk, role: .speaker)
        show.press("/")
        show.type("last")
        let cursor = try #require(show.screen.cursor)
        #expect(show.rows[cursor.row] == " /last" && cursor.column == 6)
        show.press("enter")
        #expect(show.slide == 5)
    }

    @Test func scrollsLongNotes() {
        var show = Driver("## A\n\nText.\n\n" + (1...40).map { ": note \($0)\n" }.joined(), role: .speaker)
        show.press("right")
        #expect(show.rows.contains { $0.contains("of 40, [ ]") })
        for _ in 0..<60 { show.press("]") }
        #expect(show.rows.contains { $0.contains("note 40") })
        show.press("[")
        #expect(show.rows.contains { $0.contains("note 39") })
    }
}
