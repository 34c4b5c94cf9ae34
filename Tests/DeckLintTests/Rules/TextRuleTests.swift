import DeckLint
import DeckSyntax
import SourceText
import SystemPackage
import TestKit
import Testing

struct TextRuleTests {
    @Test func findsTwoLabelsInOneAddress() {
        expectLint(
            "T\n\n* A\n\n.code x.go 1️⃣/START a OMIT/,/END b OMIT/1️⃣\n",
            files: ["x.go": "// START a OMIT\n1\n// END a OMIT\n// START b OMIT\n2\n// END b OMIT\n"],
            ["1️⃣": .warning("lint.code.label-mismatch")]
        )
    }

    @Test func takesOneLabelAndLabelsWithoutANameInAnAddress() {
        expectLint(
            "T\n\n* A\n\n.code x.go /START a OMIT/,/END a OMIT/\n.code x.go /START a OMIT/,/END OMIT/\n.code x.go /START a/,\n",
            files: ["x.go": "// START a OMIT\n1\n// END a OMIT\n2\n// END OMIT\n"],
            [:]
        )
    }

    @Test func findsALabelWithoutAPartner() {
        expectLint(
            "T\n\n* A\n\n.code -numbers x.go /func/ HLx\n.play x.go\n",
            files: [
                "x.go":
                    "func f() // HLx\n1️⃣// START one OMIT1️⃣\n1\n2️⃣// END two OMIT2️⃣\n# START three OMIT\n# END three OMIT\n"
            ],
            ["1️⃣": .warning("lint.code.label-unpaired"), "2️⃣": .warning("lint.code.label-unpaired")]
        )
    }

    @Test(arguments: [
        "// START OMIT\n1\n// STOP OMIT\n", "// START a OMIT\n1\n// STOP a OMIT\n",
        "// START a OMIT\n1\n// STOP OMIT\n", "// END OMIT\n", "func f()\n1\n// STOP OMIT\n",
    ])
    func takesLabelsThatEndOtherwise(file: String) {
        expectLint(
            "T\n\n* A\n\n.code x.go 1\n",
            files: ["x.go": file],
            only: "lint.code.label-unpaired",
            [:]
        )
    }

    @Test func findsAStopWithoutAStart() {
        expectLint(
            "T\n\n* A\n\n.code x.go 1,4\n",
            files: ["x.go": "// START a OMIT\n// END OMIT\n1\n2️⃣// STOP b OMIT2️⃣\n"],
            only: "lint.code.label-unpaired",
            ["2️⃣": .warning("lint.code.label-unpaired")]
        )
        expectLint(
            "T\n\n* A\n\n.code x.go 1️⃣/START a OMIT/,/STOP b OMIT/1️⃣\n",
            files: ["x.go": "// START a OMIT\n1\n// STOP a OMIT\n// START b OMIT\n2\n// STOP b OMIT\n"],
            ["1️⃣": .warning("lint.code.label-mismatch")]
        )
    }

    /// A deck is parsed by the name that it is told by, and linted where it stands.
    @Test func namesShownFilesAsTheParserDoes() throws {
        let long = String(repeating: "x", count: 101)
        let text = "// START a OMIT\n\(long)\n"
        let files = MemoryFiles(texts: ["talks/x.go": text, "/home/ann/talks/x.go": text])
        let source = SourceFile(name: "talks/a.slide", text: "T\n\n* A\n\n.code x.go 2\n")
        let deck = DeckParser(reader: files).parse(source, at: "talks/a.slide").deck
        let findings = DeckLinter(files: MemoryAssets(files: files))
            .lint(deck, source: source, at: "/home/ann/talks/a.slide")
        let unpaired = try #require(findings.first { $0.id == "lint.code.label-unpaired" })
        #expect(unpaired.location.file == "talks/x.go")
        let tooLong = try #require(findings.first { $0.id == "lint.code.long-line" })
        #expect(tooLong.notes.compactMap(\.location?.file) == ["talks/x.go"])
    }

    @Test func takesALoneLabelThatAnAddressNames() {
        expectLint(
            "T\n\n* A\n\n.code x.go /func/,/END main/\n",
            files: ["x.go": "func f()\n\n1\n// END main OMIT\n"],
            [:]
        )
    }

    @Test func findsLongLinesOfCode() {
        let long = String(repeating: "é", count: 101)
        let right = String(repeating: "é", count: 100)
        expectLint(
            "# T\n\n## A\n\n```\n\(right)\n1️⃣\(long)1️⃣\n\(long)x\n```\n\n2️⃣.code x.go2️⃣\n",
            files: ["x.go": "a\n\(long)\n"],
            ["1️⃣": .warning("lint.code.long-line"), "2️⃣": .warning("lint.code.long-line")]
        )
        expectLint("T\n\n* A\n\n\t\(right)\n\t1️⃣\(long)1️⃣\n", ["1️⃣": .warning("lint.code.long-line")])
    }

