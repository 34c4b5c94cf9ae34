import DeckHTML
import DeckSyntax
import SourceText
import SystemPackage
import TestKit
import Testing

/// A deck's own HTML is trusted, as in `present`: the policy of its page lets it load and run what it names.
@Suite struct OwnHTMLTests {
    private func policy(_ html: String) -> [String] {
        page(".html own.html", files: ["own.html": html]).policy
    }

    private func page(_ body: String, files: [String: String] = [:]) -> (html: String, policy: [String]) {
        let source = SourceFile(name: "a.slide", text: "# T\n\n## A\n\n\(body)\n")
        let deck = DeckParser(reader: MemoryFiles(texts: files)).parse(source, at: "a.slide").deck
        let page = PageRenderer(style: .bare).page(of: deck, options: PageOptions())
        return (
            String(decoding: page.html, as: UTF8.self),
            page.contentSecurityPolicy.split(separator: "; ").map(String.init)
        )
    }

    @Test func loadsItsOwnScriptsAndStyleSheets() {
        let own = policy("<link rel=stylesheet href=own.css><script src=\"own.js\"></script>")
        #expect(own.contains { $0.hasPrefix("script-src ") && $0.hasSuffix(" 'self'") })
        #expect(own.contains { $0.hasPrefix("style-src ") && $0.hasSuffix(" 'self'") })
        let others = policy("<script src=https://example.org/x.js></script><script src=data:,f()></script>")
        #expect(others.contains { $0.hasPrefix("script-src ") && $0.hasSuffix("' https://example.org") })
        #expect(!others.contains { $0.hasPrefix("style-src ") && $0.contains("'self'") })
    }

    @Test func embedsItsOwnObjects() {
        #expect(policy("<object data=a.svg></object>").contains("object-src 'self' data:"))
        #expect(
            policy("<embed src=//example.org/a.pdf>").contains("object-src 'self' data: https://example.org")
        )
        #expect(!policy("<p>text</p>").contains { $0.hasPrefix("object-src") })
    }

    @Test func loadsWhatItsStylesName() {
        let html = """
            <style>@import url(https://a.example/x.css); @font-face { src: url(https://b.example/f.woff2) }</style>\
            <p style="background: url(https://c.example/p.png)"><img srcset="//d.example/q.png 2x">
            """
        let own = policy(html)
        #expect(own.contains("font-src 'self' data: https://b.example"))
        #expect(own.contains("img-src 'self' data: https://c.example https://d.example"))
        #expect(own.contains { $0.hasPrefix("style-src ") && $0.hasSuffix("' https://a.example") })
        #expect(policy("<p>text</p>").contains("font-src 'self' data:"))
    }

    /// The hashes are `openssl`'s.
    @Test(arguments: [
        (".html own.html", "MBAT4ABS2MrpJdMrCIySTLAbZZCz6xsz2KderhZRBqo="),
        ("Words <style>b{color:red}</style> and *more*", "ypIZpeWh67Lh3q46jpjGW7VCAJpmEqcFe8Dl5B2rXQU="),
        ("- Words <style> b{color:red} </style>", "Zdq8LRK+qAR4vi3J/zLD5CAUJcVSdHyLcQ/HVQzheKw="),
    ])
    func allowsStyleSheetsWhereverTheyStand(_ body: String, _ hash: String) {
        // A browser reads the lines of a page as if they all ended in a line feed.
        let page = page(body, files: ["own.html": "<style>\r\nb { }\r\n</style>"])
        #expect(page.policy.contains { $0.hasPrefix("style-src ") && $0.contains("'sha256-\(hash)'") })
    }
}
