import Foundation
import Host
import Ports
import SystemPackage
import TestKit
import Testing

/// Two people at two terminals, as the lecture has them work.
@Suite(.serialized, .enabled(if: TestEngine.isThere, "no engine for tests: scripts/test-engine start"))
struct ShellSerialTests {
    @Test func givesTwoPeopleTheLecture() async throws {
        try await withScratch { scratch in
            try await onThread {
                let one = try TypedShell(scratch)
                let two = try TypedShell(scratch)
                defer {
                    one.close()
                    two.close()
                }
                for shell in [one, two] {
                    let started = try shell.type(
                        "docker run --name db -e POSTGRES_PASSWORD=gophers -p 5432:5432 -d postgres:16"
                    )
                    #expect(started.contains(/[0-9a-f]{64}/), "\(started)")
                }
                for (shell, word) in [(one, "first"), (two, "second")] {
                    _ = try shell.type(
                        "until docker exec db pg_isready -h 127.0.0.1 >/dev/null 2>&1; do sleep 0.2; done"
                    )
                    let rows = try shell.type(
                        "docker exec -it db psql -U postgres -P pager=off -c \"select '\(word)' || 6*7 as t\""
                    )
                    #expect(rows.contains("\(word)42"), "\(rows)")
                    let list = try shell.type("docker ps --format '{{.Names}} {{.Image}} {{.Ports}}'")
                    #expect(list.contains("db postgres:16 0.0.0.0:5432->5432/tcp"), "\(list)")
                    // Both have the port at the same address, and each its own server behind it.
                    let open = try shell.type(
                        "bash -c 'exec 3<>/dev/tcp/127.0.0.1/5432' && echo reach\"\"able"
                    )
                    #expect(open.contains("reachable"))
                }
                _ = try one.type("printf 'FROM busybox\\nCMD [\"echo\", \"bui\\154t\"]\\n' > Dockerfile")
                let built = try one.type("docker build -q -t mine . && docker run --rm mine")
                #expect(built.contains("built"), "\(built)")
                _ = try one.type(
                    "printf 'services:\\n  a: {image: busybox, command: sleep 300, stop_signal: SIGKILL}\\n"
                        + "  b: {image: busybox, command: sleep 300, stop_signal: SIGKILL, profiles: [more]}\\n' > compose.yaml"
                )
                let up = try one.type(
                    "docker compose --profile more up -d >/dev/null 2>&1; echo n=$(docker compose ps -q | wc -l)"
                )
                #expect(up.contains("n=2"), "\(up)")
                let seen = try two.type(
                    "docker ps -a --format '{{.Names}}'; docker images mine -q; docker network ls -q | wc -l"
                )
                #expect(!seen.contains("-a-1") && seen.contains("db"), "\(seen)")
                _ = try two.type("docker rm -f db")
                #expect(try one.type("docker inspect -f '{{.State.Status}}' db").contains("running"))
            }
            // Both shells are over, and all of it is gone.
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: scratch.file("sessions").string).isEmpty
            )
        }
    }
}

/// `slidectl sandbox shell` on a pseudo terminal, at which a test types.
private final class TypedShell {
    private static let most = Duration.seconds(120)

    private let terminal: PseudoTerminal
    private var count = 0

    init(_ scratch: Scratch) throws {
        var environment = TestEngine.environment
        environment["SLIDECTL_SANDBOX_STATE"] = scratch.path.string
        environment["TERM"] = "dumb"
        terminal = try PseudoTerminal(
            FilePath(TestEngine.program),
            arguments: ["slidectl", "sandbox", "shell", "--engine-socket", TestEngine.socket ?? ""],
            environment: environment.map { "\($0.key)=\($0.value)" },
            folder: scratch.path,
            size: WindowSize(columns: 200, rows: 50)
        )
        // Typed before bash is there, it would be echoed twice.
        _ = try until("$ ")
    }

    /// Types a command, and returns what was printed until it had ended.
    func type(_ line: String) throws -> String {
        count += 1
        // Told apart from the echo of what was typed.
        try terminal.write(Array("\(line); echo \"do\"\"ne\(count)\"\n".utf8))
        return try until("done\(count)")
    }

    func close() {
        try? terminal.write(Array("exit\n".utf8))
        _ = terminal.waitForExit()
        terminal.close()
    }

    private func until(_ mark: String) throws -> String {
        var text = ""
        let end = ContinuousClock.now + Self.most
        while !text.contains(mark) {
            guard ContinuousClock.now < end, let bytes = terminal.read(within: .milliseconds(200)) else {
                throw Unanswered(text: text)
            }
            text += String(decoding: bytes, as: UTF8.self)
        }
        return text
    }

    struct Unanswered: Error { let text: String }
}
