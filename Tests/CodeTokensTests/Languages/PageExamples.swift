extension MarkedCode {
    static let html = [
        MarkedCode(
            "html",
            "«m:<!DOCTYPE html>»\n<«t:p» «t:class»=«s:\"a b\"» «t:hidden» «t:id»=«s:c»>1 &lt; 2</«t:p»><«t:br»/>"
        ),
        MarkedCode(
            "html",
            "«c:<!-- <p> -->»a < b <«t:style» «t:media»=«s:'x'»>p { «t:top»: «n:1px» }</«t:style»>"
        ),
        MarkedCode("html", "<«t:SCRIPT»>«k:if» (a </ b) «s:\"x\"»;</«t:SCRIPT»> if"),
        MarkedCode("xml", "«m:<?xml version=\"1.0\"?>»<«t:svg:g» «t:xlink:href»=«s:\"#a\"»/><![CDATA[<a>]]>"),
        MarkedCode("html", "<«t:a» «t:href»=«s:\"never closed»"),
        MarkedCode("html", "<«t:script»>«s:'never closed'»\n«k:let» x"),
    ]

    static let css = [
        MarkedCode(
            "css",
            "a:hover, #top2 .h1 { «t:color»: «n:#fff»; «t:--x-1»: -«n:.5em» «k:!important» }"
        ),
        MarkedCode(
            "css",
            "«k:@media» (min-width: «n:40em») { p { «t:margin»: «n:0» «n:-4px» } } «c:/* a; */»"
        ),
        MarkedCode("css", "p { «t:background»: url(«s:\"a;b\"») h1; & a { «t:x»: y } }"),
    ]

    static let python = [
        MarkedCode(
            "python",
            "«m:@app.get»(«s:'/'»)\n«k:async» «k:def» «f:f»(x: int = «n:1_0.5j») -> «n:None»: «c:# y»"
        ),
        MarkedCode(
            "py",
            "x = «s:f\"{a['b']}\"» + «s:rb'\\''» + «s:\"\"\"a\n\"b\\\"\"\"\"» «k:not» «k:in» y.is + «n:.5»"
        ),
        MarkedCode(
            "python",
            "«k:match» x:\n    «k:case» [«n:1», *_]: «k:pass»\nmatch = case(x)\nmatch.case: int"
        ),
        MarkedCode("python", "a @ b\n«s:'never closed»\n«k:class» A: «k:pass»"),
    ]

    static let all =
        go + c + java + javaScript + rust + swift + protobuf + shell + shellSession + dockerfile + makefile
        + yaml + json + sql + toml + ini + diff + goModule + html + css + python
}
