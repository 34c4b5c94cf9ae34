import DeckModel
import Testing

@testable import DeckSyntax

struct InlineTests {
    @Test(
        arguments: [
            ("_a_b_", "<i>a b</i>"), ("_a__b_", "<i>a_b</i>"), ("_a___b_", "<i>a_ b</i>"), ("_a b_", "_a b_"),
            ("a_b_", "a_b_"), ("(_a)", "(_a)"), ("__", "<i></i>"), ("___", "<i>_</i>"), ("____", "<i>_</i>"),
            ("*", "*"),
            ("*a**b*?", "<b>a*b</b>?"), ("((_a_), _b_, _c_).", "((<i>a</i>), <i>b</i>, <i>c</i>)."),
            ("`a`,`b`", "<code>a , b</code>"), ("`a`, `b`", "<code>a</code>, <code>b</code>"),
            ("``a``", "<code> a`</code>"),
            ("`a``b`", "<code>a`b</code>"), ("`go`get`'s", "<code>go get</code>&#39;s"),
            ("**Ann**", "<b> Ann*</b>"),
            ("*_y_*", "<b>_y_</b>"), ("_y_x_", "<i>y x</i>"), ("_y_x", "_y_x"), ("<_y_>", "&lt;<i>y</i>&gt;"),
            ("$_y_", "$_y_"),
            ("_y_+", "_y_+"), ("★_y_", "★_y_"), ("Markup—_it_—x", "Markup—<i>it</i>—x"),
            ("_a_.b", "<i>a</i>.b"),
            ("a._b_", "a.<i>b</i>"), ("_a_(b_c)", "_a_(b_c)"),
            ("[[http://x.y]]", #"<a href="http://x.y" target="_blank">x.y</a>"#),
            ("[[http://x.y][]]", #"<a href="http://x.y" target="_blank">http://x.y</a>"#),
            ("[[HTTP://x.y]]", #"<a href="HTTP://x.y" target="_blank">HTTP://x.y</a>"#),
            ("[[mailto:a@b]]", #"<a href="mailto:a@b" target="_blank">a@b</a>"#),
            ("[[x:y]]", #"<a href="x:y" target="_blank">y</a>"#),
            ("[[foo/bar]]", #"<a href="foo/bar" target="_self">foo/bar</a>"#),
            ("[[#a]]", ##"<a href="#a" target="_self">#a</a>"##),
            ("[[//h/p]]", #"<a href="//h/p" target="_self">//h/p</a>"#),
            ("[[javascript:f()][t]]", #"<a href="javascript:f()" target="_self">t</a>"#),
            ("[[http://x/_y_]]", #"<a href="http://x/_y_" target="_blank">x/<i>y</i></a>"#),
            ("[[u][so _many_ *G*]]", #"<a href="u" target="_self">so <i>many</i> <b>G</b></a>"#),
            ("[[u][a]b]]", #"<a href="u" target="_self">a]b</a>"#), ("[[u] [a]]", "[[u] [a]]"),
            ("[[u][[[z]]]]", #"<a href="u" target="_self">[[z</a>]]"#),
            ("[[http://a%zz][t]]", #"<a href="http://a%zz" target="_blank">t</a>"#),
            ("[[:x]]", #"<a href=":x" target="_blank">:x</a>"#),
            ("*x[[a]]y*", #"*x<a href="a" target="_self">a</a>y*"#),
            ("[[u]]*c* d", #"<a href="u" target="_self">u</a>*c* d"#),
            ("[[a]][[b]] *c*", #"<a href="a" target="_self">a</a><a href="b" target="_self">b</a> *c*"#),
            ("[[u]], *c*", #"<a href="u" target="_self">u</a>, <b>c</b>"#),
            ("([[u]]) *c*", #"(<a href="u" target="_self">u</a>) <b>c</b>"#), ("", ""),
            ("a & b", "a &amp; b"),
            ("- a\n*b*\nc", "- a\n<b>b</b>\nc"), ("[[]]", #"<a href="" target="_self"></a>"#),
        ])
    func styles(source: String, html: String) {
        #expect([Inline](styled: source).presentHTML == html)
    }

    @Test func holdsUnescapedText() {
        #expect([Inline](styled: "\"_<&>_\"") == [.text("\""), .italic("<&>"), .text("\"")])
        #expect(
            [Inline](styled: "[[http://x/?a&b][a < *b*]]")
                == [.link(url: "http://x/?a&b", label: [.text("a < "), .bold("b")], opensNewTab: true)]
        )
    }

    @Test func joinsPlainText() {
        #expect([Inline](styled: "no markup") == [.text("no markup")])
        #expect([Inline](styled: "a_b c_d [[ ]] *") == [.text("a_b c_d [[ ]] *")])
        #expect([Inline](styled: "").isEmpty)
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            "[[", "_", "_ ", "[[ ", "[[a]", "[[a] ", "]]", "`a", "*_`", "[[u]]", "[[u][", "[[[[ x",
            "\u{A0}[[", "é_",
            "[[a]] [[", "]][[ ", ".*", "[[]", "[[x:",
        ]
    )
    func staysLinearOnHostileText(piece: String) {
        let text = String(repeating: piece, count: 120_000 / piece.utf8.count)
        let start = ContinuousClock.now
        #expect(![Inline](styled: text).isEmpty)
        #expect(![Inline](styled: text + "]]").isEmpty)
        // A quadratic search takes minutes here; this bound is for the slowest machine.
        #expect(ContinuousClock.now - start < .seconds(10))
    }
}

extension [Inline] {
    /// The elements as the real `present` writes them.
    var presentHTML: String {
        map { element in
            switch element {
            case .text(let text): text.escapedAsPresentDoes
            case .italic(let text): "<i>\(text.escapedAsPresentDoes)</i>"
            case .bold(let text): "<b>\(text.escapedAsPresentDoes)</b>"
            case .code(let text): "<code>\(text.escapedAsPresentDoes)</code>"
            case .link(let url, let label, let opensNewTab):
                "<a href=\"\(url.escapedAsPresentDoes)\" target=\"\(opensNewTab ? "_blank" : "_self")\">"
                    + label.presentHTML + "</a>"
            }
        }.joined()
    }
}

extension String {
    fileprivate var escapedAsPresentDoes: String {
        unicodeScalars.map { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&#34;"
            case "'": "&#39;"
            default: String(scalar)
            }
        }.joined()
    }
}
