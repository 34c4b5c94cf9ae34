import Foundation
import SourceText
import TestKit
import Testing

/// Markdown that goldmark, which `present` renders with, and libcmark, which we read with, take differently.
@Suite(.enabled(if: RealPresent.isAvailable, "the real present is not installed"))
struct GoldmarkTests {
    static let loneTags = [
        "</pre>\n*x*", "</script>\n*x*", "</style>\n*x*", "</textarea>\n*x*", "</PRE >\n*x*",
        "  </pre>\n- x", "> </pre>\n> *x*", "- </pre>\n  *x*", "</pre>", "</pre>\n\n*x*", "text\n</pre>\n*x*",
        "</pre> \n1. x", "</pre>\n</script>\n*x*",
        "<div>\n</pre>\n*x*\n\n</pre>\n*x*",
    ]

    static let emptyItems = [
        "-\n  - x", "*\n  * x", "1.\n   1. x", "1.\n   - x", "-\n  1. x", "-\n - x", "-\n   - x",
        "-\n    - x",
        "-\n     - x", "- a\n\n  -\n    - x", "- a\n-\n  - x\n- b", "-\n  * x", "-\n  text",
        "-\n  - x\n  - y",
        "-\n  - x\n    - y\n  - z", "-\n\n  - x", "-\n  - x\n\n  para", "> -\n>   - x", "10.\n    - x",
        "-\n  -\n    - x", "-\n  - x\n\n    y", "+\n  - x", "1)\n   1. x", "1.\n  2. x", "-\n  ***",
        "- a\n  -\n  - x", "-\n\t- x", "-\n  - x\n    ```\n    code\n    ```\n- y",
    ]

    static let links = [
        #"[http://x.y/a\_b](http://x.y/a_b)"#, #"[http://x.y/a\_b](http://x.y/a_b) <http://x.y/a_b>"#,
        "`<http://x.y/v>` [http://x.y/v](http://x.y/v)", "`[http://x.y/w]` and <http://x.y/w>",
        "`[http://x.y/w](http://x.y/w)` and <http://x.y/w>", "[http://x.y/w] and <http://x.y/w>",
        "![http://x.y/w](http://x.y/w) and <http://x.y/w>", #"\<http://x.y/w> [http://x.y/w](http://x.y/w)"#,
        "<http://x.y/?a&amp;b> and <http://x.y/?a&amp;b>", "<http://x.y/?a&b>", "<http://x.y/?a&#38;b&uuml;>",
        "<http://x.y/&uuml;> [http://x.y/ü](http://x.y/&uuml;)",
        "[http://x.y/?a&amp;b](http://x.y/?a&amp;b) and <http://x.y/?a&amp;b>",
        "[http://x.y/?a&b](http://x.y/?a&b)",
        "``a ` <http://x.y/v>`` [http://x.y/v](http://x.y/v)", "a ` b <http://x.y/v>\n\nc ` d",
        "`a\nb <http://x.y/v>` [http://x.y/v](http://x.y/v)", "<a@b.c> [a@b.c](mailto:a@b.c)",
        "[http://x.y/v][d]\n\n[d]: http://x.y/v",
    ]

    @Test(arguments: loneTags + emptyItems + links)
    func readsMarkdownAsPresentDoes(markdown: String) throws {
        try withRealPresent(play: false) { present in
            let deck = Array("# T\n\n## S\n\n\(markdown)\n".utf8)
            try present.write("a.slide", deck)
            let comparison = try DeckComparison(
                "a.slide",
                deck,
                reader: MemoryFiles(),
                present: present,
                comparesPage: false
            )
            #expect(comparison.answer.status == 200)
            #expect(comparison.differences.isEmpty, "\(comparison.report("a.slide", deck))")
        }
    }
}
