import DeckLint
import DeckModel
import DeckSyntax
import SourceText
import SystemPackage
import TestKit
import Testing

struct LinkRuleTests {
    @Test func findsALinkBeyondTheLastSlide() {
        expectLint(
            "# T\n\n## A\n\n[one](#1) [three](#3) [four](1️⃣#41️⃣)\n\n## B\n\n.link 2️⃣#02️⃣ x\n\n.caption [[3️⃣#993️⃣][y]]\n",
            [
                "1️⃣": .warning("lint.link.no-slide"), "2️⃣": .warning("lint.link.no-slide"),
                "3️⃣": .warning("lint.link.no-slide"),
            ]
        )
    }

    @Test func knowsThatArticlesHaveNoSlides() {
        expectLint("# T\n\n## A\n\n[four](#4)\n", [:], at: "a.article")
    }

    @Test func findsALinkToANameThatThePageHasNot() {
        expectLint(
            "# T\n\n## A {#here}\n\n[a](1️⃣#here1️⃣) [b](2️⃣#there2️⃣) [c](#box) [d](#TOC_1.)\n\n<div id=\"box\">x</div>\n",
            ["1️⃣": .warning("lint.link.no-anchor"), "2️⃣": .warning("lint.link.no-anchor")]
        )
    }

    @Test func tellsTheNumberOfTheSlideWithAName() throws {
        let source = SourceFile(name: "a.slide", text: "# T\n\n## A\n\n## B {#here}\n\n[a](#here)\n")
        let finding = try #require(lint(source, MemoryFiles()).first)
        #expect(finding.notes.map(\.text) == ["present ignores {#here}; write '#3', the slide's number"])
    }

    @Test func findsANameThatStandsTwice() {
        expectLint(
            """
            # T

            ## A {#one}

            <p id="two">x</p>

            ## B 1️⃣{#one}1️⃣

            A <b 2️⃣id="two"2️⃣>word</b>, no id="one".

            ### C {#three}

            """,
            ["1️⃣": .warning("lint.heading.duplicate-id"), "2️⃣": .warning("lint.heading.duplicate-id")]
        )
    }

    @Test func findsNamesOfHTMLFiles() {
        expectLint(
            "# T\n\n## A {#one}\n\n1️⃣.html x.html1️⃣\n",
            files: ["x.html": "<i id='one'>x</i>"],
            ["1️⃣": .warning("lint.heading.duplicate-id")]
        )
    }

    @Test func asksForEachAddressOnce() async {
        let text = """
            # T

            Ann
            https://ann.example/

            ## A

            [a](https://gone.example/#x) and [b](https://gone.example/#y) and [c](HTTP://old.example/)

            .link https://silent.example/ quiet
            .link local.html

            """
        let source = SourceFile(name: "a.slide", text: text)
        let path: FilePath = "a.slide"
        let deck = DeckParser(reader: MemoryFiles()).parse(source, at: path).deck
        let links = ExternalLinks.collect(deck, source: source)
        #expect(
            links.map { "\($0.location.range.lowerBound) \($0.url)" } == [
                "4:1 https://ann.example/", "8:5 https://gone.example/#x", "8:38 https://gone.example/#y",
                "8:71 HTTP://old.example/", "10:7 https://silent.example/",
            ]
        )
        let checker = Oracle()
        let findings = await ExternalLinks.check(links, with: checker, width: 2)
        #expect(
            findings.map { "\($0.location.range.lowerBound) \($0.id.rawValue)" } == [
                "8:5 lint.link.dead", "8:38 lint.link.dead", "8:71 lint.link.moved",
                "10:7 lint.link.unanswered",
            ]
        )
        #expect(
            await checker.log.asked.sorted() == [
                "HTTP://old.example/", "https://ann.example/", "https://gone.example/",
                "https://silent.example/",
            ]
        )
    }

    /// Answers without asking anybody.
    private struct Oracle: LinkChecker {
        actor Log {
            var asked: [String] = []
            func add(_ url: String) { asked.append(url) }
        }

        let log = Log()

        func check(_ url: String) async -> LinkStatus {
            await log.add(url)
            return switch url {
            case "https://gone.example/": .dead(status: 404)
            case "https://silent.example/": .unanswered("no such host")
            case "HTTP://old.example/": .moved(to: "https://new.example/")
            default: .alive
            }
        }
    }
}
