import DeckModel
import DeckSyntax
import LabModel
import SourceText
import SystemPackage
import TestKit
import Testing
import TextMatch

@testable import LabSyntax

/// Reads the labs of a deck's text.
func labs(_ text: String) -> ParsedLabs {
    let source = SourceFile(name: "a.slide", text: text)
    let parsed = DeckParser(reader: MemoryFiles()).parse(source, at: "a.slide")
    return LabParser.parse(source, parsed.deck)
}

@Suite struct LabParserTests {
    private static let postgres = """
        # T

        ## Starting
        //lab:begin id=pg title="Run PostgreSQL" backend=docker points=10 timeout=120s
        //lab:setup docker pull -q postgres:16
        //lab:teardown docker rm -f $cid

        Text.

        ```
        //lab:step id=nopass points=1 exit=1
        $ docker run postgres:16
        //lab:err ...
        //lab:err {{any}}superuser password is not specified{{any}}
        //lab:err ...
        ```

        ```
        //lab:step id=up points=4
        $ docker run -e "POSTGRES_PASSWORD=gophers" \\
            -p 5432:5432 -d postgres:16
        //lab:out {{cid:hex64}}
        //lab:check container $cid running within=20s
        //lab:check container $cid publishes 5432/tcp
        //lab:check tcp :5432 speaks postgres within=30s points=2
        //lab:+ hint="-p must come before the image name"
        ```

        ## Looking around

        ```
        //lab:step id=ps points=2 match=table
        //lab:bind 9a6a02b6f0d4 = $cid
        $ docker ps
        CONTAINER ID   IMAGE         STATUS        NAMES
        9a6a02b6f0d4   postgres:16   Up 1 second   serene_jemison
        ```

        ```
        //lab:step id=sh mode=tty points=1
        $ docker exec -it 9a6a02b6f0d4 /bin/sh
        //lab:send psql -U postgres -Atc 'select 6*7'
        //lab:out ...
        //lab:out 42
        //lab:send exit
        ```

        ```
        //lab:step id=kill points=2
        $ docker kill 9a6a02b6f0d4
        //lab:check container $cid exited code=137 within=5s
        //lab:check tcp :5432 refused always=2s
        ```
        //lab:end

        ## Later

        ```
        $ docker ps -a
        ```
        """

