import Foundation
import SystemPackage
import TestKit
import Testing

/// Each student's own values, from the run to the gradebook, through the program itself.
@Suite(
    "Values of students",
    .enabled(if: LabEngine.isThere, "no docker client for tests: scripts/test-engine start")
)
struct StudentValueTests {
    private static let deck = """
        # Deck

        Author

        ## Slide
        //lab:begin id=a title="Boxes" points=2
        //lab:let <TAG> = {{variant.tag}}

        ```
        //lab:step id=store points=2
        $ docker volume create box-<TAG>
        //lab:check volume box-<TAG> exists
        ```
        //lab:end

        """
    private static let sidecar = """
        slidectl: lab/v1
        lecture: deck.slide
        labs:
          a:
            variant: {tag: "v{{hex6}}"}

        """

    private func run(_ arguments: [String], _ scratch: Scratch) async throws -> Program.Result {
        var variables = ProcessInfo.processInfo.environment.filter { $0.key.hasPrefix("SLIDECTL_SANDBOX_") }
        variables["SLIDECTL_SANDBOX_STATE"] = scratch.file("s").string
        let environment = variables
        return try await onOwnThread {
            try Program.run(arguments, in: scratch.path, environment: environment, within: .seconds(120))
        }
    }

    /// The name of the volume that a student's lab asks for.
    private func wanted(of student: String, _ scratch: Scratch) async throws -> String {
        let result = try await run(
            [
                "lab", "run", "deck.slide", "--student", student, "--keys", "keys", "--answers", "wrong",
                "--engine",
                "embedded",
            ],
            scratch
        )
        #expect(result.code == 1, "\(result.output)\(result.error)")
        return String(try #require(result.output.firstMatch(of: /box-v[0-9a-f]{6}/)).output)
    }

    @Test func judgesByTheStudentsOwnAndFindsTheNeighbours() async throws {
        try await withScratch { scratch in
            try scratch.write("deck.slide", Self.deck)
            try scratch.write("deck.lab.yaml", Self.sidecar)
            try scratch.write("wrong/store.sh", "docker volume create other\n")
            let made = try await run(["lab", "keys", "init", "--keys", "keys"], scratch)
            #expect(made.code == 0, "\(made.error)")
            let (ada, bob) = (try await wanted(of: "ada", scratch), try await wanted(of: "bob", scratch))
            #expect(ada != bob)
            try scratch.write("class/ada/store.sh", "docker volume create \(ada)\n")
            try scratch.write("class/bob/store.sh", "docker volume create \(ada)\n")
            try scratch.write("class/eve/store.sh", "true\n")
            let right = try await run(
                [
                    "lab", "run", "deck.slide", "--student", "ada", "--keys", "keys", "--answers",
                    "class/ada",
                    "--engine", "embedded",
                ],
                scratch
            )
            #expect(right.code == 0, "\(right.output)\(right.error)")
            let graded = try await run(
                [
                    "lab", "grade", "class", "--deck", "deck.slide", "--keys", "keys", "-o", "out/book.csv",
                    "--engine",
                    "embedded",
                ],
                scratch
            )
            #expect(graded.code == 1, "\(graded.output)\(graded.error)")
            let tag = ada.dropFirst("box-".count)
            #expect(
                graded.error.contains(
                    "bob, lab a: store.sh has the value \(tag), which was given to ada (tag)"
                )
            )
            let rows = try scratch.text("out/book.csv").split(whereSeparator: \.isNewline)
                .filter { $0.contains(",total,") }
            #expect(rows.map { $0.hasSuffix(",1") } == [false, true, false], "\(rows)")
            #expect(try scratch.text("out/book.html").contains("Values of others"))
            let page = try scratch.text("out/book/bob.html")
            #expect(page.contains(tag) && !page.contains(/\bada\b/))
            for student in ["ada", "eve"] {
                #expect(!(try scratch.text("out/book/\(student).html")).contains("Values of others"))
            }
        }
    }
}
