extension DeckGenerator {
    static let markdownPieces = [
        DeckPiece(
            .markdownBlock,
            oneOf: [
                ["one line"], ["two", "lines"], ["a", "", "b", "", "", "c"], ["\ttab code", "", "text"],
                ["text", "\tmore"],
                ["- a", "\t- b", "\t\t- c"], ["a\tb", "\t\t\tx"], ["text", "", "   ", "\t"],
                ["\u{A0}nbsp", "\u{2003}em space"],
            ]
        ),
        DeckPiece(
            .markdownSplit,
            oneOf: [
                ["1. a", "2. b", "", ".image x.png", "", "3. c", "4. d"], ["- a", "", ": note", "", "- b"],
                ["[a]: http://x.y", "", ".caption c", "", "[a]"], ["para", "", ".image y.png", "", "para"],
            ]
        ),
        DeckPiece(
            .swallowedCommand,
            oneOf: [["text", ".image x.png"], ["text", ".unknown x"], ["- a", ".code no.go"]]
        ),
        DeckPiece(
            .swallowedHeading,
            oneOf: [["text", "## Next", "", "more"], ["text", "# H1", "", "more"], ["a", "### Deep"]]
        ),
        DeckPiece(.swallowedNote, oneOf: [["text", ": note"], ["text", ":", "more"]]),
        DeckPiece(
            .swallowedNothing,
            oneOf: [
                ["text", "// c", ".image x.png"], ["text", "  ", ".image x.png"], ["text", "// c", ": note"],
                ["text", "// a", "// b", "text"], ["text", "\t", ": note"],
            ]
        ),
        DeckPiece(
            .hashLine,
            oneOf: [["#include <x>"], ["#x", "text"], ["text", "", "#tag", "more"], ["#{y}"]]
        ),
        DeckPiece(
            .fenceComment,
            oneOf: [
                ["```go", "// gone", "x := 1", "```"], ["~~~", "a", "//gone", "~~~"],
                ["```", "\t// stays", " // stays", "```"],
            ]
        ),
        DeckPiece(
            .fenceBroken,
            oneOf: [
                ["```", "a", "", ".caption x", "", "b", "```", "text"],
                ["```yaml", "a: 1", "", ": note", "", "b: 2", "```"],
                ["```c", "x", "", "#include <y>", "z", "```"], ["```", "a", "#b", "c", "```"],
                ["```", ".image a.png", "```"],
            ]
        ),
        DeckPiece(
            .indentedHeading,
            oneOf: [
                [" # Heading", "text"], ["  ## Heading {#id}"], ["Setext", "==="],
                ["Setext", "two lines", "---", "text"],
                ["   ###### Six ##"], [" #"], ["    # code"],
            ]
        ),
        DeckPiece(.markdownInline) { generator in
            for _ in 0..<Int.random(in: 1...3, using: &generator.random) {
                generator.add(generator.markdownText())
            }
        },
        DeckPiece(
            .markdownLinks,
            oneOf: [
                ["[a](http://x.y/é?q=1&r=2 \"Title & 'more'\")"], ["<http://x.y/a_b> and <ann@example.org>"],
                ["![alt *text* `c`](pic.png \"T\")"], ["[a][r] [r] [R][]", "", "[r]: /url_(x) 'ref title'"],
                ["[a]( <b c> )"], ["[![i](x.png)](y)"], ["[http://x](http://x) <http://x>"],
                ["[a](javascript:x)"], ["[a]()"],
                ["<https://a.b?c=d&e> [https://a.b](https://a.b)"], ["http://bare.example www.bare.example"],
                ["- [http://x](http://x)", "- <http://x>"], ["> <http://q.r>", "> [http://q.r](http://q.r)"],
                ["a <mailto:x@y.z> [x@y.z](mailto:x@y.z)"], ["[a](x%20y%zz\\\"[)"],
                ["[**b** `c`](/d)", "![](e)"],
            ]
        ),
        DeckPiece(
            .markdownLists,
            oneOf: [
                ["- a", "- b"], ["- a", "", "- b"], ["* a", "  * b", "    * c"], ["3. c", "4. d"],
                ["1) a", "2) b"],
                ["- a", "", "  para", "- b"], ["1. a", "   - b", "", "   - c"], ["- ", "- x"],
                ["- ```", "  code", "  ```"],
                ["- > quote", "- b"], ["+ a", "- b"], ["0. zero"], ["- a", "+ b", "* c"],
                ["- a", "text", "- b"], ["10. x", "    y"],
                ["- a", "  - b", "", "- c"], ["-   a", "", "    b"], ["- - a"], ["- ## not margin", "- b"],
                ["1. a", "", "", "2. b"],
            ]
        ),
        DeckPiece(
            .markdownCode,
            oneOf: [
                ["```go", "x := \"a\" < b && c + 'd'", "", "```"], ["~~~", "a", "~~~", "text"],
                ["    code", "    more", "", "text"],
                ["```sh title=\"x\"", "$ ls", "```"], ["````", "```", "````"],
                ["  ```", "    a", "  b", "  ```"], ["```", "```"],
                ["```a&b", "x", "```"], ["> ```", "> q", "> ```"], ["``` c++ {1}", "y", "```"],
            ]
        ),
        DeckPiece(
            .markdownOpenCode,
            oneOf: [
                ["```go", "open"], ["    code"], ["text", "", "    code", "    end"],
                ["- a", "", "      code"], ["~~~", "a", "", "b"],
                ["> ```", "> open"], ["```"], ["    a", "", "    b"], ["> code", "", "    x"],
                ["- ```", "  x"], ["1. a", "", "       b"],
                ["```", "  x", "   "], ["```x", "", "y"],
                ["- ```", "  x", "", "- a"], ["> - ```", ">   x", ">", "> - a"], ["- <!--", "", "- b -->"],
                ["- - ```", "    x", "", "- a"],
            ]
        ),
        DeckPiece(
            .markdownHTML,
            oneOf: [
                ["<div class=\"x\">", "*raw*", "</div>", "", "*not raw*"],
                ["text <b>raw</b> <i>more</i> <br/>"], ["<!-- comment -->"],
                ["<div>", "", "*a*", "", "</div>"], ["a <span title='x>y'>b</span>"], ["<p>one line</p>"],
                ["<pre>x</pre>"],
                ["<!-- two", "lines -->", "text"], ["<b>inline start</b>"], ["<hr>"],
                ["<table>", "<tr><td>1</td></tr>", "</table>"],
            ]
        ),
        DeckPiece(
            .markdownStray,
            oneOf: [
                ["<script>", "var x = 1;", "</script>"], ["<style>", "p { color: red }", "</style>"],
                ["<pre>", "x", "</pre>"],
                ["<textarea>", "a", "</textarea>"], ["<pre>", "x", "</pre> *"],
                ["<pre>", "a", "", "b", "</pre>"],
                ["<pre>", "a</pre> -"], ["text", "", "<pre>", "x", "</pre>"],
                ["- a", "", "<pre>", "x", "</pre>"],
            ]
        ),
        DeckPiece(
            .markdownQuote,
            oneOf: [
                ["> quote", "> more", "lazy"], ["> a", ">", "> b"], ["> > nested", "> x"],
                ["***", "---", "___"], ["a  ", "b\\", "c"],
                ["&copy; &amp; &#65; &nope; &quot;"], ["> - a", "> - b"], ["* * *"], ["> ## in quote"],
                ["a \"q\" 'p' + & < >"],
                ["\\*not\\* \\`x\\` \\\\ \\a"], ["trailing   ", "x"],
                ["[d]: /e", "---", "", "[d]"], ["[d]: /e", "---", "text"], ["> [d]: /e", "> -----"],
                ["[d]: /e", "---", "text", "---"], ["- ```", "  x", "     ", "  y", "  ```"],
                ["[d]: /e", "- x"],
            ]
        ),
    ]

    /// A line of Markdown with inline marks.
    mutating func markdownText() -> String {
        let parts = [
            "word", "*em*", "**strong**", "***both***", "_em_", "__strong__", "`code`", "`` a`b ``",
            "snake_case_name", "a*b*c",
            "**a *b* c**", "\\*x\\*", "&lt;", "5 < 6", "[x]", "![y", "*open", "`open", "ünï", "2*3*4", "_a_b",
            "*a **b***", "<b>",
            "![i](p.png)", "[l](u)", "<http://a.b>", "'q'", "\"q\"", "a & b", "__a_b__", "`a  b`", "x\\",
            "&#x41;", "**", "~~s~~",
        ]
        var words: [String] = []
        for _ in 0..<Int.random(in: 1...6, using: &random) { words.append(pick(parts)) }
        return words.joined(separator: pick([" ", " ", " ", "", ", "]))
    }
}
