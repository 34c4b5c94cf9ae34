import Foundation
import SystemPackage
import TestKit
import Testing

/// What students hand in and staff are told, through the program itself.
@Suite(
    "Rules of answers",
    .enabled(
        if: ProcessInfo.processInfo.environment["SLIDECTL_TEST_CLIENTS"] != nil,
        "no docker client for tests: scripts/test-engine start"
    )
)
struct AnswerRuleTests {
    private func run(_ arguments: [String], _ scratch: Scratch) async throws -> Program.Result {
        var variables = ProcessInfo.processInfo.environment.filter { $0.key.hasPrefix("SLIDECTL_SANDBOX_") }
        variables["SLIDECTL_SANDBOX_STATE"] = scratch.file("s").string
        let environment = variables
        return try await onOwnThread {
            try Program.run(arguments, in: scratch.path, environment: environment, within: .seconds(120))
        }
    }

    private func deck(_ body: String) -> String { "# Deck\n\nAuthor\n\n## Slide\n\(body)\n" }

    private static let engine = ["--engine", "embedded"]

    // MARK: What counts

    @Test("The lecture's own file isn't the student's, and what doesn't count is told")
    func filesOfTheStudent() async throws {
        try await withScratch { scratch in
            try scratch.write("app/recipe", "flour\n")
            try scratch.write(
                "deck.slide",
                deck(
                    """
                    //lab:begin id=bake title="Baking" points=4
                    //lab:file recipe from=student max=64B

                    .code app/recipe

                    ```
                    //lab:step id=mix points=4
                    $ cat recipe
                    //lab:check file recipe exists
                    ```
                    //lab:end
                    """
                )
            )
            try scratch.write("none/mix.sh", "cat recipe\n")
            let none = try await run(
                ["lab", "run", "deck.slide", "--answers", "none"] + Self.engine,
                scratch
            )
            #expect(none.code == 1 && none.output.contains("0/4"), "\(none.output)\(none.error)")
            #expect(none.output.contains("cat: recipe: No such file"), "\(none.output)")

            try scratch.write("class/ada/mix.sh", "cat recipe\n")
            try scratch.write("class/ada/recipe", String(repeating: "x", count: 65))
            try scratch.write("class/bob/Mix.sh", "cat recipe\n")
            try scratch.write("class/bob/recipe", "milk\n")
            try scratch.write("class/eve/mix.sh", "\u{FEFF}cat recipe\r\n")
            try scratch.write("class/eve/recipe", "milk\n")
            #expect(try await run(["lab", "keys", "init", "--keys", "keys"], scratch).code == 0)
            let graded = try await run(
                ["lab", "grade", "class", "--deck", "deck.slide", "--keys", "keys", "-o", "out/book.csv"]
                    + Self.engine,
                scratch
            )
            #expect(graded.code == 1, "\(graded.output)\(graded.error)")
            let remarks = [
                "ada": "recipe is larger than 64 bytes and is left out",
                "bob": "Mix.sh is no answer by that name; mix.sh answers step mix",
            ]
            for (student, remark) in remarks {
                #expect(graded.error.contains("\(student), lab bake: \(remark)"), "\(graded.error)")
                #expect(try scratch.text("out/book/\(student).html").contains(remark))
                #expect(try scratch.text("out/book.staff.json").contains(remark))
            }
            let evidence = try scratch.files().filter { $0.hasSuffix(".evidence.jsonl") }.map {
                try scratch.text($0)
            }
            for remark in remarks.values { #expect(evidence.contains { $0.contains(remark) }, "\(remark)") }
            let totals = try scratch.text("out/book.csv").split(whereSeparator: \.isNewline).filter {
                $0.contains(",total,")
            }
            #expect(totals.map { $0.contains(",4,4,") } == [false, false, true], "\(totals)")
            try await overrides(scratch)
        }
    }

    /// A slip of the pen in an override is told before it is found in the gradebook.
    private func overrides(_ scratch: Scratch) async throws {
        func override(_ student: String, _ points: String) async throws -> Program.Result {
            try await run(
                [
                    "lab", "override", student, "--lab", "bake", "--step", "mix", "--points", points,
                    "--reason",
                    "power cut", "--state", "out/book.state", "--keys", "keys", "--deck", "deck.slide",
                ],
                scratch
            )
        }
        let fine = try await override("ada", "3")
        #expect(fine.code == 0 && fine.error.isEmpty, "\(fine.error)")
        #expect(try await override("adda", "3").error.contains("no submission of adda was graded here"))
        #expect(try await override("ada", "100").error.contains("step mix gives 4 at most; 100 is more"))
    }

    @Test("What a command took away doesn't come back")
    func removedFiles() async throws {
        try await withScratch { scratch in
            try scratch.write("page/run.py", "print(1)\n")
            try scratch.write(
                "deck.slide",
                deck(
                    """
                    .code page/run.py

                    ```
                    $ rm run.py
                    $ ls run.py || echo it is gone
                    $ count() { ls | wc -l; }
                    $ [ $(count) = 0 ]
                    ```
                    """
                )
            )
            let result = try await run(["lab", "test", "deck.slide"] + Self.engine, scratch)
            #expect(result.code == 0, "\(result.output)\(result.error)")
        }
    }

    // MARK: Values

    @Test("A lecture with values of students is tested, recorded and given to a student")
    func valuesOfStudents() async throws {
        try await withScratch { scratch in
            try scratch.write(
                "deck.slide",
                deck(
                    """
                    //lab:begin id=a title="Boxes" points=2
                    //lab:let <TAG> = {{variant.tag}}

                    ```
                    //lab:step id=store points=2
                    $ docker volume create box-<TAG>
                    //lab:check volume box-<TAG> label owner=gophers
                    //lab:step id=say
                    $ echo <TAG>
                    ```
                    //lab:end
                    """.replacing("create box", with: "create --label owner=gophers box")
                )
            )
            try scratch.write(
                "deck.lab.yaml",
                """
                slidectl: lab/v1
                lecture: deck.slide
                labs:
                  a:
                    variant: {tag: "v{{hex6}}", owner: "word for gophers"}
                    hidden:
                      - {id: own, step: store, check: "volume box-{{=variant.tag}} label owner={{=variant.owner}}"}

                """
            )
            let tested = try await run(["lab", "test", "deck.slide"] + Self.engine, scratch)
            #expect(tested.code == 0, "\(tested.output)\(tested.error)")
            let recorded = try await run(["lab", "record", "deck.slide"] + Self.engine, scratch)
            #expect(recorded.code == 0, "\(recorded.output)\(recorded.error)")
            #expect(try scratch.text("deck.lab.lock").contains("{{=variant.tag}}"), "nobody's value is kept")
            let again = try await run(["lab", "test", "deck.slide"] + Self.engine, scratch)
            #expect(again.code == 0, "\(again.output)\(again.error)")

            #expect(try await run(["lab", "keys", "init", "--keys", "keys"], scratch).code == 0)
            let exported = try await run(
                [
                    "lab", "export", "deck.slide", "--student", "ada", "--keys", "keys", "-o",
                    "ada/deck.slide",
                ],
                scratch
            )
            #expect(exported.code == 0, "\(exported.error)")
            let text = try scratch.text("ada/deck.slide")
            let command = try #require(text.firstMatch(of: /\$ (docker .*)<TAG>/)?.1)
            let tag = try #require(text.firstMatch(of: /let <TAG> = (v[0-9a-f]{6})/)?.1)
            #expect(!text.contains("variant") && !text.contains("gophers"))
            // The student has neither keys nor the private part, and the grader agrees.
            try scratch.write("class/ada/store.sh", "\(command)\(tag)\n")
            try scratch.write("class/ada/say.sh", "echo \(tag)\n")
            let student = try await run(
                ["lab", "run", "ada/deck.slide", "--answers", "class/ada"] + Self.engine,
                scratch
            )
            #expect(student.code == 0, "\(student.output)\(student.error)")
            let graded = try await run(
                ["lab", "grade", "class", "--deck", "deck.slide", "--keys", "keys", "-o", "out/book.csv"]
                    + Self.engine,
                scratch
            )
            #expect(
                graded.code == 0 && graded.error.contains("ada  a  2/2"),
                "\(graded.output)\(graded.error)"
            )
        }
    }

