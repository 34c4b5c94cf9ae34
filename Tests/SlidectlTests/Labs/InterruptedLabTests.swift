import Foundation
import Glibc
import SystemPackage
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
        $ docker volume create NAME && sleep SECONDS
        //lab:check volume NAME exists
        ```
        //lab:end

        """

    @Test(
        "A lab that is interrupted ends the command: no further lab is begun",
        arguments: [("first", "second"), ("second", "third")]
    )
    func lab(_ interrupted: String, _ next: String) async throws {
        try await withScratch { scratch in
            let deck = try LabDeck(scratch)
            let labs = ["first", "second", "third"].map { name in
                Self.lab.replacing("NAME", with: name)
                    .replacing("SECONDS", with: name == interrupted ? "100" : "0")
            }
            try scratch.write("deck.slide", "# Deck\n\nAuthor\n\n## Slide\n" + labs.joined())
            let (code, output) = try await onOwnThread {
                let running = try Running(
                    ["lab", "test", "deck.slide", "--engine", "embedded"],
                    in: scratch.path,
                    environment: deck.environment
                )
                try running.wait(for: "the session of \(interrupted)", within: .seconds(60)) {
                    running.output.contains(interrupted) && !deck.sessions.isEmpty
                }
                running.signal(SIGINT)
                return (try running.waitForExit(within: .seconds(30)), running.output)
            }
            #expect(code == 130)
            #expect(!output.contains(next), "\(output)")
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

    @Test("sandbox up that is interrupted before its session is ready ends with 130 and leaves none")
    func interruptedUp() async throws {
        try await withScratch { scratch in
            let deck = try LabDeck(scratch)
            let (code, output) = try await onOwnThread {
                let engine = try SilentEngine(scratch.file("engine.sock").string)
                let running = try Running(
                    ["sandbox", "up", "--engine", "docker", "--engine-socket", engine.path],
                    in: scratch.path,
                    environment: deck.environment
                )
                try engine.waitForClient()
                running.signal(SIGINT)
                return (try running.waitForExit(within: .seconds(30)), running.output)
            }
            #expect(code == 130)
            #expect(output.isEmpty)
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

/// Where an engine would listen: takes a connection and says nothing.
private final class SilentEngine {
    let path: String
    private let descriptor: Int32

    init(_ path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) == 0 }
        }
        guard isBound, listen(descriptor, 8) == 0 else {
            throw Program.Failure(description: "no socket at \(path): \(errno)")
        }
    }

    deinit { close(descriptor) }

    func waitForClient() throws {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&wanted, 1, 30_000) == 1 else {
            throw Program.Failure(description: "no client came: \(errno)")
        }
    }
}
