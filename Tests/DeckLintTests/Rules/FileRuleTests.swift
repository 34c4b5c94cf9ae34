import SourceText
import TestKit
import Testing

struct FileRuleTests {
    @Test func findsEveryKindOfDeadFile() {
        expectLint(
            """
            # T

            ## A

            .background 1️⃣b.png1️⃣

            //alt: A picture
            .image 2️⃣i.png2️⃣ 10 _

            //title: A film
            .video 3️⃣v.webm3️⃣ video/webm

            //title: A page
            .iframe 4️⃣p.html4️⃣

            .link 5️⃣n/l.pdf5️⃣ Notes

            ![A](6️⃣m.png6️⃣) and [b](7️⃣m.html7️⃣)

            .caption See [[8️⃣c.html8️⃣][this]]

            """,
            only: "lint.file.missing",
            [
                "1️⃣": .error("lint.file.missing"), "2️⃣": .error("lint.file.missing"),
                "3️⃣": .error("lint.file.missing"), "4️⃣": .error("lint.file.missing"),
                "5️⃣": .error("lint.file.missing"), "6️⃣": .error("lint.file.missing"),
                "7️⃣": .error("lint.file.missing"), "8️⃣": .error("lint.file.missing"),
            ]
        )
    }

    @Test func findsDeadFilesOfStylesAndSets() {
        expectLint(
            """
            # T

            ## A

            <img src="sub/1.png" srcset="sub/1.png 1x, 1️⃣2.png1️⃣ 2x" alt="A">

            <p style="background: url(2️⃣3.png2️⃣)">

            <style>
            p { background: url(sub/1.png), url(#x), url(3️⃣4.png3️⃣) }
            </style>

            """,
            files: ["sub/1.png": ""],
            only: "lint.file.missing",
            [
                "1️⃣": .error("lint.file.missing"), "2️⃣": .error("lint.file.missing"),
                "3️⃣": .error("lint.file.missing"),
            ]
        )
    }

    @Test func findsDeadLinksInLegacyText() {
        expectLint(
            "T\n\n* A\n\nSee [[1️⃣a.html1️⃣][one]]\nand [[2️⃣a.html2️⃣]].\n\n- [[3️⃣b.html3️⃣][b]]\n",
            [
                "1️⃣": .error("lint.file.missing"), "2️⃣": .error("lint.file.missing"),
                "3️⃣": .error("lint.file.missing"),
            ]
        )
    }

    @Test(arguments: [
        "https://example.org/x.png", "//example.org/x", "mailto:a@b", "#1", "?x", "data:text/plain,x",
        "sub/my%20file.txt", "sub/my%20file.txt?a=1#b", "other.slide#12", "sub", "sub/",
        "./sub/../other.slide", "/sub",
    ])
    func takesWhatIsThereAndWhatIsElsewhere(url: String) {
        expectLint(
            "# T\n\n## A\n\n[x](\(url))\n",
            files: ["sub/my file.txt": "", "other.slide": ""],
            only: "lint.file.missing",
            [:]
        )
    }

    @Test func beginsAtTheFolderOfTheDeckOrOfTheCourse() {
        expectLint(
            "# T\n\n## A\n\n[x](../assets/a.txt) [y](/assets/a.txt) [z](1️⃣assets/a.txt1️⃣) [n](2️⃣/a.txt2️⃣)\n",
            files: ["course/assets/a.txt": ""],
            ["1️⃣": .error("lint.file.missing"), "2️⃣": .error("lint.file.missing")],
            at: "course/lectures/a.slide",
            root: "course"
        )
    }

    @Test func findsAFileOutsideTheCourse() {
        expectLint(
            "# T\n\n## A\n\n[x](1️⃣../../secret.txt1️⃣) [y](2️⃣../../course2/a.txt2️⃣)\n",
            files: ["secret.txt": "", "course2/a.txt": ""],
            ["1️⃣": .error("lint.file.missing"), "2️⃣": .error("lint.file.missing")],
            at: "course/lectures/a.slide",
            root: "course"
        )
    }

