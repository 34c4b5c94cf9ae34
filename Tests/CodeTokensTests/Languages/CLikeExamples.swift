extension MarkedCode {
    static let go = [
        MarkedCode("go", "«k:package» main «c:// all of it»\r\n«k:func» «f:main»() {}"),
        MarkedCode(
            "go",
            "«k:func» (s *Store[K, V]) «f:Get»(key K) (V, «t:error») { «k:return» s.m[key], «n:nil» }"
        ),
        MarkedCode("go", "«k:func» «f:Map»[T, U «t:any»](in []T, f «k:func»(T) U) []U"),
        MarkedCode("go", "handler := «k:func»(w Writer) «t:error» { «k:return» «n:nil» }"),
        MarkedCode("go", "len := «f:len»(x) + y.len(z) + cap (x)"),
        MarkedCode(
            "go",
            "s := «s:`raw \\`» + «s:\"a\\\"b\"» + «s:'\\''»"
        ),
        MarkedCode("go", "«n:0x1p-2» + «n:1_000.5e+3» + «n:.5» - «n:3i» + a[«n:1»:] + x.y1"),
        MarkedCode("go", "«s:\"never closed»\n«k:return»"),
        MarkedCode("go", "«c:/* never closed\nreturn»"),
        MarkedCode("go", "größe := «n:1»"),
    ]

    static let c = [
        MarkedCode("c", "«m:#include <stdio.h>» «c:// in and out»\n«t:int» main(«t:void»)"),
        MarkedCode("c", "  «m:#define MAX(a, b) \\\n    ((a) > (b))»\nx = a # b;"),
        MarkedCode(
            "c",
            "«m:#define URL \"http://x\"»\n«k:return» u8\u{20}+ «s:L'x'» + «s:u8\"x\"» + «n:NULL»;"
        ),
        MarkedCode("cpp", "«k:auto» s = «s:R\"x(a \" )\" b)x\"»; «k:auto» n = «n:1'000'000»;"),
        MarkedCode("c++", "«k:if» («k:this»->class_ == «n:nullptr») «k:throw» e;"),
    ]

    static let java = [
        MarkedCode(
            "java",
            "«m:@Override» «k:public» «t:int» size() { «k:return» a$b.class; }"
        ),
        MarkedCode("java", "String s = «s:\"\"\"\n  a \"b\"\n  \"\"\"»; «c:/** doc */»"),
    ]

    static let javaScript = [
        MarkedCode("js", "«k:const» half = a / b / «n:2», text = «s:/[/\\]]+/g»;"),
        MarkedCode("js", "«k:return» «s:/a/»; x = (a) / b; y = c[«n:1»] / d / e"),
        MarkedCode("javascript", "x = «s:`a ${`b ${c} \\``} } d`»;"),
        MarkedCode("js", "promise.catch(e => e.default).delete()"),
        MarkedCode("js", "x = / «n:2»\n«k:let» y"),
        MarkedCode("ts", "«k:type» Id = «t:string» | «t:number»; «k:let» x: Id = «n:null»"),
        MarkedCode("typescript", "«m:@Component» «k:class» A { «k:private» b?: «t:any» }"),
    ]

    static let rust = [
        MarkedCode(
            "rust",
            "«m:#[test(name = \"a]b\")]»\n«k:fn» «f:a»<'b>(c: &'b «t:str») -> «t:char» { «s:'c'» }"
        ),
        MarkedCode(
            "rs",
            "«k:let» s = «s:br#\"a \"b\" c\"#»; «s:b'x'»; «s:'\\u{41}'»; «s:'é'»; a != b"
        ),
        MarkedCode("rust", "«k:for» i «k:in» «n:0»..«n:10» { «f:println!»(«s:\"{}\n\"», i); }"),
        MarkedCode("rust", "«c:/* a /* b */ c */» «k:mod» m;"),
    ]

    static let swift = [
        MarkedCode("swift", "«k:let» s = «s:\"a \\(f(\"b\")) c\"», t = «s:#\"a \"b\\\"#»"),
        MarkedCode(
            "swift",
            "«m:#if» DEBUG\n«m:@MainActor» «k:func» «f:run»() «k:async» -> «t:Int» { «n:0x1F» }\n«m:#endif»"
        ),
        MarkedCode(
            "swift",
            "«s:\"\"\"\n  \\(a) \"b\"\n  \"\"\"» + x"
        ),
        MarkedCode("swift", "view.self.init"),
    ]

    static let protobuf = [
        MarkedCode("proto", "«k:message» Order { «k:repeated» «t:string» items = «n:2»; «c:// all»\n}"),
        MarkedCode("protobuf", "«k:rpc» «f:Get»(Id) «k:returns» («k:stream» shop.v1.Order);"),
    ]
}
