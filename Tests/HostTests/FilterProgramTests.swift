import Glibc
import Testing

@testable import Host

/// Programs that are given bytes and print bytes.
@Suite struct FilterProgramTests {
    private func shell(
        _ script: String,
        limit: Int = 1 << 24,
        patience: Duration = .seconds(60)
    ) -> FilterProgram {
        let environment = ["PATH": "/usr/bin:/bin", "GREETING": "hello"]
        return FilterProgram(
            "/bin/sh",
            ["-c", script],
            environment: environment,
            limit: limit,
            patience: patience
        )
    }

    @Test func `More than a pipe holds goes in and comes out`() {
        let input = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        #expect(shell("cat").output(for: input) == input)
    }

    @Test func `A program that doesn't read its input still prints`() {
        #expect(shell("echo done").output(for: Array(repeating: 1, count: 1_000_000)) == Array("done\n".utf8))
    }

    @Test func `The environment is what was given`() {
        #expect(shell("echo $GREETING$HOME").output() == Array("hello\n".utf8))
    }

    @Test func `A failure, a signal and a missing program give nothing`() {
        #expect(shell("echo half; exit 3").output() == nil)
        #expect(shell("echo half; kill -9 $$").output() == nil)
        #expect(FilterProgram("/nowhere/program", [], environment: [:]).output() == nil)
    }

    @Test func `Who prints too much, or takes too long, is ended`() {
        #expect(shell("yes", limit: 1000).output() == nil)
        #expect(shell("exec sleep 3600", patience: .milliseconds(50)).output() == nil)
    }

    @Test func `The program has no descriptors but its own`() throws {
        let mine = open("/dev/null", O_RDONLY)
        defer { close(mine) }
        let printed = try #require(FilterProgram("/bin/ls", ["/proc/self/fd"], environment: [:]).output())
        // The fourth is the folder that ls reads.
        #expect(String(decoding: printed, as: UTF8.self) == "0\n1\n2\n3\n")
    }

    @Test func `Signals that we leave alone end the program as usual`() {
        signal(SIGPIPE, SIG_IGN)
        #expect(shell("kill -PIPE $$; echo alive").output() == nil)
    }
}
