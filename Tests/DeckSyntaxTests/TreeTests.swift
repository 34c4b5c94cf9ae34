import DeckModel
import DeckSyntax
import Foundation
import SourceText
import SystemPackage
import TestKit
import Testing

/// The tree of each deck of the corpus, and what is said of it, against what was looked at and kept.
@Suite struct TreeTests {
    @Test(arguments: CorpusDeck.all)
    func readsTheCorpusAsKept(deck: CorpusDeck) throws {
        let files = MemoryFiles(texts: [
            "main.go":
                "package main\n\n// START OMIT\nfunc main() {\n\tprintln(1) // HLone\n}\n// END OMIT\n",
            "part.html": "<p>part</p>\n",
        ])
        let parsed = DeckParser(reader: files)
            .parse(SourceFile(name: deck.name, bytes: deck.bytes), at: FilePath(deck.name))
        let text =
            TreeDump.text(of: parsed.deck) + parsed.diagnostics.map { DiagnosticText().text($0) }.joined()
        let file = CorpusDeck.folder.appending(path: deck.name + ".tree")
        let environment = ProcessInfo.processInfo.environment
        if environment["SNAPSHOTS"] == "record" {
            try #require(environment["CI"] != "true", "goldens aren't recorded in CI")
            try Data(text.utf8).write(to: file)
            Issue.record("\(file.lastPathComponent) is recorded; look at the difference")
            return
        }
        let kept = try? String(contentsOf: file, encoding: .utf8)
        #expect(text == kept, "\(deck.name); `make snapshots` records it anew")
    }

    @Test func keepsNoTreeWithoutItsDeck() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: CorpusDeck.folder.path())
        let decks = Set(CorpusDeck.all.map { $0.name + ".tree" })
        #expect(Set(names.filter { $0.hasSuffix(".tree") }) == decks)
    }
}
