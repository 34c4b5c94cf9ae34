import Foundation
import Glibc
import SystemPackage
import TestKit
import Testing

/// A class on a real engine, by the program itself, killed on the way.
@Suite(.serialized, .enabled(if: TestEngine.isThere, "no engine for tests: scripts/test-engine start"))
struct GradeClassSerialTests {
    private static let deck = """
        # A class
        24 Nov 2026

        ## Containers

        //lab:begin id=first title="A first container" points=4

        ```
        //lab:step id=up points=2
        $ docker run -d --name web busybox sleep 1000
        //lab:check container web running within=10s
        //lab:step id=hi points=2
        $ docker exec web echo hi
        //lab:out hi
        ```

        //lab:end

        """

    /// Right, half right, wrong, forged, empty: a command that exits with 0 has its half of a step, whatever it printed.
    ///
    /// With `SLIDECTL_LONG_TESTS` thirty of these with mallory's.
    private static let answers: [(student: String, up: String?, hi: String?)] =
        kinds
        + (TestEngine.environment["SLIDECTL_LONG_TESTS"] == nil
            ? []
            : (0..<24).map { number in
                let kind = kinds[number % kinds.count]
                return ("n\(number)", kind.up, kind.hi)
            })

    private static let kinds: [(student: String, up: String?, hi: String?)] = [
        ("ada", "docker run -d --name web busybox sleep 1000", "docker exec web echo hi"),
        ("bob", "docker run -d --name web busybox sleep 1000", "docker exec web echo ho"),
        ("cyd", "docker run --name web busybox true", "docker exec web echo hi"),
        ("dan", "echo PASSED 4/4; exit 0", "echo hi; exit 1"),
        ("eve", nil, nil),
    ]

    private func lay(_ scratch: Scratch) throws {
        try scratch.write("course/a.slide", Self.deck)
        for (student, up, hi) in Self.answers {
            try scratch.makeFolder("class/\(student)")
            if let up { try scratch.write("class/\(student)/up.sh", up + "\n") }
            if let hi { try scratch.write("class/\(student)/hi.sh", hi + "\n") }
        }
        try scratch.makeFolder("class/mallory")
        try scratch.link("class/mallory/up.sh", to: "/etc/passwd")
    }

    private func arguments(_ scratch: Scratch, _ name: String) throws -> [String] {
        [
            "lab", "grade", scratch.file("class").string, "--deck", scratch.file("course/a.slide").string,
            "-o", scratch.file("\(name)/gradebook.csv").string, "--keys", scratch.file("keys").string,
            "--engine-socket", try #require(TestEngine.socket),
        ]
    }

    private func run(_ arguments: [String], _ scratch: Scratch) async throws -> Int32 {
        try await onOwnThread {
            let process = try TestEngine.slidectl(arguments, scratch)
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    /// Grades, and kills the program when its journal says that so much was begun or ended.
    ///
    /// - Returns: Whether it was killed before it had ended by itself.
    private func kill(at lines: Int, _ arguments: [String], _ scratch: Scratch) async throws -> Bool {
        let journal = scratch.file("killed/gradebook.state/journal.jsonl").string
        return try await onOwnThread {
            let process = try TestEngine.slidectl(arguments, scratch)
            try process.run()
            for _ in 0..<12_000 where process.isRunning {
                let bytes = FileManager.default.contents(atPath: journal) ?? Data()
                if bytes.count(where: { $0 == 10 }) >= lines { break }
                usleep(5_000)
            }
            Glibc.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            return process.terminationReason == .uncaughtSignal
        }
    }

    @Test func givesTheSameGradebookAfterTwoKills() async throws {
        try await withScratch { scratch in
            try lay(scratch)
            #expect(
                try await run(["lab", "keys", "init", "--keys", scratch.file("keys").string], scratch) == 0
            )
            // 1: there is something that staff should look at, mallory's link.
            #expect(try await run(arguments(scratch, "whole"), scratch) == 1)

            for lines in [2, 5] {
                #expect(try await kill(at: lines, arguments(scratch, "killed"), scratch))
            }
            #expect(try await run(arguments(scratch, "killed"), scratch) == 1)
            for file in ["gradebook.csv", "gradebook.json", "gradebook.html", "gradebook.staff.json"] {
                #expect(try scratch.read("whole/\(file)") == scratch.read("killed/\(file)"), "\(file)")
            }
            let totals = try scratch.text("whole/gradebook.csv").split(whereSeparator: \.isNewline)
                .filter { $0.contains(",total,") }.map {
                    $0.split(separator: ",", omittingEmptySubsequences: false)
                }
            #expect(
                totals.map { "\($0[0]) \($0[6])/\($0[7])" }.filter { !$0.hasPrefix("n") }
                    == ["ada 4/4", "bob 2/4", "cyd 1/4", "dan 1/4", "eve 0/4", "mallory 0/4"]
            )
            let state = scratch.file("killed/gradebook.state").string
            let keys = ["--keys", scratch.file("keys").string]
            #expect(try await run(["lab", "verify", state] + keys, scratch) == 0)
            #expect(
                try await run(
                    ["lab", "rescore", state, "--deck", scratch.file("course/a.slide").string] + keys,
                    scratch
                ) == 0
            )
            let evidence = try #require(
                try scratch.files().first { $0.hasPrefix("killed") && $0.hasSuffix("1.evidence.jsonl") }
            )
            var bytes = try scratch.read(evidence)
            bytes[bytes.count / 2] ^= 1
            try scratch.write(evidence, bytes)
            #expect(try await run(["lab", "verify", state] + keys, scratch) == 1)
        }
    }
}
