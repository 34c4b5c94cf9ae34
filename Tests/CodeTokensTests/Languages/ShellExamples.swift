extension MarkedCode {
    static let shell = [
        MarkedCode("sh", "«f:docker» run «t:--rm» «t:-p» 8080:80 «t:--replicas»=«n:3» \\\n  nginx «c:# web»"),
        MarkedCode("bash", "A=«n:1» B=«s:\"x y\"» «f:make» all; C=«m:$B»\n«f:echo» a#b $"),
        MarkedCode(
            "sh",
            "«k:if» ! «f:grep» «t:-q» x file && [ «m:$?» «t:-eq» «n:0» ]; «k:then» «f:exit» «n:1»; «k:fi»"
        ),
        MarkedCode(
            "sh",
            "«k:case» «m:$1» «k:in»\n  start|stop) «f:run» «m:$1» ;;\n  *) «f:usage»;;\n«k:esac»\n«f:ls»"
        ),
        MarkedCode("sh", "«k:for» f «k:in» in do done; «k:do» «f:cat» «m:$f»; «k:done» > in"),
        MarkedCode(
            "sh",
            "x=$(«f:date» «t:-u») && «f:echo» «s:\"$(cat \"$x\")\"» «s:'a\nb'» | «f:sudo» «f:tee» log «n:2»>&«n:1»"
        ),
        MarkedCode(
            "sh",
            "«f:cat» «s:<<-'EOF'» > file\n«s:\tif $x\n\tEOF»\n«f:ls» «s:<<A» «s:<<B»\n«s:1\nA»\n«s:2\nB»\n«f:w»"
        ),
        MarkedCode(
            "sh",
            "«f:f»() { «f:ls» «m:${}»; }\n«k:function» «f:g» { «f:wc» <<< «m:${a:-b c}»; }"
        ),
        MarkedCode(
            "sh",
            "echo=`«f:date»`; «s:\"$CC\"» «t:-o» x; «f:./run»"
        ),
        MarkedCode("sh", "«f:cat» «s:<<EOF»\n«s:never closed»"),
    ]

    static let shellSession = [
        MarkedCode("console", "«p:$ »«f:docker» run \\\n«p:> »  «t:-d» nginx\n«o:4f5e\nok»\n«p:$ »«f:ls»\n"),
        MarkedCode(
            "sh-session",
            "«o:# root is no prompt\n$»\n«p:$ »«f:echo» \\\n  «t:-n» a\n«o:> no prompt»"
        ),
        MarkedCode("sh-session", "«p:$ »«f:echo» «s:\"never closed»\n«o:output»"),
        MarkedCode(
            "shell-session",
            "«p:$ »«f:docker» stop x «c:# by name»\n«o:x»"
        ),
        MarkedCode("sh-session", "«o:\na»"),
        MarkedCode(
            "sh-session",
            "«p:$ »«f:a» \\\r\n«p:> »«t:--b»\r\n«o:c\r»\n"
        ),
    ]

    static let dockerfile = [
        MarkedCode(
            "dockerfile",
            "«c:# syntax=docker/dockerfile:1»\n«k:FROM» «t:--platform»=«m:$BUILDPLATFORM» golang:1 «k:AS» build"
        ),
        MarkedCode(
            "docker",
            "«k:run» «f:apk» add \\\n  «c:# certificates»\n  ca-certificates && \\\n\n  «f:rm» «t:-rf» /tmp\n«k:USER» me"
        ),
        MarkedCode(
            "docker",
            "«k:CMD» [«s:\"sh\"», «s:\"-c\"»]\n«k:CMD» «f:sh» «t:-c» x\n«k:ENV» A=«s:'b'» C=«m:${D:-e}»"
        ),
        MarkedCode(
            "docker",
            "«k:RUN» «s:<<EOF»\n«f:apt-get» update\n«c:# then»\n«f:ls»\n«s:EOF»\n«k:EXPOSE» 80"
        ),
        MarkedCode(
            "docker",
            "«k:COPY» «s:<<\"A\"» --chown=x /a\n«s:FROM x\nA»\n«k:ONBUILD» «k:RUN» «f:make»"
        ),
        MarkedCode(
            "docker",
            "«k:HEALTHCHECK» «t:--interval»=5s \\\n  «k:CMD» «f:curl» «t:-f» localhost || «f:exit» «n:1»"
        ),
        MarkedCode("containerfile", "NOTHING known \"here\""),
    ]

    static let makefile = [
        MarkedCode(
            "make",
            "«k:export» A := «m:$(shell date)» «c:# now»\n«f:all» «f:b»: «m:$(A)» c\n\t@«f:echo» «m:$@» $«m:$A» «m:$(A)»"
        ),
        MarkedCode("makefile", "«m:ifdef A»\n«f:x»: ; y\n«m:endif»\ndefinitely = 1"),
        MarkedCode(
            "make",
            "«f:a»:\n\t-«k:for» f «k:in» a; \\\n\t«k:do» «f:b»; «k:done»"
        ),
    ]
}
