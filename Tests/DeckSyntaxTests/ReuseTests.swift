import DeckModel
import DeckSyntax
import Foundation
import SourceText
import SystemPackage
import TestKit
import Testing

/// A parse that takes slides over from an earlier one gives what a parse of the whole text gives.
@Suite struct ReuseTests {
    private let files = MemoryFiles(texts: ["main.go": "package main // OMIT\n\nfunc main() {}\n"])

    private func parse(_ bytes: [UInt8], after earlier: ParsedDeck? = nil) -> ParsedDeck {
        DeckParser(reader: files)
            .parse(SourceFile(name: "a.slide", bytes: bytes), at: "a.slide", after: earlier)
    }

    /// The decks of the corpus and our lectures.
    static let decks: [CorpusDeck] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../lectures")
        let lectures = ["00-tour.slide", "01-legacy.slide", "08-containers.slide"].compactMap { name in
            (try? Data(contentsOf: root.appending(path: name))).map {
                CorpusDeck(name: name, bytes: Array($0))
            }
        }
        return CorpusDeck.all + lectures
    }()

    @Test(arguments: decks)
    func givesWhatAWholeParseGivesAfterAnyEdit(deck: CorpusDeck) {
        var random = SeededGenerator(seed: 0x5EED_0001)
        var bytes = deck.bytes
        var parsed = parse(bytes)
        for round in 0..<60 {
            // Back to the start now and then: what edits took away comes again.
            bytes = round % 15 == 0 ? deck.bytes : TextEdits.edited(bytes, &random)
            parsed = parse(bytes, after: parsed)
            let whole = parse(bytes)
            #expect(parsed.deck == whole.deck, "edit \(round)")
            #expect(parsed.diagnostics == whole.diagnostics, "edit \(round)")
            #expect(parsed.includedFiles == whole.includedFiles, "edit \(round)")
            guard parsed.deck == whole.deck, parsed.diagnostics == whole.diagnostics else { return }
        }
    }

    @Test func readsOnlyTheSlideThatChanged() {
        let slides = (1...40).map { "## Slide \($0)\n\nText \($0)\n\n" }
        let before = parse(Array(("# T\n\n" + slides.joined()).utf8))
        var changed = slides
        changed[19] += "One line more.\n\n"
        let after = parse(Array(("# T\n\n" + changed.joined()).utf8), after: before)
        let origins = (0..<40).map { $0 == 19 ? nil : Optional($0) }
        #expect(after.origins == origins)
    }

    @Test func readsPicturesAnewWhenAnEarlierSlideTakesTheirText() {
        let text = "# T\n\n## A\n\ntext\n\n//alt: words\n\n## B\n\n.image a.png\n"
        let before = parse(Array(text.utf8))
        let edited = text.replacing("text\n", with: "text\n\n.image c.png\n")
            .replacing("//alt: words\n\n", with: "")
            .replacing("## A\n", with: "## A\n//alt: words\n")
        let after = parse(Array(edited.utf8), after: before)
        #expect(after.deck == parse(Array(edited.utf8)).deck)
    }

    @Test func readsSlidesWithFilesAnew() {
        let text = Array("# T\n\n## A\n\n.code main.go\n\n## B\n\ntext\n".utf8)
        #expect(parse(text, after: parse(text)).origins == [nil, 1])
    }
}
