import DeckModel
import GoText
import Testing

@testable import DeckSyntax

struct ListingTests {
    private func listing(_ text: String, highlight: String = "") -> Listing {
        let file = Array(text.utf8)
        return Listing(file, 0..<file.count, highlight: Array(highlight.utf8)[...])
    }

    @Test func hidesLinesThatEndInOMIT() {
        let listing = listing("a\nx OMIT\nfooOMIT\n/* OMIT */\nb omit\n")
        #expect(listing.lines.map(\.text) == ["a", "/* OMIT */", "b omit"])
        #expect(listing.lines.map(\.number) == [1, 4, 5])
        #expect(listing.findings.isEmpty)
    }

    @Test func reportsWhiteSpaceAfterOMIT() {
        let listing = listing("a\nx // OMIT \nb OMIT\t\n")
        #expect(listing.lines.count == 3)
        #expect(listing.findings == [.omitBeforeSpace(line: 2), .omitBeforeSpace(line: 3)])
    }

    @Test func dropsEmptyLinesAtTheEnds() {
        let listing = listing("\n\r\nOMIT\n \na\n\nb\n\n")
        #expect(listing.lines.map(\.text) == [" ", "a", "", "b"])
        #expect(listing.lines.map(\.number) == [4, 5, 6, 7])
        #expect(listing.raw == Array(" \na\n\nb\n".utf8))
    }

    @Test func countsLinesOfTheWholeFile() {
        let file = Array("a\nb\nc\n".utf8)
        #expect(Listing(file, 2..<6, highlight: []).lines.map(\.number) == [2, 3])
    }

    @Test func showsTabsAsSpacesAndKeepsThemRaw() {
        let listing = listing("\ta\tb\r\n")
        #expect(listing.lines.map(\.text) == ["    a    b"])
        #expect(listing.raw == Array("\ta\tb\n".utf8))
    }

    @Test(
        arguments: [
            ("a // HLx", "x", "a", true), ("a // HLx", "", "a", false), ("a // HL", "", "a", true),
            ("a // HLx ", "x", "a", false),
            ("// HLx", "x", "// HLx", false), (" // HLx", "x", " // HLx", false),
            ("a // HLx // HLy", "y", "a // HLx", true),
            ("a # HLx", "x", "a # HLx", false), ("a // HLx y", "x", "a", false),
            ("a//HLx", "x", "a//HLx", false),
            ("\t// HLx", "x", "   ", true),
        ])
    func readsHighlightComments(line: String, name: String, text: String, isHighlighted: Bool) {
        let listing = listing(line + "\nend\n", highlight: name)
        #expect(listing.lines.first == Code.Line(number: 1, text: text, isHighlighted: isHighlighted))
    }

    @Test func reportsAHighlightWithoutLine() {
        #expect(listing("a // HLx\n", highlight: "y").findings == [.unmatchedHighlight])
        #expect(listing("a // HLx\n", highlight: "x").findings.isEmpty)
        #expect(listing("a // HLx\n").findings.isEmpty)
    }

    @Test func reportsAnEmptyListing() {
        #expect(listing("\n\n", highlight: "x").findings == [.empty])
        #expect(listing("").raw.isEmpty)
    }

    @Test func endsBeforeATooLongLine() {
        let longest = String(repeating: "x", count: 65_535)
        #expect(listing("a\n\(longest)\nb\n").lines.count == 3)
        let cut = listing("a\n\(longest)x\nb\n")
        #expect(cut.lines.count == 1)
        #expect(cut.findings == [.tooLongLine(line: 2)])
        #expect(listing("a\n\(longest)\r\nb\n").findings == [.tooLongLine(line: 2)])
    }

    @Test func decodesStrayBytesOneByOne() {
        let file: [UInt8] = [0x61, 0xE2, 0x82, 0x0A]
        let listing = Listing(file, 0..<4, highlight: [])
        #expect(listing.lines.map(\.text) == ["a\u{FFFD}\u{FFFD}"])
        #expect(listing.raw == file)
    }
}
