import SourceText
import TestKit
import Testing

/// What the parser says of commands and of the files that they show.
struct CommandDiagnosticTests {
    private func body(_ text: String) -> String { "T\n\n* A\n\n\(text)\n" }

    @Test(arguments: ["...", ".", ".5", "..x"])
    func takesADotForTextWhereNoNameFollows(name: String) {
        expectParse(
            body("1️⃣\(name)1️⃣ x"),
            ["1️⃣": .error("deck.command.unknown")],
            fixed: body("\\\(name) x")
        )
    }

    @Test(arguments: [".Caption", ".CAPTION"])
    func writesACommandInSmallLetters(name: String) {
        expectParse(
            body("1️⃣\(name)1️⃣ x"),
            ["1️⃣": .error("deck.command.unknown")],
            fixed: body(".caption x")
        )
    }

    @Test(arguments: [(".imgae", ".image"), (".cod", ".code"), (".nope", nil), (".gitignore", nil)])
    func leavesAWordThatMayBeACommand(name: String, meant: String?) {
        let source = SourceFile(name: "a.slide", text: body("\(name) x"))
        let found = parseDiagnostics(source)
        #expect(found.map(\.id) == ["deck.command.unknown"])
        #expect(found.flatMap(\.fixes) == [])
        let question = meant.map { "did you mean '\($0)'?" }
        #expect(found.flatMap(\.notes).map(\.text).first { $0.hasPrefix("did you mean") } == question)
    }

    @Test(arguments: [
        ".code", ".play -edit", ".image", ".image x.png 1", ".image x.png 1 2 3", ".video x.webm",
        ".video x.webm video/webm 1",
        ".iframe", ".link", ".html", ".html a b", ".background",
    ])
    func findsArgumentsOfAWrongNumber(command: String) {
        let expected: ExpectedFinding =
            command == ".play -edit" ? .error("deck.file.unreadable") : .error("deck.command.arguments")
        // A flag without a file is taken for the file.
        let marked = command == ".play -edit" ? ".play 1️⃣-edit1️⃣" : "1️⃣\(command)1️⃣"
        expectParse(body(marked), ["1️⃣": expected])
    }

    @Test(arguments: ["a", "1x", "/", "__", "99999999999999999999"])
    func findsAWrongSize(size: String) {
        expectParse(body(".image x.png 10 1️⃣\(size)1️⃣"), ["1️⃣": .error("deck.command.size")])
    }

    @Test func findsAddressesThatThePageDoesNotTake() {
        expectParse(
            body(".image 1️⃣data:image/png,x1️⃣\n.link 2️⃣javascript:f()2️⃣ x"),
            ["1️⃣": .warning("deck.address.blocked"), "2️⃣": .warning("deck.address.blocked")]
        )
    }

    @Test func findsALinkThatIsNoAddress() {
        expectParse(body(".link 1️⃣:x1️⃣ label"), ["1️⃣": .error("deck.link.unreadable")])
    }

    @Test func findsMarkdownWhereLegacyStylingIsDone() {
        expectParse(
            body("1️⃣.caption see [x](y)1️⃣\n2️⃣.link http://x.y [x](y)2️⃣"),
            ["1️⃣": .warning("deck.label.markdown-link"), "2️⃣": .warning("deck.label.markdown-link")]
        )
    }

    @Test func findsWhatFollowsABackground() {
        expectParse(body(".background x.png 1️⃣y.png1️⃣"), ["1️⃣": .warning("deck.background.surplus")])
    }

    @Test func findsABackgroundOfAPart() {
        expectParse(body("** B\n\n1️⃣.background x.png1️⃣"), ["1️⃣": .warning("deck.background.hidden")])
    }

    @Test func findsFilesThatAreMissingOrFolders() {
        expectParse(
            body(".code 1️⃣x.go1️⃣\n.html 2️⃣x.html2️⃣\n.play 3️⃣sub3️⃣"),
            files: ["sub/y.go": ""],
            [
                "1️⃣": .error("deck.file.unreadable"), "2️⃣": .error("deck.file.unreadable"),
                "3️⃣": .error("deck.file.unreadable"),
            ]
        )
    }

    @Test func findsAHighlightWithoutAName() {
        expectParse(
            body(".code x.go 1️⃣HL1️⃣"),
            files: ["x.go": "a\n"],
            ["1️⃣": .error("deck.code.highlight-name")]
        )
    }

    @Test func findsAHighlightThatNoLineHas() {
        expectParse(
            body("1️⃣.code x.go HLb1️⃣"),
            files: ["x.go": "a // HLa\n"],
            ["1️⃣": .warning("deck.code.highlight-unmatched")]
        )
    }

    @Test func findsAnAddressThatMatchesNothing() {
        expectParse(
            body(".code x.go /a/,1️⃣/b/1️⃣\n.code x.go 2️⃣92️⃣\n.code x.go 1,3️⃣;3️⃣3"),
            files: ["x.go": "a\n"],
            [
                "1️⃣": .error("deck.address.no-match"), "2️⃣": .error("deck.address.out-of-range"),
                "3️⃣": .error("deck.address.syntax"),
            ]
        )
    }

    @Test func findsAListingOfNothing() {
        expectParse(body("1️⃣.code x.go 01️⃣"), files: ["x.go": "a\n"], ["1️⃣": .warning("deck.code.empty")])
    }

    @Test func findsSpaceBehindOMITInTheFileShown() throws {
        let files = ["x.go": "a\n// OMIT1️⃣ \t1️⃣\nb\n"]
        expectParse(body(".code x.go"), files: files, ["1️⃣": .warning("deck.code.omit-space")])
        let memory = MemoryFiles(texts: ["x.go": "a\n// OMIT \t\nb\n"])
        let deck = SourceFile(name: "a.slide", text: body(".code x.go"))
        let finding = try #require(parseDiagnostics(deck, memory).first)
        #expect(finding.notes.first?.location == deck.location(line: 5))
        let file = SourceFile(name: "x.go", text: "a\n// OMIT \t\nb\n")
        #expect(
            String(decoding: FixApplier.apply([finding], to: file).bytes, as: UTF8.self) == "a\n// OMIT\nb\n"
        )
    }

    @Test func findsALineThatEndsAListing() {
        let long = String(repeating: "x", count: 65_535)
        expectParse(
            body(".code x.go"),
            files: ["x.go": "a\n1️⃣x1️⃣\(long)\n"],
            ["1️⃣": .warning("deck.code.line-too-long")]
        )
    }

    @Test func tellsFiveFaultsInOneRun() {
        expectParse(
            """
            # T
            Sub

            1️⃣Role: engineer1️⃣

            ## A

            .image x.png 2️⃣wide2️⃣ 100

            .code 3️⃣gone.go3️⃣

            .code x.go 4️⃣/main/4️⃣

            text
            5️⃣: a note that gets lost5️⃣

            """,
            files: ["x.go": "package x\n"],
            [
                "1️⃣": .warning("deck.author.dead-link"), "2️⃣": .error("deck.command.size"),
                "3️⃣": .error("deck.file.unreadable"), "4️⃣": .error("deck.address.no-match"),
                "5️⃣": .warning("deck.markdown.swallowed-line"),
            ]
        )
    }
}
