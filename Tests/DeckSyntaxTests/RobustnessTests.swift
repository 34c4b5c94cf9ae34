import DeckModel
import DeckSyntax
import Foundation
import SourceText
import SystemPackage
import TestKit
import Testing

/// Whatever stands in a deck, the parser answers, and in time.
@Suite struct RobustnessTests {
    private let files = MemoryFiles(texts: [
        "main.go": "package main\n\n// START OMIT\nfunc main() {\n\tprintln(1) // HLone\n}\n// END OMIT\n",
        "part.html": "<p>part</p>\n",
    ])

    private func parse(_ bytes: [UInt8]) -> ParsedDeck {
        DeckParser(reader: files).parse(SourceFile(name: "a.slide", bytes: bytes), at: "a.slide")
    }

    private func parse(_ text: String) -> ParsedDeck { parse(Array(text.utf8)) }

    @Test(arguments: CorpusDeck.all)
    func answersToEveryPrefix(deck: CorpusDeck) {
        for count in 0...deck.bytes.count {
            let parsed = parse(Array(deck.bytes.prefix(count)))
            #expect(!TreeDump.text(of: parsed.deck).isEmpty)
        }
    }

    @Test(arguments: CorpusDeck.all)
    func answersWhenAnyByteIsMissing(deck: CorpusDeck) {
        for index in deck.bytes.indices {
            var bytes = deck.bytes
            bytes.remove(at: index)
            #expect(!TreeDump.text(of: parse(bytes).deck).isEmpty)
        }
    }

    @Test(arguments: CorpusDeck.all)
    func placesEveryDiagnosticInItsFile(deck: CorpusDeck) {
        let lines = deck.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).count
        for diagnostic in parse(deck.bytes).diagnostics where diagnostic.location.file == "a.slide" {
            #expect((1...lines).contains(diagnostic.location.range.lowerBound.line), "\(diagnostic)")
        }
    }

    @Test func readsAMillionLines() {
        let parsed = parse("# T\n\n" + String(repeating: "## A\n\ntext\n\n", count: 250_000))
        #expect(parsed.deck.sections.count == 250_000)
        #expect(!parsed.isRefused)
    }

    @Test(arguments: [65_535, 65_536])
    func refusesALineThatPresentCantTake(count: Int) {
        let parsed = parse("# T\n\n## A\n\n" + String(repeating: "x", count: count) + "\n")
        #expect(parsed.isRefused == (count > 65_535))
        #expect(parsed.diagnostics.map(\.id) == (count > 65_535 ? ["deck.line.too-long"] : []))
    }

    @Test(arguments: [">", "> ", "- ", "1. ", "*a ", "**a _b ", "[", "![", "<b>", "`", "\\", "&#"])
    func endsOnDeepNesting(piece: String) {
        let deck = parse("# T\n\n## A\n\n" + String(repeating: piece, count: 10_000) + "x\n").deck
        #expect(!TreeDump.text(of: deck).isEmpty)
    }

    @Test func keepsInvalidBytesAsReplacements() {
        let parsed = parse([0x23, 0x20, 0x54, 0xFF, 0x0A, 0x0A, 0x23, 0x23, 0x20, 0xE2, 0x82, 0x0A])
        #expect(parsed.deck.title.string == "T\u{FFFD}")
        #expect(parsed.deck.sections.map(\.title.string) == ["\u{FFFD}\u{FFFD}"])
        #expect(parsed.diagnostics.map(\.id) == ["deck.text.invalid-utf8"])
    }

    @Test func takesOneCarriageReturnFromALineEnd() {
        let parsed = parse("T\r\nS\r\r\n\r\n* A\r\n\r\nx\r")
        #expect(parsed.deck.title.string == "T")
        #expect(parsed.deck.subtitle?.string == "S\r")
        #expect(parsed.deck.sections.map(\.title.string) == ["A"])
    }

    @Test func readsAByteOrderMarkAsTextOfALegacyTitle() {
        let parsed = parse("\u{FEFF}# T\n\n* A\n")
        #expect(parsed.deck.syntax == .legacy)
        #expect(parsed.deck.title.string == "\u{FEFF}# T")
    }
}

/// A small deck of the corpus.
struct CorpusDeck: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]

    var testDescription: String { name }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

    static let all: [CorpusDeck] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.sorted().compactMap { name in
            guard name.hasSuffix(".slide") else { return nil }
            return (try? Data(contentsOf: folder.appending(path: name))).map {
                CorpusDeck(name: name, bytes: Array($0))
            }
        }
    }()
}
