import DeckSyntax
import LabModel
import LabSyntax
import SourceText
import SystemPackage
import TestKit
import Testing

@testable import LabGrader

/// What counts as an answer: what a student wrote, and nothing else.
struct SubmissionTests {
    private static let deck = """
        # Deck

        Author

        ## Slide
        //lab:begin id=pg points=4
        //lab:file Dockerfile from=student max=64B

        ```
        //lab:step id=up points=2
        $ docker run -d nginx
        //lab:step id=sh mode=tty points=2
        $ docker exec -it web sh
        //lab:send exit
        ```
        //lab:end

        """

    private func lab() throws -> Lab {
        let source = SourceFile(name: "a.slide", text: Self.deck)
        let parsed = DeckParser(reader: MemoryFiles()).parse(source, at: "a.slide").deck
        return try #require(LabParser.parse(source, parsed).labs.first)
    }

    private func submission(_ files: [String: String]) throws -> Submission {
        Submission(files.mapValues { Array($0.utf8) }, for: try lab())
    }

    private func script(_ bytes: [UInt8]) throws -> String? {
        guard case .answers(let answers) = Submission(["up.sh": bytes], for: try lab()).plan else {
            return nil
        }
        return answers["up"]?.script
    }

    // MARK: Attacks

    @Test(
        "Whoever writes no command gets no point, whatever files there are",
        arguments: [
            ["up.typed": "", "sh.typed": ""], ["up.typed": "exit\n", "sh.typed": "exit\n"],
            ["pg/up.typed": "", "pg/sh.typed": "exit\n"], ["up.sh": "", "sh.sh": "\n\n"],
            ["up.sh": "# todo\n", "sh.sh": "  # todo\n\t\n"],
            ["up.sh": "#!/bin/bash\n", "sh.sh": "\u{FEFF}# todo\r\n"],
            ["up.sh": "# todo\r\n\r\n", "sh.typed": "exit\n"], [:],
        ]
    )
    func nothingIsWorthNothing(files: [String: String]) async throws {
        let (lab, submission) = (try lab(), try submission(files))
        #expect(submission.plan == .answers([:]))
        let room = ScriptedRoom { _ in .init() }
        let runner = LabRunner(room: room, clock: StillClock()) { 0 }
        let report = try await runner.run(lab, submission.plan)
        #expect(room.scripts.isEmpty, "nothing of the lecture's own is run")
        #expect(LabScore(of: lab, report.outcome).earned == .zero)
        #expect(submission.recordWithoutRunning(lab)?.steps.map(\.course) == [.notAnswered, .notAnswered])
    }

