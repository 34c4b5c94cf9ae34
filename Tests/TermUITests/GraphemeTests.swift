import Foundation
import TermUI
import Testing

/// Where text may be cut, checked against Unicode's own files (Debian's unicode-data).
struct GraphemeTests {
    private static let folder = "/usr/share/unicode"
    static let isMissing = !FileManager.default.fileExists(
        atPath: folder + "/auxiliary/GraphemeBreakTest.txt"
    )

    private static func lines(_ name: String) throws -> [Substring] {
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).split(separator: "\n")
            .map { $0.prefix { $0 != "#" } }.filter { $0.contains { !$0.isWhitespace } }
    }

    private static func string(_ codes: Substring) -> String {
        let scalars = codes.split(separator: " ").compactMap { UInt32($0, radix: 16) }
            .compactMap(Unicode.Scalar.init)
        return String(String.UnicodeScalarView(scalars))
    }

    /// What newer files than Debian's say: U+2701, which was never an emoji, is no longer a pictograph and joins nothing.
    private static let sinceUnicode17 = [
        ["\u{2701}\u{200D}\u{2701}"]: ["\u{2701}\u{200D}", "\u{2701}"]
    ]

    @Test(.disabled(if: isMissing, "unicode-data isn't installed"))
    func cutsTextWhereUnicodeDoes() throws {
        var seen = 0
        for line in try Self.lines("auxiliary/GraphemeBreakTest.txt") {
            let parts = line.split(separator: "÷").map { $0.replacing("×", with: " ") }
                .filter { $0.contains { !$0.isWhitespace } }
            let told = parts.map { Self.string($0[...]) }
            let wanted = Self.sinceUnicode17[told] ?? told
            seen += 1
            #expect(wanted.joined().map(String.init) == wanted, "\(line)")
        }
        #expect(seen > 500)
    }

    @Test(.disabled(if: isMissing, "unicode-data isn't installed"))
    func givesEveryEmojiTwoCells() throws {
        var seen = 0
        for line in try Self.lines("emoji/emoji-test.txt") {
            let parts = line.split(separator: ";")
            guard parts.count == 2, parts[1].contains("fully-qualified") else { continue }
            let emoji = Self.string(parts[0])
            let clusters = TextMeasure.standard.clusters(of: emoji)
            seen += 1
            #expect(clusters == [TextCluster(text: emoji, width: 2)], "\(line)")
        }
        #expect(seen > 3000)
    }

    @Test(.disabled(if: isMissing, "unicode-data isn't installed"))
    func hasTheTablesThatUnicodeHas() throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "scripts/make-unicode-tables")
        let process = Process()
        process.executableURL = script
        process.arguments = ["--check"]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test(arguments: [
        ("e\u{301}", 1), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("ｱ", 1), ("Ａ", 2), ("é", 1),
        ("👨‍👩‍👧", 2), ("🇩🇪🇫🇷", 4), ("👍🏽", 2), ("❤", 1), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2),
        ("नि", 1), ("a\u{200B}b", 2), ("\u{AD}", 0), ("\u{301}x", 2), ("±", 1), ("─│", 2), ("", 0),
    ])
    func measures(_ text: String, _ width: Int) {
        #expect(TextMeasure.standard.width(of: text) == width)
    }

    @Test func measuresAsATerminalDoesThatJoinsNothing() {
        var measure = TextMeasure.standard
        measure.joinsEmoji = false
        measure.joinsSkinTones = false
        measure.joinsFlags = false
        measure.widensEmojiVariants = false
        measure.separatesSpacingMarks = true
        measure.widensAmbiguous = true
        #expect(measure.width(of: "👨‍👩‍👧") == 6)
        #expect(measure.width(of: "👍🏽") == 4)
        #expect(measure.width(of: "🇩🇪") == 4)
        #expect(measure.width(of: "❤\u{FE0F}") == 1)
        #expect(measure.width(of: "नी") == 2)
        #expect(measure.width(of: "±") == 2)
    }
}