    @Test func findsDeadFilesOfADecksOwnHTML() {
        expectLint(
            """
            # T

            ## A

            <!-- <img src="old.png"> -->
            <img src="there.png" alt=""><IMG alt='' src='1️⃣a.png1️⃣'>
            <video poster=2️⃣b.png2️⃣><source src="3️⃣c.webm3️⃣"></video>

            Words <a href="4️⃣d.html4️⃣">and</a> <img src="5️⃣e&f.png5️⃣" alt="">

            <audio src="6️⃣g.mp36️⃣"></audio> <script src="7️⃣h.js7️⃣"></script> <object data="8️⃣i.svg8️⃣"></object>

            9️⃣.html own.html9️⃣

            """,
            files: ["there.png": "", "own.html": "<p>\n<iframe src='j.html'></iframe><a href=#1>b</a>"],
            only: "lint.file.missing",
            [
                "1️⃣": .error("lint.file.missing"), "2️⃣": .error("lint.file.missing"),
                "3️⃣": .error("lint.file.missing"), "4️⃣": .error("lint.file.missing"),
                "5️⃣": .error("lint.file.missing"), "6️⃣": .error("lint.file.missing"),
                "7️⃣": .error("lint.file.missing"), "8️⃣": .error("lint.file.missing"),
                "9️⃣": .error("lint.file.missing"),
            ]
        )
    }

    @Test func findsFilesThatAreKeptBack() {
        expectLint(
            "# T\n\n## A\n\n![x](1️⃣.img/a.png1️⃣) ![y](../../.x/lectures/a.png) [z](2️⃣a.lab.yaml2️⃣) ![w](./a.png)\n",
            files: [
                ".x/lectures/.img/a.png": "", ".x/lectures/a.png": "", ".x/lectures/a.lab.yaml": "",
            ],
            only: "lint.file.missing",
            ["1️⃣": .error("lint.file.missing"), "2️⃣": .error("lint.file.missing")],
            at: ".x/lectures/a.slide",
            root: ".x"
        )
    }

    @Test func findsAFolderThatIsShown() {
        expectLint(
            "T\n\n* A\n\n#alt: x\n.image 1️⃣sub1️⃣\n",
            files: ["sub/a.png": ""],
            ["1️⃣": .error("lint.file.missing")]
        )
    }

    @Test func marksTheTextWhereTheAddressIsWrittenOtherwiseThanRead() {
        expectLint(
            "# T\n\n## A\n\n1️⃣text1️⃣\n[x](a&amp;b.html)\n",
            ["1️⃣": .error("lint.file.missing")]
        )
    }

    @Test func findsReferenceLinks() {
        expectLint(
            "# T\n\n## A\n\n[x][r]\n\n[r]: 1️⃣gone.html1️⃣\n",
            ["1️⃣": .error("lint.file.missing")]
        )
    }

    @Test func findsAnImageMuchLargerThanShown() {
        expectLint(
            """
            T

            * A

            #alt: x
            .image 1️⃣big.png1️⃣ 100 _
            #alt: x
            .image 2️⃣big.png2️⃣ _ 124
            #alt: x
            .image big.png 125 125
            #alt: x
            .image big.png
            #alt: x
            .image 3️⃣wide.png3️⃣
            .background 4️⃣wide.png4️⃣

            """,
            assets: ["big.png": png(500, 500), "wide.png": png(3841, 10)],
            only: "lint.image.oversized",
            [
                "1️⃣": .warning("lint.image.oversized"), "2️⃣": .warning("lint.image.oversized"),
                "3️⃣": .warning("lint.image.oversized"), "4️⃣": .warning("lint.image.oversized"),
            ]
        )
    }

    @Test func leavesDrawingsAsLargeAsTheyLike() {
        expectLint(
            "# T\n\n## A\n\n//alt: x\n.image d.svg 10 10\n",
            files: ["d.svg": "<svg viewBox='0 0 9000 9000'></svg>"],
            [:]
        )
    }

    @Test func findsAHeavyFile() {
        let bytes = png(10, 10)
        let heavy = bytes + [UInt8](repeating: 0, count: 2 * 1_048_576 + 1 - bytes.count)
        expectLint(
            "# T\n\n## A\n\n![x](1️⃣a.png1️⃣) ![y](b.png)\n",
            assets: ["a.png": heavy, "b.png": Array(heavy.dropLast())],
            ["1️⃣": .warning("lint.image.heavy")]
        )
    }

    @Test func findsAFileThatIsNoPicture() {
        expectLint(
            "# T\n\n## A\n\n![x](1️⃣a.png1️⃣) ![y](2️⃣b.JPG2️⃣) ![z](c.svg) ![w](d.avif)\n",
            files: [
                "a.png": "version https://git-lfs.github.com/spec/v1\n", "b.JPG": "<html>", "c.svg": "<svg/>",
                "d.avif": "?",
            ],
            ["1️⃣": .warning("lint.image.unreadable"), "2️⃣": .warning("lint.image.unreadable")]
        )
    }

    private func png(_ width: Int, _ height: Int) -> [UInt8] {
        func word(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
            + word(width) + word(height)
    }
}
