import SourceText
import TestKit
import Testing

/// Rules about Markdown that decks don't have.
struct MarkdownRuleTests {
    private func slide(_ body: String) -> String { "# T\n\n## A\n\n\(body)\n" }

    @Test func findsWhatOnlyOtherDialectsHave() {
        expectLint(
            slide(
                """
                | a | b |
                1️⃣|---|:-:|1️⃣
                | 1 | 2 |

                Some 2️⃣~~old~~2️⃣ words.

                - 3️⃣[ ]3️⃣ one
                - 4️⃣[x]4️⃣ two
                    - [x](http://x.y) three

                Words5️⃣[^1]5️⃣

                6️⃣[^1]6️⃣: The foot.
                """
            ),
            [
                "1️⃣": .warning("lint.markdown.unsupported"), "2️⃣": .warning("lint.markdown.unsupported"),
                "3️⃣": .warning("lint.markdown.unsupported"), "4️⃣": .warning("lint.markdown.unsupported"),
                "5️⃣": .warning("lint.markdown.unsupported"), "6️⃣": .warning("lint.markdown.unsupported"),
            ]
        )
    }

    @Test(arguments: [
        "a | b\nc | d", "`| a |`\n`|---|`", "```\n| a |\n|---|\n```", "- a\n---", "a ~~ b ~~ c", "`~~x~~`",
        "[a-z] and [^a-z]", "- `[ ]` one", "words [ ] in between",
    ])
    func leavesOtherTextAlone(body: String) {
        expectLint(slide(body), only: "lint.markdown.unsupported", [:])
    }

    @Test func findsALinkWhoseDefinitionStandsElsewhere() {
        expectLint(
            slide(
                """
                See 1️⃣[d]1️⃣, 2️⃣[the docs][d]2️⃣ and 3️⃣[D][]3️⃣.

                : a note

                Here [it][d] is found.

                [d]: http://x.y
                """
            ),
            only: "lint.markdown.unresolved-reference",
            [
                "1️⃣": .warning("lint.markdown.unresolved-reference"),
                "2️⃣": .warning("lint.markdown.unresolved-reference"),
                "3️⃣": .warning("lint.markdown.unresolved-reference"),
            ]
        )
    }

    @Test(arguments: ["a[i][j]", "[note]: no address here", "`[it][d]`\n\n: note\n\n[d]: http://x.y"])
    func leavesBracketsWithoutADefinitionAlone(body: String) {
        expectLint(slide(body), only: "lint.markdown.unresolved-reference", [:])
    }
}
