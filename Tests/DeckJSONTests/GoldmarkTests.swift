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

    static let backquotes = [
        "He says ``quoted'' words; run `go build` then `go test` and `go vet`.",
        "``` `a` ``` `b` `c` `d` ``` .", "a `` b `c` `d` `e`", "a ``` b ``c`` `d` ``e`` `f` `g`",
        "# a `` b `c` `d` `e`", "a `` b `c` `d` `e`\n===", "> a `` b\n> `c\n> d` `e`\nand `f`",
        "- a `` b `c`\n  `d` *and `e`* **`f`**", #"a \`` b `c` `d` `e`"#, #"a \\`` b `c` `d` `e\`"#,
        #"a `` b\`c` `d` `e` \` `f`"#, "a `` [b `c`](x) `d` ![e `f`](y) `g`",
        "` `` ``` `a`` `` b` ``` c `` d ` e", "a `` b `c` `d`\n\nand `e` `f`",
        "a `` <http://x.y/v> `<http://x.y/v>` `d` [http://x.y/v](http://x.y/v)",
    ]

    static let breaks = [
        "1. a\\\n  b", "1. a\\\n  `b` c", "> a\\\n   *b*", "- a\\\n b\\\n  c", "- a  \n b", "a\\\n  b",
        "1. *a\\\n  b*",
    ]

    static let fences = [
        "```go\n```go\nx\n```", "```go\n```go\n```go\n```", "    ```go\n    ```go\n    x",
        "    ```go\n      ```go\n    x", "    ```go\n\n```go\nx\n```", "- ```go\n  ```go\n  x\n  ```",
        "> ```go\n> ```go\n> x\n> ```", ">     ```go\n>     ```go", "~~~ go\n~~~ go\n~~~", "```go\n```go\nx",
        "-     ```go\n      ```go",
    ]

    static let tabs = [
        "- a\n  \t- b", "- a\n  \t- b\n  \t- c\n- d", "1. a\n   \t- b", "1. a\n   \t1. b", "- a\n\n  \t- b",
        "- a\n \t- b", "- a\n\t- b", "- \t* a", "> \t* a", ">\t* a", ">  \t* a", "> \t* a\n> b",
        "> - a\n>   \t- b", "- a\n  - b\n   \t- c", "1. a\n   - b\n     \t- c", "* a\n  \t* b\n  * c",
    ]

    static let values = [
        "![a\nb](x.png)", "![a  \nb](x.png)", #"![a > "b"](x.png "c > d")"#, #"[a](x "t > \" & <u>")"#,
        "[a][b]\n\n[b]: x 't > u'", "```a>b\nx\n```", "~~~ \"a&<b>\" c\nx\n~~~", "<http://x.y/?a>",
    ]

    @Test(arguments: loneTags + emptyItems + links + backquotes + breaks + fences + tabs + values)
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
