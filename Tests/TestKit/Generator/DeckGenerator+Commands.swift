extension DeckGenerator {
    static let commandPieces = [
        DeckPiece(.image) { $0.add(".image \($0.address())") },
        DeckPiece(.image, .sizes) { $0.add(".image \($0.address()) \($0.size()) \($0.size())") },
        DeckPiece(.iframe) {
            $0.add(".iframe \($0.address())" + ($0.random.chance(50) ? " \($0.size()) \($0.size())" : ""))
        },
        DeckPiece(.video) {
            let size = $0.random.chance(50) ? " \($0.size()) \($0.size())" : ""
            $0.add(
                ".video \($0.address()) \($0.pick(["video/webm", "video/mp4;codecs=\"x+y\"", "a<b"]))\(size)"
            )
        },
        DeckPiece(.link) {
            $0.add(
                ".link \($0.linkAddress()) \($0.pick(["label", "two  words", "_styled_ *label*", "[[u][v]] x", "a & <b>"]))"
            )
        },
        DeckPiece(.linkOwnLabel) { $0.add(".link \($0.linkAddress())") },
        DeckPiece(.html, oneOf: [[".html page.html"], [".html  page.html "], [".html empty.html"]]),
        DeckPiece(.caption) { $0.add(".caption \($0.styledText())") },
        DeckPiece(
            .caption,
            oneOf: [
                [".caption"], [".caption   spaces  "], [".caption\ttab [[http://x.y]]"],
                [".caption [a](b) <i>"],
            ]
        ),
        DeckPiece(
            .background,
            oneOf: [
                [".background x.png"], [".background a.png", ".background b.png"],
                [".background http://x.y/z?a=1"],
            ]
        ),
        DeckPiece(.backgroundSurplus, oneOf: [[".background x.png y"], [".background a b c"]]),
        DeckPiece(
            .relativePath,
            oneOf: [
                [".code sub/part.txt"], [".code ./sub/../code.go 1"], [".code /code.go 2"],
                [".html sub/../page.html"],
                [".code ../shared.txt"], [".play sub//part.txt"],
            ]
        ),
    ]

    mutating func address() -> String {
        pick([
            "a.png", "http://x.y/z.png", "data:image/png;base64,AA", "x.png?t=1:2", "./a:b", "a'b(c)é.png",
            "a%20b.png", "a%zz",
            "//h/p", "#frag", "a\"b", "a+b&c=d", "HTTPS://X/y", "javascript:x", "/abs/p.png", "<x>",
            "a|b{c}\\d^e`f",
        ])
    }

    mutating func size() -> String {
        pick(["100", "0", "007", "_", "/x/", "//", "$", "$abc", "9223372036854775807"])
    }

    mutating func linkAddress() -> String {
        pick([
            "http://x.y/z", "https://a.b", "mailto:a@b.c", "tel:1", "HTTP://X.Y/z", "/r?u=http://x", "a/b",
            "#f", "http://u:p@h/q",
            "http://x/%41é\"q", "/%41", "http://", "javascript:x", "ftp://f/g", "//h/p?q#r",
            "http://[::1]:80/", "?q", "x?",
            "http://h/a%2Fb#c%20d", "http://u@h", "/a_b_/*c*", "http://x/a:b",
        ])
    }

    static let codePieces = [
        DeckPiece(
            .code,
            .listingDisplay,
            oneOf: [[".code code.go"], [".code  code.go "], [".code\tcode.go"], [".code crlf.txt"]]
        ),
        DeckPiece(
            .play,
            .listingDisplay,
            oneOf: [[".play code.go"], [".play code.go /START/,/END/"], [".play sub/part.txt 2"]]
        ),
        DeckPiece(.play) { $0.add(".play code.go \($0.pick(["$", "1", "3,", "/func/,/^}/", "/tail/,"]))") },
        DeckPiece(
            .codeFlags,
            oneOf: [
                [".code -edit code.go"], [".code -numbers code.go 3,5"], [".play -edit -numbers code.go"],
                [".code -numbers -edit code.go"],
            ]
        ),
        DeckPiece(
            .codeHighlight,
            .listingDisplay,
            oneOf: [
                [".code code.go HLmain"], [".code code.go /START/,/END/ HLmain"], [".code code.go HLnone"],
                [".code code.go 1,5 HLa_1"],
                [".play code.go HLmain"], [".code HL HLmain"],
            ]
        ),
        DeckPiece(.addressLines) { $0.add(".code code.go \($0.pick(["3", "0", "2", "9", "$", "1"]))") },
        DeckPiece(.addressRange) {
            $0.add(
                ".code code.go "
                    + $0.pick([
                        "2,4", "4,2", "2,", ",3", ",", "2,1", "0,3", "1,3,5", "$,1", "2,$", "3,+2", "3+,5",
                        "$-2,$", "/L3/-1,/tail/",
                        "/START/,/END/", "/END/,/START/", "/START/+,/END/-", "/START/+1,/END/-1",
                        "/START/-2,/END/+1", "3,$-1",
                    ])
            )
        },
        DeckPiece(.addressRelative) {
            $0.add(
                ".code code.go "
                    + $0.pick([
                        "+", "++", "-", "--", "3+", "3++", "3+-", "$-1", "$-2", "/START/+", "/START/-2",
                        "/START/+0", "+/main/", "/START/+2-1",
                    ])
            )
        },
        DeckPiece(.addressCharacters) {
            $0.add(
                ".code code.go "
                    + $0.pick(["#3", "#3,#6", "#3-#1", "3+#2", "5-#4", "3,+#1", "#0,#9", "/é/+#1", "+#2"])
            )
        },
        DeckPiece(.addressRegexp) {
            $0.add(
                ".code code.go "
                    + $0.pick(
                        [
                            "/main/", "/START OMIT/,/END OMIT/", "/func", "/func/,/^}", "/x*/", "//", "5//",
                            "/$/", "/(?i)FUNC/", "/[a-z]+\\(/",
                            "/START/ /x", "/main//package/", "/^}$/", "/\\pL+é/", "/a\\/b/",
                            "/[[:alpha:]]{3}/", "/\\Q(\"\\E/", "/tail/,/package/",
                        ].filter { $0 != "/START/ /x" }
                    )
            )
        },
        DeckPiece(
            .listingOmit,
            oneOf: [
                [".code omit.txt"], [".code omit.txt 2,5"], [".code omit.txt /hidden/"],
                [".play omit.txt 3,"], [".code empty.html"],
            ]
        ),
        DeckPiece(.listingLongLine, oneOf: [[".code long.txt"], [".code long.txt 1,"]]),
    ]

    /// Puts the files beside the deck that its commands name.
    mutating func addFiles() {
        let folder = "d\(number)/"
        let code = """
            package main

            import "fmt" // HL
            // START OMIT
            func main() { // HLmain
            \tfmt.Println("a < b & c + 'd'", `é`) // HLmain
            \tx := 1 // HL // HLa_1
                keep("a/b") // OMIT\u{20}
              indented := 2 // HLmain x
            }
            // END OMIT
            // L3 // HLmain

            // HLmain
            tail

            """
        files[folder + "code.go"] = Array((random.chance(20) ? String(code.dropLast(2)) : code).utf8)
        files[folder + "HL"] = Array("one // HLmain\ntwo\n".utf8)
        files[folder + "crlf.txt"] = Array("a\r\n\tb // HL\r\n\r\nc OMIT\r\nd\r\r\n".utf8)
        files[folder + "omit.txt"] = Array(
            "\n\nfirst\nhidden OMIT\nfooOMIT\n\n/* OMIT */\n  \nlast \u{1}\n\n".utf8
        )
        files[folder + "long.txt"] =
            Array("a\n".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 70_000) + Array("\nb\n".utf8)
        files[folder + "empty.html"] = []
        files[folder + "page.html"] = Array(
            "<p class=\"raw\">raw <b>html</b> &amp; text</p>\n<div>x</div>".utf8
        )
        files[folder + "sub/part.txt"] = Array("part one\npart two".utf8)
        files["shared.txt"] = Array("shared\n".utf8)
    }
}