    @Test func readsALabWithEverythingInIt() throws {
        let parsed = labs(Self.postgres)
        #expect(parsed.diagnostics.isEmpty, "\(parsed.diagnostics.map(\.summary))")
        let lab = try #require(parsed.labs.first)
        #expect(lab.id == "pg" && lab.title == "Run PostgreSQL" && lab.backend == .docker)
        #expect(lab.timeout == 120 && lab.points == Points(10) && lab.total == Points(10))
        #expect(lab.setup.map(\.text) == ["docker pull -q postgres:16"])
        #expect(lab.teardown.map(\.text) == ["docker rm -f $cid"])
        #expect(lab.steps.map(\.id) == ["nopass", "up", "ps", "sh", "kill"])
        #expect(lab.steps.map(\.mode) == [.run, .run, .run, .terminal, .run])
        #expect(lab.steps.map(\.slide) == [2, 2, 3, 3, 3])
        #expect(lab.steps[0].exit == 1)
        #expect(lab.steps[0].errorOutput?.lines.count == 3)
        #expect(
            lab.steps[1].command.text
                == "docker run -e \"POSTGRES_PASSWORD=gophers\" \\\n    -p 5432:5432 -d postgres:16"
        )
        #expect(lab.steps[3].typed == ["psql -U postgres -Atc 'select 6*7'", "exit"])
        #expect(parsed.lecture?.steps.map(\.id) == ["slide4-1"])
    }

    @Test func readsItsChecks() throws {
        let lab = try #require(labs(Self.postgres).labs.first)
        let checks = lab.steps.flatMap(\.checks)
        #expect(
            checks.map(\.subject) == [
                .container("$cid"), .container("$cid"), .tcp(port: "5432"), .container("$cid"),
                .tcp(port: "5432"),
            ]
        )
        #expect(
            checks.map(\.predicates) == [
                [.running], [.publishes(port: "5432/tcp", hostPort: nil)], [.speaks("postgres")],
                [.exited(code: 137)], [.refused],
            ]
        )
        #expect(checks[0].timing == .within(milliseconds: 20_000))
        #expect(checks[2].points == Points(2))
        #expect(checks[2].hint == "-p must come before the image name")
        #expect(checks[4].timing == .always(milliseconds: 2_000))
        #expect(checks[2].id == "up.3")
    }

    @Test func bindsThePrintedIdInTheTable() throws {
        let lab = try #require(labs(Self.postgres).labs.first)
        guard case .table(let table)? = lab.steps[2].output else {
            Issue.record("no table")
            return
        }
        let id = "aaaabbbbcccc" + String(repeating: "0", count: 52)
        let output = [
            "CONTAINER ID   IMAGE         STATUS                  NAMES",
            "aaaabbbbcccc   postgres:16   Up 2 minutes            bold_curie",
        ]
        #expect(table.match(output, captures: Captures(["cid": id])).isMatch)
        #expect(!table.match(output, captures: Captures(["cid": "b" + id])).isMatch)
        #expect(lab.steps[3].bindings.map(\.reference) == [CaptureReference("cid", length: 12)])
    }

    @Test func readsALegacyDeck() throws {
        let parsed = labs(
            "T\n\n* A\n\n#lab:begin id=x\n\n#lab:step id=one points=1\n\t$ echo hi\n#lab:out hi\n\thi\n\n#lab:end\n"
        )
        #expect(parsed.diagnostics.allSatisfy { $0.severity == .warning }, "\(parsed.diagnostics)")
        let step = try #require(parsed.labs.first?.steps.first)
        #expect(step.id == "one" && step.command.text == "echo hi" && step.shown == ["hi"])
        #expect(step.points == Points(1))
    }

    @Test func endsALabRightBelowASnippetOfALegacyDeck() throws {
        let parsed = labs(
            "T\n\n* A\n\n#lab:begin id=x\n#lab:step id=a\n\t$ echo a\n#lab:out a\n#lab:end\n\n"
                + "#lab:begin id=y\n#lab:setup echo\n#lab:+ s\n#lab:step id=b\n\n\t$ echo b\n#lab:out b\n#lab:end\n"
        )
        #expect(parsed.diagnostics.isEmpty, "\(parsed.diagnostics.map(\.summary))")
        #expect(parsed.labs.map(\.id) == ["x", "y"])
        #expect(parsed.labs.map { $0.steps.map(\.command.text) } == [["echo a"], ["echo b"]])
        #expect(parsed.labs.last?.setup.map(\.text) == ["echo s"])
    }

    @Test func readsContinuedCommandsAndPrompts() throws {
        let steps = labs("# T\n\n## A\n\n```\n$ cat <<E\n> one\n> E\none\n$ echo a \\\n  b\na b\n```\n")
            .lecture?.steps
        #expect(steps?.map(\.command.text) == ["cat <<E\none\nE", "echo a \\\n  b"])
        #expect(steps?.map(\.shown) == [["one"], ["a b"]])
    }

    @Test func takesABarePromptAsAnEmptyLine() {
        let steps = labs("# T\n\n## A\n\n```\n$ cat > f <<EOF\n> a\n>\n> b\n> EOF\n$ cat f\n> a\n```\n")
            .lecture?.steps
        #expect(steps?.map(\.command.text) == ["cat > f <<EOF\na\n\nb\nEOF", "cat f\na"])
    }

    @Test(
        "A fence in a list is a snippet, however far in",
        arguments: [
            "1. One\n\n    ```sh\n    $ echo a\n    a\n      b\n    ```",
            "10. Ten\n\n    ```\n    $ echo a\n    a\n      b\n    ```",
            "- One\n    - Two\n\n        ```\n        $ echo a\n        a\n          b\n        ```",
            "-   One\n    lazy\n\n    ~~~\n    $ echo a\n    a\n      b\n    ~~~",
            "1. ```\n   $ echo a\n   a\n     b\n   ```",
            "- One\n\n\t```\n\t$ echo a\n\ta\n\t  b\n\t```",
            "1. One\n\n   text\n\n    ```\n    $ echo a\n    a\n      b\n    ```",
        ]
    )
    func readsFencesInLists(list: String) {
        let text = "# T\n\n## A\n\n\(list)\n\nBehind.\n"
        let steps = labs(text).lecture?.steps
        #expect(steps?.map(\.command.text) == ["echo a"])
        #expect(steps?.map(\.shown) == [["a", "  b"]])
        // Goldmark and commonmark are of one opinion: it is a fence there, too.
        let source = SourceFile(name: "a.slide", text: text)
        let deck = DeckParser(reader: MemoryFiles()).parse(source, at: "a.slide").deck
        #expect(deck.sections.first?.blocks.contains { "\($0)".contains("code(info: Optional") } == true)
    }

    @Test(
        "Indented text that is no fence is none",
        arguments: ["Text\n\n    ```\n    $ echo a\n    ```", "- One\n\n          ```\n          $ echo a\n"]
    )
    func leavesIndentedTextAlone(text: String) { #expect(labs("# T\n\n## A\n\n\(text)\n").lecture == nil) }

    @Test func comparesErrorLinesInTheStepsWay() throws {
        func step(_ lines: String) throws -> LabStep {
            try #require(labs("# T\n\n## A\n\n```\n\(lines)\n```\n").lecture?.steps.first)
        }
        let errors = try step("//lab:step exit=1 match=contains\n$ docker rm x\n//lab:err No such container")
        #expect(errors.output == nil)
        #expect(errors.errorOutput?.mode == .contains)
        let shown = try step("//lab:step exit=1 match=lines\n$ docker rm x\nError: no such container")
        #expect(shown.isOutputShown)
        let written = try step("//lab:step match=lines\n$ ls\nx\n//lab:out y")
        #expect(!written.isOutputShown)
    }

    @Test func leavesRoomForWhatIsTyped() throws {
        let lab = try #require(labs(Self.postgres).labs.first)
        guard case .block(let block)? = lab.steps[3].output else {
            Issue.record("no block")
            return
        }
        #expect(block.lines.map(\.source) == ["...", "42", "..."])
    }

    @Test func leavesFencesThatShowNoCommandAlone() {
        #expect(labs("# T\n\n## A\n\n```go\nx := 1\n$ no\n```\n").lecture == nil)
    }

    @Test func setsPlaceholders() throws {
        let text = """
            # T

            ## A
            //lab:begin id=x
            //lab:let <NAME> = todos
            //lab:let <TAG> = {{variant.tag}}

            ```
            //lab:step id=build match=none
            $ docker build -t <NAME>:<TAG> .
            //lab:check image <NAME>:<TAG> size <= 30MB
            ```
            //lab:end
            """
        let parsed = labs(text)
        #expect(parsed.diagnostics.isEmpty, "\(parsed.diagnostics.map(\.summary))")
        let step = try #require(parsed.labs.first?.steps.first)
        #expect(step.mode == .run)
        #expect(step.replacements.map(\.name) == ["NAME", "TAG"])
        #expect(step.output == .anything)
        #expect(step.checks.first?.subject == .image("<NAME>:<TAG>"))
    }

    @Test func skipsATemplateOutsideOfLabs() {
        let step = labs("# T\n\n## A\n\n```\n$ docker run <IMAGE>\n```\n").lecture?.steps.first
        #expect(step?.mode == .template)
        #expect(step?.reason == "nothing stands for <IMAGE>")
    }

    @Test func answersToEveryPrefixAndMissingByte() {
        let bytes = Array(Self.postgres.utf8)
        for count in 0...bytes.count { _ = labs(String(decoding: bytes.prefix(count), as: UTF8.self)) }
        for index in bytes.indices {
            var less = bytes
            less.remove(at: index)
            #expect(labs(String(decoding: less, as: UTF8.self)).all.count <= 3)
        }
    }
}
