import DeckLint
import SourceText
import SystemPackage
import TestKit
import Testing

struct DeckLinterTests {
    private let deck = SourceFile(name: "a.slide", text: "# **T**\n\n## A\n\n![](gone.png)\n\n##\n")

    @Test func sortsFindingsByPlace() {
        #expect(
            lint(deck, MemoryFiles()).map { "\($0.location.range.lowerBound) \($0.id.rawValue)" } == [
                "1:3 lint.title.markup", "5:5 lint.file.missing", "5:5 lint.image.alt-missing",
                "7:1 lint.slide.empty",
            ]
        )
    }

    @Test func leavesOutDisabledRules() {
        let findings = lint(
            deck,
            MemoryFiles(),
            disabled: ["lint.title.markup", "lint.file.missing", "lint.slide.empty"]
        )
        #expect(findings.map(\.id) == ["lint.image.alt-missing"])
    }

    @Test func hasOneIDForEachRuleAndASummary() {
        #expect(Set(LintRules.all.map(\.id)).count == LintRules.all.count)
        #expect(LintRules.all.allSatisfy { !$0.summary.isEmpty && $0.summary.last != "." })
    }

    /// Time grows with the length of a line, not faster.
    @Test(.timeLimit(.minutes(5)))
    func looksThroughLinksThatNothingCloses() {
        let line = String(repeating: "[[", count: 30_000) + "\n"
        let text = "T\n\n* A\n\n" + String(repeating: line, count: 20) + "[[https://x.y]]\n"
        let source = SourceFile(name: "a.slide", text: text)
        #expect(lint(source, MemoryFiles(), only: "lint.file.missing").isEmpty)
    }

    @Test func findsNothingInACleanDeck() {
        let text = """
            # A clean deck
            With a subtitle
            //lang: en

            Ann
            ann@example.org

            ## One

            - a point with `code` and [a link](#2)

            //alt: A tree
            .image tree.svg 100 100
            .caption The tree

            .code main.go /START main OMIT/,/END main OMIT/ HLx

            """
        let files = MemoryFiles(texts: [
            "tree.svg": "<svg width='100' height='100'/>",
            "main.go": "// START main OMIT\nfunc main() // HLx\n// END main OMIT\n",
        ])
        let source = SourceFile(name: "a.slide", text: text)
        #expect(parseDiagnostics(source, files).isEmpty)
        #expect(lint(source, files).isEmpty)
    }

    @Test func neverTrapsOnTornDecks() {
        let text =
            "# T\n//lang: e\n\nA: b\n\n## A {#x}\n\n//alt:\n.image a.png 1 2\n![](b \"c\") [x](#9)\n```\n\ta\tb\n```\n\n.code x.go /START a OMIT/\n\n### `B` {#x}\n\n<b id='x'>[[u][v]]\n"
        let files = MemoryFiles(texts: ["x.go": "// START a OMIT\n1\n// END OMIT\n"])
        let bytes = Array(text.utf8)
        for index in bytes.indices {
            let prefix = SourceFile(name: "a.slide", bytes: Array(bytes[..<index]))
            let without = SourceFile(name: "a.slide", bytes: Array(bytes[..<index] + bytes[(index + 1)...]))
            for source in [prefix, without] {
                for finding in lint(source, files) where finding.location.file == "a.slide" {
                    #expect((1...max(source.lines.count, 1)).contains(finding.location.range.lowerBound.line))
                }
            }
        }
    }

    @Test func staysFastOnALargeDeck() {
        // Bounded work, not a timed test: an hour would be needed without the bounds.
        let line = "[x](a&amp;b.html) //alt: x\n//alt: x\n"
        let text = "# T\n\n## A\n\n" + String(repeating: line, count: 5_000)
        let source = SourceFile(name: "a.slide", text: text)
        #expect(lint(source, MemoryFiles(), disabled: ["lint.slide.overlong"]).count == 10_000)
    }
}
