import Foundation
import Glibc
import TestKit
import Testing

/// What Ctrl-C does to labs and sessions.
@Suite(
    "Interrupted labs and sessions",
    .serialized,
    .enabled(if: LabEngine.isThere, "no docker client for tests: scripts/test-engine start")
)
struct InterruptedLabTests {
    private static let lab = """
        //lab:begin id=NAME title="NAME"

        ```
        //lab:step id=NAME-waits points=1
        $ docker volume create NAME && sleep 100
        //lab:check volume NAME exists
        ```
        //lab:end

        """

    @Test("A lab that is interrupted ends the command: no further lab is begun")
    func lab() async throws {
        try await withScratch { scratch in
            let deck = try LabDeck(scratch)
            let labs = ["first", "second"].map { Self.lab.replacing("NAME", with: $0) }.joined()
            try scratch.write("deck.slide", "# Deck\n\nAuthor\n\n## Slide\n" + labs)
            let (code, output) = try await onOwnThread {
                let running = try Running(
                    ["lab", "test", "deck.slide", "--engine", "embedded"],
                    in: scratch.path,
                    environment: deck.environment
                )
                try running.wait(for: "the first lab's session", within: .seconds(60)) {
                    !deck.sessions.isEmpty
                }
                running.signal(SIGINT)
                return (try running.waitForExit(within: .seconds(30)), running.output)
            }
            #expect(code == 130)
            #expect(!output.contains("second"), "\(output)")
            #expect(deck.sessions.isEmpty)
        }
    }

    @Test("sandbox up returns when the session is ready, and leaves nothing of itself at its caller's output")
    func up() async throws {
        try await withScratch { scratch in
            let deck = try LabDeck(scratch)
            let run = { (arguments: [String]) in
                try await onOwnThread {
                    try Program.run(
                        arguments,
                        in: scratch.path,
                        environment: deck.environment,
                        within: .seconds(60)
                    )
                }
            }
            let up = try await run(["sandbox", "up", "--engine", "embedded", "--format", "json"])
            #expect(up.code == 0, "\(up.error)")
            let json = try JSONSerialization.jsonObject(with: Data(up.output.utf8)) as? [String: Any]
            let id = try #require(json?["id"] as? String)
            let status = try await run(["sandbox", "status"])
            #expect(status.output.contains(id), "\(status.output)")
            #expect(try await run(["sandbox", "down", id]).code == 0)
            #expect(deck.sessions.isEmpty)
        }
    }

    @Test(
        "What is wrong with sandbox up is said, and its exit code is that of other commands",
        arguments: [
            (["--engine", "none-such"], Int32(64), "none-such"),
            (["--workspace", "nowhere"], 2, "nowhere"),
            (["--help"], 0, "USAGE: slidectl sandbox up"),
        ]
    )
    func refusal(_ arguments: [String], _ code: Int32, _ words: String) async throws {
        try await withScratch { scratch in
            let deck = try LabDeck(scratch)
            let result = try await onOwnThread {
                try Program.run(
                    ["sandbox", "up", "--engine", "embedded"] + arguments,
                    in: scratch.path,
                    environment: deck.environment,
                    within: .seconds(60)
                )
            }
            #expect(result.code == code)
            #expect((result.output + result.error).contains(words), "\(result.output)\(result.error)")
        }
    }
}
