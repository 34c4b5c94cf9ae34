/// One way to make a deck that the real `present` refuses, or crashes over.
struct DeckFault: Sendable {
    /// Where it stands: it is a body line, or it makes up the whole deck.
    enum Place: Sendable { case body, whole }

    let rule: DeckRule
    let place: Place
    let write: @Sendable (inout DeckGenerator) -> Void

    private static func body(_ rule: DeckRule, _ variants: String...) -> Self {
        Self(rule: rule, place: .body) { $0.add($0.pick(variants)) }
    }

    private static func whole(_ rule: DeckRule, _ variants: [String]...) -> Self {
        Self(rule: rule, place: .whole) { generator in
            let mark = generator.sectionMark
            let title = generator.syntax == .legacy ? "Title" : "# Title"
            generator.add(
                generator.pick(variants).map {
                    $0.replacing("TITLE", with: title).replacing("MARK", with: mark)
                }
            )
        }
    }

    static let all = [
        Self(rule: .lineTooLong, place: .body) { generator in
            let text = String(repeating: "x", count: generator.pick([65_536, 70_000]))
            generator.add(generator.pick(["", ": ", "- "]) + text)
        },
        whole(.titleMissing, [""], ["", ""], ["", "", ""]),
        whole(
            .headerUnexpected,
            ["TITLE", "Sub", "another", "", "MARK A"],
            ["TITLE", "Sub", "2 January 2006", "", "MARK A"],
            ["TITLE", "Sub", "\u{7}\"\\é\u{A0}", "", "MARK A"]
        ),
        whole(.headerUnended, ["TITLE"], ["TITLE", "Sub"], ["TITLE", "Tags: x", ": note"]),
        whole(.authorsUnended, ["TITLE", ""], ["TITLE", "", "Ann", ""], ["TITLE", "", "", "Ann", "a@b.c"]),
        whole(.headerWithoutBlank, ["TITLE", "MARK A"], ["TITLE", "Tags: a", "MARK A"]),
        whole(
            .commentSelectsMarkdown,
            ["# comment", "Title", "", "* Slide"],
            ["# comment", "Title", "Sub", "", "* A"]
        ),
        whole(
            .unexpectedLine,
            ["TITLE", "", "MARKbold x"],
            ["TITLE", "", "MARK\tA"],
            ["TITLE", "", "Ann", "", "MARKx", "MARK A"]
        ),
        Self(rule: .badlyNested, place: .body) { generator in
            let deeper = generator.deeperMark
            let mark = generator.sectionMark.prefix(1)
            generator.add(generator.sectionMark + " Nesting")
            generator.add("")
            generator.add(generator.pick(["\(deeper)bold text", "\(deeper)\(mark) Skipped", "\(deeper)\t"]))
        },
        body(.unknownCommand, ".Code x", ".codex", ".", "...", ".unknown \"q\" \\ é\u{1}", ".IMAGE a"),
        body(
            .sizeInvalid,
            ".image a x 1",
            ".image a 1 -2",
            ".iframe a 9223372036854775808 1",
            ".video a b _x 1",
            ".image a / 1",
            ".image a 1x 2",
            ".image a 1 /x"
        ),
        body(.imageArguments, ".image", ".image a 1", ".iframe a 1 2 3", ".iframe", ".image a _ _ _"),
        body(.videoArguments, ".video", ".video a", ".video a b 1", ".video a b 1 2 3"),
        body(
            .linkUnreadable,
            ".link",
            ".link :x",
            ".link http://a%zz/",
            ".link http://[x",
            ".link http://a:80a/ b",
            ".link a:b:c%zz/x:y\u{7F}",
            ".link 1:x y"
        ),
        body(.htmlUnreadable, ".html", ".html a b", ".html missing.html", ".html sub"),
        body(.backgroundMissing, ".background", ".background  "),
        body(
            .codeSyntax,
            ".code",
            ".play  ",
            ".code code.go HL",
            ".code HL",
            ".code\u{A0}code.go",
            ".play -edit "
        ),
        body(
            .codeUnreadable,
            ".code missing.go",
            ".code -foo code.go",
            ".code -edit",
            ".play sub",
            ".code sub/missing/x.go"
        ),
        body(
            .addressNoMatch,
            ".code code.go /nowhere/",
            ".code code.go /START/,/nowhere/",
            ".play code.go /zz+/"
        ),
        body(
            .addressOutOfRange,
            ".code code.go 99",
            ".code code.go $+",
            ".code code.go #9999",
            ".code code.go 2-9"
        ),
        body(
            .addressSyntax,
            ".code code.go a",
            ".code code.go 1;3",
            ".code code.go /START/, /END/",
            ".code code.go -/x/",
            ".code code.go /L(3/",
            ".code code.go 99999999999999999999",
            ".code code.go 1 -edit",
            ".code code.go HLa HLb",
            ".code code.go /a{2000}/",
            ".code code.go /(?=x)/",
            ".code code.go é"
        ),
        body(.addressCrash, ".code code.go /a\\", ".code code.go $-#1"),
    ]
}
