import SourceText
import TestKit
import Testing

/// What the parser says of sections, paragraphs, lists and Markdown.
struct SectionDiagnosticTests {
    @Test func asksForASectionLineFirst() {
        expectParse(
            "T\n\n1️⃣*bold* x1️⃣\n\n* A\n\n2️⃣.nope2️⃣\n",
            ["1️⃣": .error("deck.section.unexpected-line"), "2️⃣": .error("deck.command.unknown")]
        )
    }

    @Test func findsASkippedLevel() {
        expectParse(
            "T\n\n* A\n\n1️⃣*** C1️⃣\n\n2️⃣**bold** text2️⃣\n",
            ["1️⃣": .error("deck.section.badly-nested"), "2️⃣": .error("deck.section.badly-nested")]
        )
    }

    @Test func findsAHeadingThatEndsTheDeck() {
        expectParse(
            "# T\n\n## A\n\ntext\n\n1️⃣# B1️⃣\n\nlost\n",
            ["1️⃣": .warning("deck.section.truncated")],
            fixed: "# T\n\n## A\n\ntext\n\n## B\n\nlost\n"
        )
    }

    @Test func findsANoteThatNobodySees() {
        expectParse(
            "T\n\n* A\n\n: seen\n\n** B\n\n1️⃣: not seen1️⃣\n",
            ["1️⃣": .warning("deck.note.in-subsection")]
        )
    }

    @Test func findsWhatAParagraphAbsorbs() {
        expectParse(
            "T\n\n* A\n\ntext\n1️⃣- item1️⃣\n\ntext\n2️⃣* B2️⃣\n\ntext\n3️⃣\tcode3️⃣\n",
            [
                "1️⃣": .warning("deck.paragraph.absorbed"), "2️⃣": .warning("deck.paragraph.absorbed"),
                "3️⃣": .warning("deck.paragraph.absorbed"),
            ],
            fixed: "T\n\n* A\n\ntext\n\n- item\n\ntext\n\n* B\n\ntext\n\n\tcode\n"
        )
    }

    @Test func findsTheStartOfAListThatAParagraphAbsorbs() {
        expectParse(
            "T\n\n* A\n\nThings:\n1️⃣- one1️⃣\n- two\n  more\n- three\n\nCode:\n2️⃣\tf()2️⃣\n\tg()\n",
            ["1️⃣": .warning("deck.paragraph.absorbed"), "2️⃣": .warning("deck.paragraph.absorbed")],
            fixed: "T\n\n* A\n\nThings:\n\n- one\n- two\n  more\n- three\n\nCode:\n\n\tf()\n\tg()\n"
        )
    }

    @Test func offersNoBlankLineThatHasPresentRefuseTheDeck() {
        for lines in ["- one\n**bold** words", "*** deep"] {
            let source = SourceFile(name: "a.slide", text: "T\n\n* A\n\nThings:\n\(lines)\n")
            let found = parseDiagnostics(source)
            #expect(found.map(\.id) == ["deck.paragraph.absorbed"])
            #expect(found.flatMap(\.fixes) == [])
        }
    }

    @Test func findsAListInsideAList() {
        expectParse("T\n\n* A\n\n- a\n1️⃣  - b1️⃣\n", ["1️⃣": .warning("deck.list.nested")])
    }

    @Test func findsATabInAList() {
        expectParse("T\n\n* A\n\n- a\n1️⃣\tb1️⃣\n", ["1️⃣": .warning("deck.list.tab")])
    }

    @Test(arguments: [".caption x", "## B", ": note"])
    func findsASwallowedLine(line: String) {
        expectParse(
            "# T\n\n## A\n\ntext\n1️⃣\(line)1️⃣\n\nmore\n",
            ["1️⃣": .warning("deck.markdown.swallowed-line")],
            fixed: "# T\n\n## A\n\ntext\n\n\(line)\n\nmore\n"
        )
    }

    @Test(arguments: ["# install it", "#include", "###x", "#### deep"])
    func keepsALineThatIsNoSectionWhereItStands(line: String) {
        expectParse(
            "# T\n\n## A\n\nRun this:\n1️⃣\(line)1️⃣\n\ntext\n\n## B\n",
            ["1️⃣": .warning("deck.markdown.swallowed-line")],
            fixed: "# T\n\n## A\n\nRun this:\n \(line)\n\ntext\n\n## B\n"
        )
    }

