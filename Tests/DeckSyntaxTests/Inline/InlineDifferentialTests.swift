import DeckModel
import GoText
import TestKit
import Testing

@testable import DeckSyntax

/// Inline styling against the real program: one deck of list items, which aren't trimmed, and captions.
@Suite(.enabled(if: RealPresent.isAvailable, "the real present isn't installed (apt: golang-golang-x-tools)"))
struct InlineDifferentialTests {
    private static let pieces = [
        "_", "_", "*", "*", "`", "`", "[[", "]]", "][", "[", "]", " ", " ", " ", "a", "bc", "d", ".", ",",
        "(", ")", "<", ">", "&", "\"", "'", "+", "é", "—", "★", "http://x.y",
        "mailto:a@b", "javascript:f()", "JavaScript:x", ":", "/", "%zz", "%41", "#", "?", "\u{A0}",
        "\u{3000}", "\u{85}", "\t", "{", "|", "日本", "👩‍🔬", "e\u{301}", "$", "HTTP://q", "[[u]]", "[[u][v]]",
        "[[http://a/_b_][_c_ d]]", "_x_", "*y*", "`z`", "\u{200B}", "\u{0B}", "\u{0C}", "^", "\\", "~", "¡",
        "[[#", "x:y", "&amp;", "&#34;",
    ]

    @Test func agreesWithTheRealProgram() throws {
        var random = SeededGenerator(seed: 0x1_1E)
        let texts: [[UInt8]] = (0..<4_000).map { index in
            let longest = index % 4 == 0 ? 25 : 8
            let text = (0..<Int.random(in: 1...longest, using: &random)).map { _ in random.pick(Self.pieces) }
                .joined()
            return Array(text.utf8) + (random.chance(5) ? [0xE2, 0x82] + Array("_".utf8) : [])
        }
        let items = Array(texts[..<2_500])
        let captions = texts[2_500...].map { Array(GoText.trimmed($0[...])) }
        var deck = Array("Title\n\n* Slide\n\n".utf8)
        for item in items { deck += Array("- ".utf8) + item + [0x0A] }
        for caption in captions { deck += Array(".caption ".utf8) + caption + [0x0A] }

        let page = try withRealPresent { present in
            try present.write("inline.slide", deck)
            return try present.fetch("/inline.slide")
        }
        #expect(page.status == 200)
        let real = Self.contents("li", page.body) + Self.contents("figcaption", page.body)
        try #require(real.count == texts.count)
        var styled = 0
        var differences: [String] = []
        for (text, real) in zip(items + captions, real) {
            let inlines = [Inline](styled: GoText.decode(text))
            if inlines.contains(where: { if case .text = $0 { false } else { true } }) { styled += 1 }
            if inlines.presentHTML != real {
                differences.append("\(GoText.quoted(text))\n  ours \(inlines.presentHTML)\n  real \(real)")
            }
        }
        print("inline texts: \(texts.count), \(styled) styled")
        #expect(
            differences.isEmpty,
            "\(differences.count) differ:\n\(differences.prefix(20).joined(separator: "\n"))"
        )
        #expect(styled > 1_000)
    }

    /// What stands in each element of a name; styled text can't hold the tag itself.
    private static func contents(_ tag: String, _ page: [UInt8]) -> [String] {
        let open = Array("<\(tag)>".utf8)
        let close = Array("</\(tag)>".utf8)
        var contents: [String] = []
        var rest = page[...]
        while let start = rest.firstRange(of: open), let end = rest[start.upperBound...].firstRange(of: close)
        {
            contents.append(GoText.decode(page[start.upperBound..<end.lowerBound]))
            rest = rest[end.upperBound...]
        }
        return contents
    }
}