    @Test func replacesTabsBehindTheIndentation() {
        expectLint(
            "# T\n\n## A\n\n```\n\tfine\nab1️⃣\t1️⃣cd\n\tx\t\ty\n é\tz\n```\n\na\ttab in text\n",
            ["1️⃣": .warning("lint.code.tab")],
            fixed: "# T\n\n## A\n\n```\n\tfine\nab  cd\n\tx       y\n é  z\n```\n\na\ttab in text\n"
        )
    }

    @Test func leavesTabsOfLegacyDecksAlone() {
        expectLint("T\n\n* A\n\n\tcode\twith\ttabs\n\n.code x.go\n", files: ["x.go": "a\tb\n"], [:])
    }

    @Test func findsMarkupInTitles() {
        expectLint(
            """
            # The 1️⃣**bold**1️⃣ title
            About 2️⃣`go`2️⃣

            ## See 3️⃣[the docs](https://x.y)3️⃣ and 4️⃣*this*4️⃣ {#id}

            ### A 5️⃣[[http://x.y][link]]5️⃣, 6️⃣_so_6️⃣

            """,
            [
                "1️⃣": .warning("lint.title.markup"), "2️⃣": .warning("lint.title.markup"),
                "3️⃣": .warning("lint.title.markup"), "4️⃣": .warning("lint.title.markup"),
                "5️⃣": .warning("lint.title.markup"), "6️⃣": .warning("lint.title.markup"),
            ],
            fixed: "# The bold title\nAbout go\n\n## See the docs and this {#id}\n\n### A link, so\n"
        )
    }

    @Test(arguments: [
        "a_b_c", "__init__", "2*3*4", "f(*p)", "*p and *q", "a [b] (c)", "`", "**", "x ** y ** z", "[[x]",
        "Sum[int](xs) and Map[K](m)", "F[T](a.b)", "a_[i](x)", "func [T](x)", "x[[1]]", "[[x]]",
    ])
    func leavesOtherSignsInTitlesAlone(title: String) {
        expectLint("T\n\n* \(title)\n\ntext\n", [:])
    }

    @Test func findsWhatStandsTwiceInTheHeader() {
        expectLint(
            "# T\n//lang: en\n1️⃣Summary: One1️⃣\nSummary: Two\n\n2️⃣//lang: de2️⃣\n## A\n\nSummary: text\n",
            ["1️⃣": .warning("lint.header.repeated"), "2️⃣": .warning("lint.header.repeated")]
        )
    }

    @Test func findsAnEmptySlide() {
        expectLint(
            "T\n\n1️⃣*1️⃣\n\n* A\n\n2️⃣** 2️⃣\n\n*\n\ntext\n\n*\n\n.background https://x.y/z.png\n",
            ["1️⃣": .warning("lint.slide.empty"), "2️⃣": .warning("lint.slide.empty")]
        )
    }

    @Test func findsASlideWithMoreThanSixteenLines() {
        let item = "- a point\n"
        let (right, long) = (String(repeating: item, count: 16), String(repeating: item, count: 17))
        expectLint("# T\n\n## A\n\n\(right)\n1️⃣## B1️⃣\n\n\(long)\n", ["1️⃣": .warning("lint.slide.overlong")])
        expectLint("T\n\n* A\n\n\(right)\n1️⃣* B1️⃣\n\n\(long)\n", ["1️⃣": .warning("lint.slide.overlong")])
    }

    @Test func findsASlideWithMoreThanTwentyFourLinesOfCode() {
        let (right, long) = (String(repeating: "x\n", count: 24), String(repeating: "x\n", count: 25))
        expectLint(
            "# T\n\n## A\n\n```\n\(right)```\n\n1️⃣## B1️⃣\n\n```\n\(long)```\n\n2️⃣## C2️⃣\n\n.code x.go\n",
            files: ["x.go": long],
            ["1️⃣": .warning("lint.slide.overlong"), "2️⃣": .warning("lint.slide.overlong")]
        )
    }

    @Test func countsPartsPicturesAndWrappedLinesOfASlide() {
        let text = String(repeating: "word ", count: 17 * 6) + "\n\n"
        expectLint(
            "# T\n\n1️⃣## A1️⃣\n\n\(text)//alt: x\n.image https://x.y/p.png 300 _\n\n### B\n\none\n",
            ["1️⃣": .warning("lint.slide.overlong")]
        )
        expectLint("# T\n\n## A\n\n\(text)\(text)\n", [:])
        expectLint("# T\n\n## A\n\n\(text)\(text)\(text)\n", [:], at: "a.article")
    }
}