    @Test(arguments: [".image x.png", ": note", "## B"])
    func keepsALineAboveOneThatPresentHeeds(line: String) {
        expectParse(
            "# T\n\n## A\n\nRun this:\n1️⃣# install it1️⃣\n\(line)\n\ntext\n",
            ["1️⃣": .warning("deck.markdown.swallowed-line")],
            fixed: "# T\n\n## A\n\nRun this:\n # install it\n\n\(line)\n\ntext\n"
        )
        expectParse(
            "# T\n\n## A\n\n1️⃣#include1️⃣\n\(line)\n\ntext\n",
            ["1️⃣": .warning("deck.markdown.dropped-line")],
            fixed: "# T\n\n## A\n\n #include\n\n\(line)\n\ntext\n"
        )
    }

    @Test func keepsSeveralLinesThatAreNoSection() {
        expectParse(
            "# T\n\n## A\n\nRun this:\n1️⃣# install it1️⃣\n2️⃣# and more2️⃣\n\ntext\n\n## B\n",
            ["1️⃣": .warning("deck.markdown.swallowed-line"), "2️⃣": .warning("deck.section.truncated")],
            fixed: "# T\n\n## A\n\nRun this:\n # install it\n # and more\n\ntext\n\n## B\n"
        )
    }

    @Test func leavesAHeadingInACommentThere() {
        expectParse(
            "# T\n\n## A\n\n<!--\ntext\n\n1️⃣# B1️⃣\n-->\n\n## C\n",
            ["1️⃣": .warning("deck.section.truncated")],
            fixed: "# T\n\n## A\n\n<!--\ntext\n\n # B\n-->\n\n## C\n"
        )
    }

    @Test(arguments: [("<pre>", "</pre>"), ("<!--", "-->"), ("  <SCRIPT>", "</script> f")])
    func leavesAnHTMLBlockWhole(start: String, end: String) {
        for line in ["# one", "## two", ".image x.png", ": note"] {
            expectParse(
                "# T\n\n## A\n\n\(start)\nx\n1️⃣\(line)1️⃣\n\(end)\n\ntext\n",
                ["1️⃣": .warning("deck.markdown.swallowed-line")],
                fixed: "# T\n\n## A\n\n\(start)\nx\n \(line)\n\(end)\n\ntext\n"
            )
        }
    }

    @Test(arguments: [".imgae p.png", ".image p.png 1", ".code missing.go"])
    func offersNoBlankLineAboveACommandThatPresentRefuses(command: String) {
        let source = SourceFile(name: "a.slide", text: "# T\n\n## A\n\ntext\n\(command)\n\n## B\n")
        let found = parseDiagnostics(source)
        #expect(found.map(\.id) == ["deck.markdown.swallowed-line"])
        #expect(found.flatMap(\.fixes) == [])
    }

    @Test func offersNoSlideWhoseTextPresentRefuses() {
        let source = SourceFile(name: "a.slide", text: "# T\n\n## A\n\n# B\n\n.nope\n")
        let found = parseDiagnostics(source)
        #expect(found.map(\.id) == ["deck.section.truncated"])
        #expect(found.flatMap(\.fixes) == [])
    }

    @Test(arguments: [".image x.png", ": note", "## B"])
    func leavesAWhiteLineAboveSomethingElseAlone(line: String) {
        expectParse("# T\n\n## A\n   \n\(line)\n", [:])
    }

    @Test func findsADroppedLine() {
        expectParse(
            "# T\n\n## A\n\n1️⃣#include <x>1️⃣\n",
            ["1️⃣": .warning("deck.markdown.dropped-line")],
            fixed: "# T\n\n## A\n\n #include <x>\n"
        )
    }

    @Test func findsAStrayBlock() {
        expectParse(
            "# T\n\n## A\n\n<script>\nf()\n1️⃣</script>1️⃣\n",
            ["1️⃣": .warning("deck.markdown.stray-block")]
        )
    }

    @Test func warnsOfWhatNestsTooDeep() {
        expectParse(
            "# T\n\n## A\n\n1️⃣\(String(repeating: "> ", count: 20_000))x1️⃣\n",
            ["1️⃣": .warning("deck.markdown.too-deep")]
        )
    }
}
