extension MarkedCode {
    static let yaml = [
        MarkedCode(
            "yaml",
            "---\n«t:a»: «n:1»\n«t:b c»: d#e «c:# f»\n«t:\"g\"»: «s:'it''s'» \n«t:h»:\n  - «t:i»: «n:true»"
        ),
        MarkedCode(
            "yml",
            "- «m:&x» «t:!!str» a\n- «m:*x»\n- http://a:b\n- «n:-1.5e3»\n- 1.2.3\n- 10m\n-"
        ),
        MarkedCode("yaml", "«t:a»: | «c:# c»\n  «s:one: 1\n\n  # two»\n\n«t:b»: >-\n  «s:x»\n «c:# y»"),
        MarkedCode("yaml", "- «t:a»: |\n    «s:x»\n  «t:b»: {«t:c»: [«n:1», d e, «s:\"f\"»], «t:\"g\"»:h}"),
        MarkedCode("yaml", "- |\n «s:x»\n- y\n«t:k»: a | b > c & d * e"),
        MarkedCode("yaml", "«m:%YAML 1.2»\n--- «m:&a»\n? k\n: «n:~»"),
        MarkedCode("yaml", "«t:time»: 12:30:45\n«t:port»: «s:\"80\n  81\"»\n«t:url»: http://x:80/#a"),
        MarkedCode("yaml", "«t:a»: |\n\n\n"),
        MarkedCode("yaml", "«t:x»: «s:\"never closed»"),
    ]

    static let json = [
        MarkedCode("json", "{«t:\"a\"»: «s:\"b\\\"\"», «t:\"c\"» : [«n:-1.5e+3», «n:true», «n:null»]}"),
        MarkedCode("jsonc", "«c:// a»\n{} «c:/* b */» «s:\"open»\n"),
    ]

    static let sql = [
        MarkedCode(
            "sql",
            "«k:SELECT» a.select, count, «s:'it''s'» «k:from» t «c:-- all»\n«k:WHERE» b = «n:NULL»;"
        ),
        MarkedCode(
            "sql",
            "«k:create» «k:table» «s:\"order\"» (id «t:bigint», n «t:numeric»(«n:10», «n:2»)); @set :from $«n:1»"
        ),
        MarkedCode("postgresql", "«c:/* a /* b */ c */» «k:insert» «k:into» größe «k:values» («n:1.5»)"),
    ]

    static let toml = [
        MarkedCode(
            "toml",
            "«k:[a.\"b\"]» «c:# c»\n«t:d.e» = «n:1979-05-27 07:32:00» «c:# f»\n«t:'g'» = [«n:1», «s:'C:\\'», x]"
        ),
        MarkedCode(
            "toml",
            "«t:a» = «s:\"\"\"\nb = 1\n\"\"\"»\n«t:c» = {«t:d» = «n:-1.5», «t:e» = «n:inf»}\n«k:[[f]]»"
        ),
        MarkedCode("toml", "«t:a» = [\n  «n:1», «c:# one»\n  «s:\"b\"»,\n]\n«t:c» = «s:'''\nd'''»"),
    ]

    static let ini = [
        MarkedCode("ini", "«k:[a]»\n«t:b» = «s:c d» «c:; e»\n«c:# f»\nlonely\n«t:g»:«s:h»"),
        MarkedCode("conf", "«t:empty»=\n«k:[never closed»\n«t:a»=«s:b»"),
    ]

    static let diff = [
        MarkedCode(
            "diff",
            "«m:diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@»\n a\n«d:-b\n-c»\n«i:+d\n+»\n e\n"
        ),
        MarkedCode("patch", "«i:> a»\n.\n«d:< b»"),
    ]

    static let goModule = [
        MarkedCode(
            "gomod",
            "«k:module» example.org/a\n\n«k:go» «n:1.25»\n«k:require» (\n\tb.org/c «n:v1.2.3» «c:// indirect»\n)"
        ),
        MarkedCode("go.mod", "«k:replace» a => «s:\"../a b\"»\n«k:retract» [«n:v1.0.0», «n:v1.1.0»]\n\tgo"),
    ]
}
