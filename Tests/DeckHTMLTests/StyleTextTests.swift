import HTMLTree
import Testing

/// Addresses in style sheets are found where browsers find them, and nothing else changes.
@Suite struct StyleTextTests {
    private func changed(_ css: String) -> String { StyleText.rewrite(css) { .address("N/" + $0.address) } }

    @Test(arguments: [
        ("a { b: url(x.png) }", "a { b: url(\"N/x.png\") }"),
        ("b: URL( 'x y.png' ) , url(\"z\")", "b: url(\"N/x y.png\") , url(\"N/z\")"),
        ("b: url(a\\)b), url('\\61 b'), url('a\\\nb')", "b: url(\"N/a)b\"), url(\"N/ab\"), url(\"N/ab\")"),
        ("b: url(x\\22 {)", "b: url(\"N/x\\22 \\7b \")"),
        (
            "b: image-set(\"x\" 1x, url(y) type(\"image/png\"))",
            "b: image-set(url(\"N/x\") 1x, url(\"N/y\") type(\"image/png\"))"
        ),
        ("@import 'x' screen; @IMPORT url(y);", "@import url(\"N/x\") screen; @import url(\"N/y\");"),
    ])
    func changesAddresses(_ css: String, _ expected: String) {
        #expect(changed(css) == expected)
    }

    @Test(arguments: [
        "", "a { b: c }", "/* url(x) */ @media (x) { }", "a { content: \"url(x)\" } b { c: 'd(' }",
        "a { b: url(#c); d: my-url(x) format(\"y\") }", "@namespace url(http://example.org/);",
        "a { b: url(x y) }", "a { b: url(\"x\n) }", "a { b: url(", "@import", "@import x;", "\\", "a{b:c(\\",
        "a { b: url() }", "/* never", "é { content: \"\\é\" } @ñ url(#é)",
    ])
    func leavesAllElseAsItIs(_ css: String) {
        #expect(changed(css) == css)
    }

    @Test func tellsFontsFromPicturesAndSheets() {
        let css = "@import 'a'; @font-face { src: url(b) format('c') } d { e: url(f) }"
        let found = StyleText.references(in: css)
        #expect(found.map(\.address) == ["a", "b", "f"])
        #expect(found.map(\.use) == [.sheet, .font, .image])
    }

    @Test func putsSheetsInUnderTheirConditions() {
        let imports = "@import 'a';@import 'b' layer(l) supports(c: d) print and (e);@import 'f' layer;"
        #expect(
            StyleText.rewrite(imports) { .sheet("/*\($0.address)*/") } == """
                /*a*/
                @layer l{@supports (c: d){@media print and (e){/*b*/}}}
                @layer{/*f*/}

                """
        )
    }

    @Test func changesEveryAddressOfASet() {
        let set = " a.png 1x, b,c.png 2x,d.png, data:image/png;base64,AA== 3x,e.png calc(1, 2)"
        let changed = " [a.png] 1x, [b,c.png] 2x,[d.png], [data:image/png;base64,AA==] 3x,[e.png] calc(1, 2)"
        #expect(SourceSet.rewrite(set) { "[\($0)]" } == changed)
        #expect(SourceSet.addresses(in: "") == [] && SourceSet.addresses(in: " , ") == [])
    }
}
