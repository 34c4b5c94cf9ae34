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

    @Test func leavesEverythingElseByteForByte() {
        let text = Self.deck.replacing("\n", with: "\r\n")
        #expect(edited(text, line: 11, .init(output: nil, errorOutput: nil)) == text)
        #expect(edited(text, line: 3, .init(output: ["a"], errorOutput: nil)) == text)
    }
}
