import DeckModel
import DeckSyntax
import SourceText
import SystemPackage
import TestKit
import Testing

@testable import LabSyntax

struct ExpectationEditsTests {
    private func edited(_ text: String, line: Int, _ lines: ExpectationEdits.Lines) -> String {
        let source = SourceFile(name: "a.slide", text: text)
        let syntax = DeckParser(reader: MemoryFiles()).parse(source, at: "a.slide").deck.syntax
        return String(decoding: ExpectationEdits([line: lines]).applied(to: source, syntax), as: UTF8.self)
    }

    private static let deck =
        "# T\n\n## A\n\n```\n$ ls\nshown\n//lab:out old\n//lab:+ more\n//lab:err e\n$ cat\n```\n"

    @Test func putsNewLinesInPlaceOfTheOldOnes() {
        let text = edited(Self.deck, line: 6, .init(output: ["a", "b"], errorOutput: nil))
        #expect(
            text == "# T\n\n## A\n\n```\n$ ls\nshown\n//lab:out a\n//lab:out b\n//lab:err e\n$ cat\n```\n"
        )
    }

    @Test func putsFirstLinesBehindWhatIsShown() {
        let text = edited(
            "# T\n\n## A\n\n```\n$ ls \\\n  -l\nshown\n$ cat\n```\n",
            line: 6,
            .init(output: ["a"], errorOutput: ["b"])
        )
        #expect(text == "# T\n\n## A\n\n```\n$ ls \\\n  -l\nshown\n//lab:out a\n//lab:err b\n$ cat\n```\n")
    }

    @Test func endsNewLinesAsTheDeckDoes() {
        let deck = Self.deck.replacing("\n", with: "\r\n")
        let new = ExpectationEdits.Lines(output: ["a", "b"], errorOutput: nil)
        #expect(edited(deck, line: 6, new) == edited(Self.deck, line: 6, new).replacing("\n", with: "\r\n"))
        for end in ["\n", "\r\n"] {
            let legacy = "T\n\n* A\n\n\t$ ls".replacing("\n", with: end)
            let last = ["", end].map { edited(legacy + $0, line: 5, .init(output: ["a"], errorOutput: nil)) }
            #expect(last == Array(repeating: "\(legacy)\(end)#lab:out a\(end)", count: 2))
        }
    }

    @Test func replacesRowsByTheirNumber() {
        var lines = ExpectationEdits.Lines()
        lines.rows = [0: [], 2: ["NAME=c"]]
        lines.addedRows = ["NAME=d"]
        let text = edited(
            "# T\n\n## A\n\n```\n$ ps\n//lab:row NAME=x\n//lab:row NAME=b\n//lab:row NAME=y\n//lab:check tcp :1 open\n```\n",
            line: 6,
            lines
        )
        #expect(
            text
                == "# T\n\n## A\n\n```\n$ ps\n//lab:row NAME=b\n//lab:row NAME=c\n//lab:row NAME=d\n//lab:check tcp :1 open\n```\n"
        )
    }

    @Test(arguments: [
        ("//lab:step id=a exit=1 points=2", "//lab:step id=a exit=7 points=2"),
        ("//lab:step id=a", "//lab:step id=a exit=7"),
        ("//lab:step id=a\n//lab:+ exit=2", "//lab:step id=a\n//lab:+ exit=7"),
    ])
    func changesTheExitCodeOfAStep(before: String, after: String) {
        var lines = ExpectationEdits.Lines()
        lines.exit = 7
        let number = 6 + before.split(separator: "\n").count
        for end in ["\n", "\r\n"] {
            let deck = { (step: String) in
                "# T\n\n## A\n\n```\n\(step)\n$ ls\n```\n".replacing("\n", with: end)
            }
            #expect(edited(deck(before), line: number, lines) == deck(after))
        }
    }

    @Test func leavesEverythingElseByteForByte() {
        let text = Self.deck.replacing("\n", with: "\r\n")
        #expect(edited(text, line: 11, .init(output: nil, errorOutput: nil)) == text)
        #expect(edited(text, line: 3, .init(output: ["a"], errorOutput: nil)) == text)
    }
}
