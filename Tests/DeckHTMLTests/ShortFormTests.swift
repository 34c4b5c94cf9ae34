import HTMLTree
import Testing

/// What pages leave out, HTML's parser puts in again: nothing else may go.
@Suite struct ShortFormTests {
    private func short(_ html: HTML...) -> String { HTMLPrinter.text(of: .fragment(html), .short) }

    private func p(_ text: String) -> HTML { .tag("p", [], .text(text)) }

    @Test func leavesOutEndTagsWhereWhatFollowsEndsTheElement() {
        #expect(short(.tag("section", [], p("a"), p("b"))) == "<section><p>a<p>b</section>")
        #expect(short(p("a"), .tag("pre", [], "b"), p("c"), .tag("ul")) == "<p>a<pre>b</pre><p>c<ul></ul>")
        #expect(
            short(.tag("ul", [], .tag("li", [], p("a")), .tag("li", [], "b")), p("c"))
                == "<ul><li><p>a<li>b</ul><p>c</p>"
        )
    }

    @Test func keepsEndTagsBeforeAllElse() {
        #expect(short(p("a"), "b") == "<p>a</p>b")
        #expect(short(p("a"), "") == "<p>a</p>")
        #expect(short(p("a"), .raw("<div>")) == "<p>a</p><div>")
        #expect(short(p("a"), .tag("em", [], "b")) == "<p>a</p><em>b</em>")
        #expect(short(.tag("a", [], p("a")), "b") == "<a><p>a</p></a>b")
        #expect(short(.tag("li", [], "a"), p("b")) == "<li>a</li><p>b</p>")
        let marked = MarkedText("a", marks: [.init(tag: 0, range: 0..<1)], tags: [.init("b")])
        #expect(short(p("a"), .marked(marked)) == "<p>a</p><b>a</b>")
    }

    @Test func quotesOnlyWhatNeedsIt() {
        #expect(short(.tag("i", [.init("id", "1"), .init("class", "a b")])) == "<i id=1 class=\"a b\"></i>")
        #expect(short(.tag("i", [.init("id", ""), .init("hidden")])) == "<i id=\"\" hidden></i>")
        for value in ["a=b", "a\tb", "a'b", "a<b", "a>b", "a`b"] {
            let escaped = value.replacing("<", with: "&lt;")
            #expect(short(.tag("i", [.init("id", value)])) == "<i id=\"\(escaped)\"></i>")
        }
        #expect(short(.tag("i", [.init("id", "a\"b&c")])) == "<i id=\"a&quot;b&amp;c\"></i>")
        #expect(short(.tag("a", [.init("href", "a/")], "b")) == "<a href=a/>b</a>")
    }

    @Test func escapesWhatTextMustNotHold() {
        #expect(short("a > b < c & \"d\"") == "a > b &lt; c &amp; \"d\"")
        let text = String(repeating: "<&", count: 100)
        #expect(short(.text(text)) == String(repeating: "&lt;&amp;", count: 100))
        // `html/template` has the same sign for what no page may hold.
        #expect(short("a\0b") == "a\u{FFFD}b" && HTMLPrinter.text(of: "a\0b") == "a\u{FFFD}b")
        #expect(short(.tag("i", [.init("id", "a\0b")])) == "<i id=\"a\u{FFFD}b\"></i>")
    }

    @Test func fullFormsAreWhole() {
        let html = HTML.fragment([p("a > \"b\""), .tag("i", [.init("id", "1")])])
        #expect(HTMLPrinter.text(of: html) == "<p>a &gt; \"b\"</p><i id=\"1\"></i>")
        #expect(HTMLPrinter.text(of: html, .goldmark) == "<p>a &gt; &quot;b&quot;</p><i id=\"1\"></i>")
    }
}
