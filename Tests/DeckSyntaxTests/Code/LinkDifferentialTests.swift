import DeckModel
import GoText
import TestKit
import Testing

/// Addresses of `.link` against the real program.
@Suite(.enabled(if: RealPresent.isAvailable, "the real present isn't installed (apt: golang-golang-x-tools)"))
struct LinkDifferentialTests {
    private static let pieces = [
        "http:", "https:", "HTTP:", "mailto:", "x+y:", "javascript:", "//", "///", "/", "a", "b.c", "@", ":",
        ":80", ":80a", ":", "?", "??", "#", "%41", "%2f",
        "%2F", "%zz", "%", "%C3%A9", "%ff", "%25", "é", "日", "[", "]", "[::1]", "[fe80::1%25en0]", "%20",
        "%3a", "\"", "<", ">", "'", "(", ")", "*", "+", ",",
        ";", "=", "&", "$", "!", "~", "^", "|", "\\", "{", "}", "`", "\u{7F}", "\u{1}", "\u{AD}", ".", "..",
        "-", "_", "u:p", "q=1", "1", "%7f",
    ]
    private static let fixed = [
        "*", "http://", "//h/p", "///h", "file:/x", "file:///x", "/r?u=http://x", "tel:1", "HTTP://X.Y/z",
        ":x", "x:", "%2A", "a%3ab", "a%3abé", "./a:b", "http://@h",
        "http://u@h", "http://u:@h", "http://u:p:q@h/", "http://a@b@c", "http://[::1]:80/", "http://[::1]x",
        "http://[::1", "http://h:/", "http://h:0/a#b?c", "?",
        "#", "a?#", "a#%41é", "a#b#c", "mailto:a@b", "mailto:mailto:a", "http:a/b", "http:/a/b", "//", "//?q",
        "//@", "x://*", "\u{FEFF}http://x", "1http://x",
    ]

    @Test func agreesWithTheRealProgram() throws {
        var differences: [String] = []
        var refusals = 0
        var random = SeededGenerator(seed: 0x75_72_6C)
        let urls: [[UInt8]] =
            Self.fixed.map { Array($0.utf8) }
            + (0..<900).map { index in
                let start = index % 3 == 0 ? random.pick(["http://", "//", "https://h", "/"]) : ""
                let rest = (0..<Int.random(in: 1...7, using: &random)).map { _ in random.pick(Self.pieces) }
                    .joined()
                // Now and then a byte that is no text.
                return Array((start + rest).utf8) + (random.chance(5) ? [0xE2, 0x82] : [])
            }
        try withRealPresent { present in
            for (index, url) in urls.enumerated() {
                let line = Array(".link ".utf8) + url
                let real = try present.outcome(of: line, deck: "d\(index).slide")
                if let difference = Self.difference(url, real) {
                    differences.append("\(GoText.quoted(url)): \(difference)")
                }
                if case .refused = real { refusals += 1 }
            }
        }
        print("links: \(urls.count), \(refusals) refused")
        #expect(
            differences.isEmpty,
            "\(differences.count) differ:\n\(differences.prefix(20).joined(separator: "\n"))"
        )
        #expect(refusals > 100)
    }

    private static func difference(_ url: [UInt8], _ real: PresentOutcome) -> String? {
        do throws(GoURLError) {
            let ours = try GoURL.parse(url[...])
            guard case .element(let element) = real, let theirs = element.URL else {
                return "ours parses, real \(real)"
            }
            let pairs = [
                (ours.scheme, theirs.Scheme), (ours.opaque, theirs.Opaque),
                ("\(ours.hasUser)", "\(theirs.User != nil)"),
                (ours.host, theirs.Host), (ours.path, theirs.Path), (ours.rawPath, theirs.RawPath),
                ("\(ours.omitHost)", "\(theirs.OmitHost)"), ("\(ours.forceQuery)", "\(theirs.ForceQuery)"),
                (ours.rawQuery, theirs.RawQuery), (ours.fragment, theirs.Fragment),
                (ours.rawFragment, theirs.RawFragment),
                (label(ours), element.Label ?? "nil"),
            ]
            return pairs.first { $0.0 != $0.1 }.map { "\n  ours \($0.0)\n  real \($0.1)" }
        } catch {
            guard case .refused(let message) = real else { return "ours refuses, real \(real)" }
            return message == error.message ? nil : "\n  ours \(error.message)\n  real \(message)"
        }
    }

    /// The label of a link that has none: the address as put together again, without the first `scheme://`.
    private static func label(_ url: URLParts) -> String {
        let scheme = url.scheme == "mailto" ? "mailto:" : url.scheme + "://"
        let bytes = Array(url.text.utf8)
        guard let range = bytes.firstRange(of: Array(scheme.utf8)) else { return url.text }
        return GoText.decode(bytes[..<range.lowerBound] + bytes[range.upperBound...])
    }
}