    // MARK: Terminals

    @Test("An honest -it is no mistake where the lecture has none")
    func takesATerminal() async throws {
        try await withScratch { scratch in
            try scratch.write(
                "deck.slide",
                deck(
                    """
                    //lab:begin id=t title="T" points=3

                    ```
                    //lab:step id=say points=1 match=lines
                    $ docker run --rm busybox echo hi
                    //lab:out hi
                    //lab:step id=shell points=1
                    $ docker run --rm busybox true
                    //lab:step id=web points=1
                    $ docker run --rm -p 8080:80 nginx
                    //lab:check http :8080/ status=200 within=20s
                    ```
                    //lab:end
                    """
                )
            )
            try scratch.write("mine/say.sh", "docker run -it --rm busybox echo hi\n")
            try scratch.write("mine/shell.sh", "docker run -it --rm busybox\n")
            try scratch.write("mine/web.sh", "docker run -it --rm -p 8080:80 nginx\n")
            let result = try await run(
                ["lab", "run", "deck.slide", "--answers", "mine"] + Self.engine,
                scratch
            )
            #expect(result.code == 0 && result.output.contains("3/3"), "\(result.output)\(result.error)")
        }
    }

    // MARK: Hints

    @Test("A hint that costs points is shown to who takes it, and its price is taken off")
    func paidHints() async throws {
        try await withScratch { scratch in
            try scratch.write(
                "deck.slide",
                deck(
                    """
                    //lab:begin id=a title="A" points=2

                    ```
                    //lab:step id=one points=2
                    $ test -e ready
                    //lab:check file ready exists
                    //lab:hint penalty=0.5 "touch makes files"
                    ```
                    //lab:end
                    """
                )
            )
            try scratch.write("mine/one.sh", "false\n")
            let failed = try await run(
                ["lab", "run", "deck.slide", "--answers", "mine"] + Self.engine,
                scratch
            )
            #expect(failed.output.contains("hint  for 0.5 of the points: slidectl lab hint DECK one"))
            #expect(!failed.output.contains("touch makes"), "\(failed.output)")
            let asked = try await run(["lab", "hint", "deck.slide", "one", "--answers", "mine"], scratch)
            #expect(
                asked.output == "a/one: 1 hint for 0.5 of 2 points; --take shows them\n",
                "\(asked.error)"
            )
            #expect(try scratch.files().contains("mine/one.hint") == false)
            let taken = try await run(
                ["lab", "hint", "deck.slide", "one", "--take", "--answers", "mine"],
                scratch
            )
            #expect(taken.output == "0.5  touch makes files\n", "\(taken.error)")
            try scratch.write("mine/one.sh", "touch ready\n")
            let right = try await run(
                ["lab", "run", "deck.slide", "--answers", "mine"] + Self.engine,
                scratch
            )
            #expect(
                right.output.contains("1.5/2") && right.output.contains("-0.5  hints of one"),
                "\(right.output)"
            )
            let packed = try await run(
                ["lab", "pack", "deck.slide", "--answers", "mine", "-o", "mine.tar.gz"],
                scratch
            )
            #expect(packed.output.contains("one.hint"), "\(packed.output)")
            let none = try await run(["lab", "hint", "deck.slide", "two"], scratch)
            #expect(none.code == 2 && none.error.contains("no lab has a step 'two'"), "\(none.error)")
        }
    }
}
