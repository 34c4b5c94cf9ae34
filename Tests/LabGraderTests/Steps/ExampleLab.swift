import DeckSyntax
import LabModel
import LabSyntax
import SourceText
import SystemPackage
import TestKit
import Testing

/// Labs of a deck that a test writes down.
enum ExampleLab {
    /// The first lab of a slide, or its commands where it has none.
    static func lab(_ body: String) throws -> Lab {
        let source = SourceFile(name: "deck.slide", text: "# Deck\n\nAuthor\n\n## Slide\n\n\(body)\n")
        let deck = DeckParser(reader: MemoryFiles([:])).parse(source, at: FilePath("deck.slide")).deck
        let labs = LabParser.parse(source, deck)
        try #require(labs.diagnostics.allSatisfy { $0.severity != .error }, "\(labs.diagnostics)")
        return try #require(labs.all.first)
    }
}
