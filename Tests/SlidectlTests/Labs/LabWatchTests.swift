import Foundation
import Glibc
import SystemPackage
import TestKit
import Testing

/// `lab run --watch` on a real engine, with answers that are saved while it runs.
@Suite(
    "Answers that are watched",
    .serialized,
    .enabled(if: LabEngine.isThere, "no engine for tests: scripts/test-engine start")
)
struct LabWatchTests {
    @Test(
        "A saved answer is run again with those behind it, from the start that it had",
        .timeLimit(.minutes(5))
    )
    func runsAgain() async throws {
        try await withScratch { scratch in
            let deck = try LabDeck(scratch)
            try await onOwnThread { try Self.work(in: deck) }
            #expect(deck.sessions.isEmpty)
        }
    }

    private static func work(in deck: LabDeck) throws {
        let scratch = deck.scratch
        try scratch.write("answers/store.sh", "docker volume create store\n")
        try scratch.write("answers/box.sh", "docker run -d --name bxo busybox sleep 600\n")
        try scratch.write("answers/gone.sh", "docker rm -f box\n")
        let running = try Running(
            ["lab", "run", deck.path, "--watch", "--answers", "answers"] + LabDeck.engine,
            in: scratch.path,
            environment: deck.environment
        )
        let round = { (number: Int) in
            try running.wait(for: "round \(number)", within: .seconds(90)) {
                running.error.components(separatedBy: "watching answers").count > number
            }
            return running.output.components(separatedBy: "a  Boxes\n").dropFirst(number)
                .joined(separator: "a  Boxes\n")
        }
        var text = try round(1)
        #expect(text.contains("ok    store"), "\(text)")
        #expect(text.contains("ok    box"), "any name will do: \(text)")

        // The last step alone: the ones before it aren't run again.
        try scratch.write("answers/gone.sh", "docker rm -f bxo\n")
        text = try round(2)
        #expect(!text.contains("ok    store") && !text.contains("ok    box"), "\(text)")
        #expect(text.contains("ok    gone"), "\(text)")

        // Under the same name again: what the first try made is away.
        try scratch.write("answers/box.sh", "docker run -d --name bxo busybox sleep 601\n")
        text = try round(3)
        #expect(!text.contains("ok    store"), "\(text)")
        #expect(text.contains("ok    box") && text.contains("ok    gone"), "\(text)")
        #expect(text.contains("PASS"), "\(text)")

        // A save that changes nothing is no reason, and a draft of an editor isn't handed in.
        try scratch.write("answers/.box.sh.swp", "x")
        try scratch.write("answers/box.sh", "docker run -d --name bxo busybox sleep 601\n")
        try scratch.write("answers/store.sh", "false\n")
        text = try round(4)
        #expect(text.contains("FAIL  store"), "\(text)")

        running.signal(SIGINT)
        #expect(
            try running.waitForExit(within: .seconds(60)) == 1,
            "the last verdict's code: \(running.error)"
        )
    }

    @Test("What can't be watched is refused")
    func refusals() async throws {
        try await withScratch { scratch in
            let deck = try LabDeck(scratch)
            let result = try Program.run(
                ["lab", "run", deck.path, "--watch", "--format", "json"],
                in: scratch.path
            )
            #expect(result.code == 64)
            #expect(result.error.contains("takes no --format"))
        }
    }
}