    @Test("A file that the student was to write isn't taken from the lecture")
    func theLecturesFileIsNoAnswer() throws {
        let lab = try lab()
        let none = try submission(["up.sh": "docker build ."])
        #expect(none.isOwn("Dockerfile", in: lab) && !none.isOwn("main.go", in: lab))
        let large = try submission([
            "Dockerfile": String(repeating: "#", count: 65), "main.go": String(repeating: "x", count: 70_000),
        ])
        #expect(large.files.isEmpty)
        #expect(large.isOwn("Dockerfile", in: lab) && large.isOwn("main.go", in: lab))
        #expect(
            large.remarks == [
                "Dockerfile is larger than 64 bytes and is left out",
                "main.go is larger than 65536 bytes and is left out",
            ]
        )
    }

    // MARK: Scripts of other machines

    @Test func readsScriptsOfWindows() throws {
        #expect(try script(Array("echo 42 > answer.txt\r\n".utf8)) == "echo 42 > answer.txt\n")
        #expect(try script([0xEF, 0xBB, 0xBF] + Array("ls\r\n# end".utf8)) == "ls\n# end\n")
        let text = "docker run -e NAME=Žofie web\r\n"
        #expect(
            try script([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
                == "docker run -e NAME=Žofie web\n"
        )
        #expect(
            try script([0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
                == "docker run -e NAME=Žofie web\n"
        )
        #expect(
            try script(Array("printf 'a\rb'\n".utf8)) == "printf 'a\rb'\n",
            "a return within a line stays"
        )
    }

    // MARK: The lab's folder

    /// The answers that count, with the files that are laid, by which of the two places holds what.
    @Test(
        "The lab's folder counts where it holds an answer, or where the root holds none",
        arguments: [
            (["up.sh": "root", "pg/compose.yaml": ""], "root\n", ["pg/compose.yaml"]),
            (["up.sh": "root", "pg/up.sh": "# todo"], "root\n", ["pg/up.sh"]),
            (["up.sh": "root", "pg/up.sh": "folder"], "folder\n", []),
            (["up.sh": "# todo", "pg/up.sh": "folder", "main.go": ""], "folder\n", []),
            (["pg/Dockerfile": "FROM a", "notes": ""], nil, ["Dockerfile"]),
        ] as [([String: String], String?, [String])]
    )
    func choosesThePlaceOfAnswers(files: [String: String], script: String?, laid: [String]) throws {
        let submission = try submission(files)
        guard case .answers(let answers) = submission.plan else { return }
        #expect(answers["up"]?.script == script)
        #expect(submission.files.keys.sorted() == laid)
        #expect(submission.remarks.isEmpty)
    }

    @Test func namesWhatLiesInTheOtherPlace() throws {
        #expect(
            try submission(["up.sh": "ls", "pg/sh.sh": "ls", "Dockerfile": "FROM a"]).remarks == [
                "up.sh doesn't count: the answers to lab pg are those in pg/",
                "Dockerfile doesn't count: the answers to lab pg are those in pg/",
            ]
        )
        #expect(
            try submission(["up.sh": "ls", "pg/Dockerfile": "FROM a", "pg/sh.sh": "#", "pg/up": ""]).remarks
                == [
                    "pg/Dockerfile doesn't count: the answers to lab pg lie outside of pg/"
                ]
        )
        #expect(
            try submission(["up.sh": "ls", "pg/up.sh": "ls", "pg/sh.sh": "ls", "Dockerfile": ""]).remarks
                .count == 1,
            "whoever answers in the folder may answer another lab in the root"
        )
    }

    @Test("A hint in the lab's folder costs its price, wherever the answers lie")
    func countsHintsInTheFolder() throws {
        let submission = try submission(["up.sh": "ls", "pg/up.hint": "", "pg/compose.yaml": ""])
        #expect(submission.hinted == ["up"])
        #expect(submission.files.keys.sorted() == ["pg/compose.yaml"])
    }

    // MARK: Near misses

    @Test(arguments: [
        "Up.sh", "up.SH", "up.sh.txt", "up.bash", "up (1).sh", "PG/up.sh", "Pg/Up.Sh",
    ])
    func saysThatANameIsAlmostOne(path: String) throws {
        #expect(
            try submission([path: "ls"]).remarks == [
                "\(path) is no answer by that name; up.sh answers step up"
            ]
        )
    }

    @Test(arguments: ["run.sh", "other/up.sh", "up", "up.txt", "up.yaml"])
    func leavesOtherFilesInPeace(path: String) throws {
        #expect(try submission([path: "ls"]).remarks.isEmpty)
    }

    @Test func saysNothingOfACopyBesideTheAnswer() throws {
        #expect(try submission(["up.sh": "ls", "up (1).sh": "ls"]).remarks.isEmpty)
        #expect(
            try submission(["sh.typed": "exit"]).remarks == [
                "sh.typed is typed only where sh.sh says in what"
            ]
        )
    }

    @Test func recordsKeepWhatDoesNotCount() async throws {
        var runner = LabRunner(room: ScriptedRoom { _ in .init() }, clock: StillClock()) { 0 }
        runner.remarks = ["Up.sh is no answer by that name; up.sh answers step up"]
        let report = try await runner.run(try lab(), .answers([:]))
        #expect(report.outcome.remarks == runner.remarks)
        #expect(try LabRecord(json: report.record.json) == report.record)
    }

    // MARK: Hints

    @Test func countsTheHintsThatWereTaken() throws {
        var lab = try lab()
        lab.steps[0].hints = [
            LabStep.Hint(text: "look at -d", penalty: Points(thousandths: 500)), LabStep.Hint(text: "free"),
            LabStep.Hint(text: "look at -p", penalty: Points(thousandths: 250)),
        ]
        let submission = Submission(["up.sh": Array("ls".utf8), "up.hint": [], "sh.hint": []], for: lab)
        #expect(submission.files.isEmpty, "what notes a hint isn't laid into the workspace")
        #expect(submission.hintPenalties(in: lab) == ["up": Points(thousandths: 750)])
    }

    @Test("A hint that waits for failures comes with the last of them")
    func hintsWaitForFailures() async throws {
        var lab = try lab()
        lab.steps[0].hints = (1...3).map { LabStep.Hint(text: "after \($0)", after: $0) }
        var failures = FailureCount()
        var runner = LabRunner(room: ScriptedRoom { _ in .init(exit: 1) }, clock: StillClock()) { 0 }
        for round in 1...3 {
            runner.failures = failures
            let report = try await runner.run(lab, try submission(["up.sh": "false"]).plan)
            #expect(report.outcome.steps[0].hints == (1...round).map { "after \($0)" })
            failures.count(report.outcome.steps)
        }
        let record = try await runner.run(lab, try submission(["up.sh": "false"]).plan).record
        let second = LabReplay.outcome(of: lab, record, failures: FailureCount(beforeAttempt: 2))
        #expect(second.steps[0].hints == ["after 1", "after 2"], "a second attempt is one after a failure")
        #expect(LabReplay.outcome(of: lab, record).steps[0].hints == ["after 1"])
    }
}
