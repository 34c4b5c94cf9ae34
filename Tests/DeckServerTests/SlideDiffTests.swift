import NIOCore
import Testing

@testable import DeckServer

@Suite struct SlideDiffTests {
    @Test(arguments: [
        ("abc", "abc", 0), ("abc", "abxc", 1), ("abc", "xabc", 1), ("abc", "abcx", 1), ("abc", "ac", 1),
        ("abc", "", 1),
        ("", "abc", 1), ("abc", "axc", 1), ("abcdef", "xbcdey", 2), ("abc", "cab", 2), ("aaaa", "aa", 1),
        ("abcdefgh", "abxdeygh", 2), ("abc", "xyz", 1),
    ])
    func splicesOneListIntoAnother(_ old: String, _ new: String, _ count: Int) {
        let splices = SlideDiff.splices(from: slides(old), to: slides(new))
        #expect(splices.count == count)
        #expect(applied(splices, to: slides(old)) == slides(new).map { SlideDiff.unnumbered($0) })
        #expect(splices.map(\.at) == splices.map(\.at).sorted(by: >))
    }

    @Test func splicesAnyListIntoAnyOther() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let (old, new) = (word(&generator), word(&generator))
            let splices = SlideDiff.splices(from: slides(old), to: slides(new))
            #expect(
                applied(splices, to: slides(old)) == slides(new).map { SlideDiff.unnumbered($0) },
                "\(old) → \(new)"
            )
        }
    }

    @Test func ignoresNumbersButNotAttributes() {
        #expect(SlideDiff.unnumbered("<section id=12 class=\"x\">") == " class=\"x\">")
        #expect(SlideDiff.splices(from: ["<section id=1>a"], to: ["<section id=7>a"]).isEmpty)
        #expect(
            SlideDiff.splices(from: ["<section id=1>a"], to: ["<section id=1 class=\"x\">a"]).count
                == 1
        )
    }

    private func word(_ generator: inout SystemRandomNumberGenerator) -> String {
        let letters = Array("abcd")
        return String(
            (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                letters[Int.random(in: 0..<4, using: &generator)]
            }
        )
    }

    private func slides(_ letters: String) -> [String] {
        letters.enumerated().map { "<section id=\($0.offset + 1)>\($0.element)</section>" }
    }

    private func applied(_ splices: [SlideSplice], to slides: [String]) -> [Substring] {
        var slides = slides
        for splice in splices {
            slides.replaceSubrange(splice.at..<(splice.at + splice.remove), with: splice.insert)
        }
        return slides.map { SlideDiff.unnumbered($0) }
    }
}

@Suite struct ReloadMessageTests {
    private func page(
        _ slides: [String],
        tag: String,
        title: String = "T",
        frame: String = "",
        policy: String = "p",
        usable: Bool = true
    ) -> DeckPage {
        DeckPage(
            html: [],
            contentSecurityPolicy: policy,
            etag: tag,
            title: title,
            slides: slides,
            frame: frame,
            dependencies: [],
            problems: usable ? [] : [problem],
            isUsable: usable
        )
    }

    private let problem = ReloadProblem(severity: "error", place: "a:1:1", summary: "s", excerpt: "")

    private func update(_ old: DeckPage?, _ new: DeckPage, hasProblems: Bool = false) -> [ReloadMessage] {
        ReloadMessage.update(from: old, to: new, hasProblems: hasProblems)
    }

    @Test func patchesWhatChanged() {
        let splice = SlideSplice(at: 1, remove: 1, insert: ["c"])
        #expect(
            update(page(["a", "b"], tag: "1"), page(["a", "c"], tag: "2")) == [
                .splice([splice], title: "T", etag: "2")
            ]
        )
        #expect(
            update(page(["a"], tag: "1"), page(["a"], tag: "2", title: "U")) == [
                .splice([], title: "U", etag: "2")
            ]
        )
        #expect(update(page(["a"], tag: "1"), page(["a"], tag: "1")).isEmpty)
    }

    @Test func reloadsWhereTheFrameChanged() {
        let old = page(["a"], tag: "1")
        #expect(update(old, page(["a"], tag: "2", frame: "x")) == [.reload])
        #expect(update(old, page(["a"], tag: "2", policy: "x")) == [.reload])
        #expect(update(nil, page(["a"], tag: "2")) == [.reload])
        #expect(update(page([], tag: "1"), page([], tag: "2")) == [.reload])
    }

    @Test func showsProblemsAndTakesThemAway() {
        let (good, bad) = (page(["a"], tag: "1"), page([], tag: "x", usable: false))
        #expect(update(good, bad) == [.problems([problem])])
        #expect(update(good, good, hasProblems: true) == [.problems([])])
        let splice = SlideSplice(at: 0, remove: 1, insert: ["b"])
        #expect(
            update(good, page(["b"], tag: "2"), hasProblems: true)
                == [.problems([]), .splice([splice], title: "T", etag: "2")]
        )
        // A page that shows nothing but problems is loaded anew.
        #expect(update(bad, good) == [.reload])
        #expect(update(bad, page([], tag: "y", usable: false)) == [.reload])
        #expect(update(bad, bad).isEmpty)
    }

    @Test func writesEventsInOneLine() {
        let event = ReloadMessage.splice(
            [.init(at: 2, remove: 1, insert: ["<p>a\nb</p>"])],
            title: "x",
            etag: "t"
        ).event(id: "t")
        #expect(
            String(buffer: event) == """
                id: t
                data: {"type":"splice","ops":[{"at":2,"remove":1,"insert":["\\u003cp>a\\nb\\u003c/p>"]}],"title":"x","etag":"t"}


                """
        )
        #expect(
            String(buffer: ReloadMessage.reload.event(id: "t")) == "id: t\ndata: {\"type\":\"reload\"}\n\n"
        )
    }
}
