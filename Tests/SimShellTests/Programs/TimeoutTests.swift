import SimShell
import Testing

/// GNU's `timeout`, and the patience of `wget`.
struct TimeoutTests {
    private static let timeout = "/usr/bin/timeout"
    static let hint = "Try 'timeout --help' for more information.\n"

    private func run(_ words: [String]) async throws -> ScriptResult {
        try await Container(clock: ContinuousClock()).run([Self.timeout] + words)
    }

    @Test func isSilentAndGives124() async throws {
        #expect(try await run(["0.1", "sleep", "60"]) == ScriptResult(output: "", error: "", code: 124))
        #expect(try await run(["60", "sh", "-c", "echo a; exit 3"]).code == 3)
        #expect(try await run(["0", "true"]).code == 0)
        #expect(try await run(["--preserve-status", "0.1", "sleep", "60"]).code == 143)
        #expect(try await run(["-s", "KILL", "0.1", "sleep", "60"]).code == 137)
        #expect(try await run(["-k0.1", "0.1", "sh", "-c", "trap '' TERM; sleep 60; sleep 60"]).code == 137)
    }

    @Test(arguments: [
        (["x", "true"], "timeout: invalid time interval 'x'\n" + hint, 125),
        (["1"], hint, 125),
        (["-z", "1", "a"], "timeout: invalid option -- 'z'\n" + hint, 125),
        (["1", "nosuch"], "timeout: failed to run command 'nosuch': No such file or directory\n", 127),
        (["1", "/etc/passwd"], "timeout: failed to run command '/etc/passwd': Permission denied\n", 126),
        (["-v", "0.1", "sleep", "60"], "timeout: sending signal TERM to command 'sleep'\n", 124),
    ])
    func saysWhatIsWrong(_ words: [String], _ error: String, _ code: Int) async throws {
        #expect(try await run(words) == ScriptResult(output: "", error: error, code: code))
    }

    @Test func busyBoxHasItsOwn() async throws {
        let container = try Container(clock: ContinuousClock())
        #expect(try await container.run(["timeout", "0.1", "sleep", "60"]).code == 143)
    }

    @Test(arguments: [["-T", "1"], ["--timeout=1"]])
    func wgetWaitsOnlySoLongForAnAnswer(_ words: [String]) async throws {
        let container = try Container()
        let listener = try container.box.host.listen(on: 8080)
        let result = try await container.run(["wget", "-q"] + words + ["-O-", "http://127.0.0.1:8080/"])
        #expect(result == ScriptResult(output: "", error: "wget: download timed out\n", code: 1))
        listener.close()
    }

    @Test func wgetHasNoPatienceByAWord() async throws {
        let result = try await Container().run(["wget", "-T", "x", "-O-", "http://127.0.0.1:8080/"])
        #expect(result == ScriptResult(output: "", error: "wget: invalid number 'x'\n", code: 1))
    }
}
