import SourceText
import TestKit
import Testing

/// What the parser says of Markdown fences.
struct FenceDiagnosticTests {
    private func slide(_ body: String) -> String { "# T\n\n## A\n\n\(body)\n" }

    @Test func findsACommentInAFence() {
        expectParse(
            slide("```\n1️⃣// lost1️⃣\ncode\n```"),
            ["1️⃣": .warning("deck.fence.comment")],
            fixed: slide("```\n // lost\ncode\n```")
        )
    }

    @Test(arguments: [": note", "# comment", ".gitignore", "###x"])
    func findsWhatBreaksAFence(line: String) {
        let source = SourceFile(name: "a.slide", text: slide("```\na\n\n\(line)\n\n```"))
        let found = parseDiagnostics(source)
        #expect(found.contains { $0.id == "deck.fence.broken" && $0.location == source.location(line: 8) })
        let fixed = FixApplier.applyAll(to: source) { parseDiagnostics($0) }
        #expect(String(decoding: fixed.bytes, as: UTF8.self) == slide("```\na\n\n \(line)\n\n```"))
    }

    @Test(arguments: ["", "\n~~~\n", "\n``\n", "\n```x\n"])
    func leavesSlidesBelowAFenceThatIsNeverClosed(wrongEnd: String) {
        let text = "x := 1\n\(wrongEnd)\n## B\n\ntext\n\n## C\n\n- item"
        expectParse(
            slide("1️⃣```go1️⃣\n\(text)"),
            ["1️⃣": .warning("deck.fence.unclosed")],
            fixed: slide("```go\n\(text)")
        )
    }

    @Test func tellsTheFenceThatAnotherOneOpensIn() {
        let text = "x := 1\n\n## B\n\n```go\ny := 1\n```\n\ntext"
        expectParse(
            slide("1️⃣```go1️⃣\n\(text)"),
            ["1️⃣": .warning("deck.fence.unclosed")],
            fixed: slide("```go\n\(text)")
        )
    }

    @Test func leavesASlideThatAFenceSeemsToHold() {
        let body = "```\nx\n\n1️⃣## B1️⃣\n\n```\ny\n\n## C"
        expectParse(
            slide(body),
            ["1️⃣": .warning("deck.fence.broken")],
            fixed: slide(body.replacing("1️⃣", with: ""))
        )
    }

    @Test func leavesCommentsThatMayStandOutsideOfAFence() {
        let body = "```\nx\n\n1️⃣## B1️⃣\n\n```\ny\n```\n2️⃣// between2️⃣\n```\nz\n3️⃣```3️⃣"
        expectParse(
            slide(body),
            [
                "1️⃣": .warning("deck.fence.broken"), "2️⃣": .warning("deck.fence.comment"),
                "3️⃣": .warning("deck.fence.unclosed"),
            ],
            fixed: slide(body.filter { !MarkedSource.marks.contains($0) })
        )
    }

    @Test(arguments: [
        "- ```go\n  x\n  ```", "1. ~~~\n   x\n\n   y\n   ~~~", "> ```\n> x\n> ```", "> ```\n> x",
        "- ```\n  x",
    ])
    func seesTheEndsOfFencesInListsAndQuotations(fence: String) {
        expectParse(slide("\(fence)\n\n## B\n\n```\ny\n```\n\n## C"), [:])
    }
}
