import SourceText
import TestKit
import Testing

struct AccessibilityRuleTests {
    private let drawing = ["d.svg": "<svg width='10' height='10'/>"]

    @Test func findsPicturesOfADecksOwnHTMLWithoutText() {
        expectLint(
            """
            # T

            ## A

            <img alt="" src="a.png"> and 1️⃣<img1️⃣ src="b.png"> <img aria-label="A tree" src="a.png">

            2️⃣.html own.html2️⃣

            """,
            files: ["a.png": "", "b.png": "", "own.html": "<p>\n<img src=a.png>"],
            only: "lint.image.alt-missing",
            ["1️⃣": .warning("lint.image.alt-missing"), "2️⃣": .warning("lint.image.alt-missing")]
        )
    }

    @Test func asksForAnAlternativeTextOfAnImage() {
        expectLint(
            "# T\n\n## A\n\n.image 1️⃣d.svg1️⃣\n",
            files: drawing,
            ["1️⃣": .warning("lint.image.alt-missing")]
        )
    }

    @Test(arguments: [
        "//alt: A tree\n.image d.svg", "//alt:\n.image d.svg", ".image d.svg\n.caption A tree",
        "![A tree](d.svg)", "![*A* tree](d.svg 'Tree')",
    ])
    func takesAlternativeTextsCaptionsAndDecoration(body: String) {
        expectLint("# T\n\n## A\n\n\(body)\n", files: drawing, [:])
    }

    @Test func asksForAnAlternativeTextWhereTheCaptionIsEmptyOrFurtherAway() {
        expectLint(
            "T\n\n* A\n\n.image 1️⃣d.svg1️⃣\n.caption\n\n.image 2️⃣d.svg2️⃣\n\ntext\n.caption Late\n",
            files: drawing,
            ["1️⃣": .warning("lint.image.alt-missing"), "2️⃣": .warning("lint.image.alt-missing")]
        )
    }

    @Test func tellsTwoMarkdownImagesWithOneAddressApart() {
        expectLint(
            "# T\n\n## A\n\n![A tree](d.svg)\n\n- ![](1️⃣d.svg1️⃣)\n",
            files: drawing,
            ["1️⃣": .warning("lint.image.alt-missing")]
        )
    }

    @Test func looksIntoPartsOfSlides() {
        expectLint(
            "T\n\n* A\n\n** B\n\n.image 1️⃣d.svg1️⃣\n",
            files: drawing,
            ["1️⃣": .warning("lint.image.alt-missing")]
        )
    }

    @Test func asksForTheTitleOfAFrameAndOfAFilm() {
        expectLint(
            "T\n\n* A\n\n.iframe 1️⃣https://example.org/1️⃣ 300 400\n\n.video 2️⃣f.webm2️⃣ video/webm\n",
            files: ["f.webm": "film"],
            ["1️⃣": .warning("lint.media.title-missing"), "2️⃣": .warning("lint.media.title-missing")]
        )
    }

    @Test func takesATitleOrACaption() {
        expectLint(
            """
            T

            * A

            #title: The map
            .iframe https://example.org/ 300 400

            .video f.webm video/webm
            .caption The film

            """,
            files: ["f.webm": "film"],
            [:]
        )
    }

    @Test func findsAnAnnotationThatNothingTakes() {
        expectLint(
            """
            # T

            ## A

            1️⃣//alt: Lost to the next1️⃣
            //alt: A tree
            .image d.svg

            2️⃣//title: No film here2️⃣

            """,
            files: drawing,
            ["1️⃣": .warning("lint.annotation.unused"), "2️⃣": .warning("lint.annotation.unused")]
        )
    }

    @Test func doesNotBlameAnAnnotationForItsBrokenCommand() {
        expectLint("# T\n\n## A\n\n//alt: A tree\n.image d.svg 1\n", files: drawing, [:])
    }

    @Test func mendsAMisspelledAnnotation() {
        expectLint(
            "# T\n\n1️⃣// Lang:1️⃣ en\n## A\n\n2️⃣// alt:2️⃣ A tree\n.image 3️⃣d.svg3️⃣\n",
            files: drawing,
            [
                "1️⃣": .warning("lint.annotation.misspelled"), "2️⃣": .warning("lint.annotation.misspelled"),
                "3️⃣": .warning("lint.image.alt-missing"),
            ],
            fixed: "# T\n\n//lang: en\n## A\n\n//alt: A tree\n.image d.svg\n"
        )
    }

    @Test func leavesOrdinaryCommentsAlone() {
        expectLint("# T\n//lang: en\n\n// Title: to be found\n## A\n\n// lang: mixed here\ntext\n", [:])
    }

    @Test(arguments: ["english", "e", "en_GB", "", "en-", "č", "en-toolongtag"])
    func refusesAWrongLanguageTag(tag: String) {
        expectLint("# T\n1️⃣//lang: \(tag)1️⃣\n\n## A\n", ["1️⃣": .warning("lint.language.tag")])
    }

    @Test(arguments: ["en", "cs", "pt-BR", "zh-Hant-TW", "de-1996", "x-klingon", "sgn"])
    func takesALanguageTag(tag: String) {
        expectLint("T\n#lang: \(tag)\n\n* A\n", [:])
    }

    @Test func findsAHeadingThatSkipsALevel() {
        expectLint(
            "# T\n\n## A\n\n ### Fine\n\ntext\n\n1️⃣ ##### Too deep1️⃣\n\n ### Fine again\n",
            ["1️⃣": .warning("lint.heading.skipped-level")]
        )
    }
}
