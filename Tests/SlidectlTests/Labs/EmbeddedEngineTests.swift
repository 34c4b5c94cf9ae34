import Foundation
import SystemPackage
import TestKit
import Testing

/// The real clients on the embedded engine, through the program itself.
@Suite(
    "The embedded engine",
    .enabled(if: TestClients.areThere, "no docker client for tests: scripts/test-engine start")
)
struct EmbeddedEngineTests {
    private func slidectl(_ arguments: [String]) async throws -> Program.Result {
        let environment = ProcessInfo.processInfo.environment
        return try await onOwnThread {
            let state = FileManager.default.temporaryDirectory.appending(
                path: "sl-\(UUID().uuidString.prefix(8))"
            )
            defer { try? FileManager.default.removeItem(at: state) }
            // Mirrors for real engines are none for this one.
            var variables = environment.filter { $0.key.hasPrefix("SLIDECTL_SANDBOX_") }
            variables["SLIDECTL_SANDBOX_STATE"] = state.path
            return try Program.run(
                arguments,
                in: FilePath(FileManager.default.currentDirectoryPath),
                environment: variables,
                within: .seconds(300)
            )
        }
    }

    private func run(_ script: String, engine: String = "embedded") async throws -> Program.Result {
        try await slidectl(["sandbox", "run", "--engine", engine, "--", "bash", "-c", script])
    }

    @Test func saysWhatItIs() async throws {
        let result = try await run("docker version --format '{{.Server.Platform.Name}}'; docker info")
        #expect(result.output.hasPrefix("slidectl embedded\n"), "\(result.output)\(result.error)")
        #expect(result.code == 0)
    }

    @Test func runsACommandWithItsStreamsAndExitCode() async throws {
        let result = try await run(
            "docker run --rm -i busybox sh -c 'cat; echo lost >&2; exit 7' <<< hello; echo $?"
        )
        #expect(result.output == "hello\n7\n")
        #expect(result.error.contains("lost\n"))
    }

    @Test func runsWhatSlidesRunAsRoot() async throws {
        let result = try await run(
            """
            sudo docker run --rm busybox echo one; sudo -E GREETING=two sh -c 'echo $GREETING'
            sudo -u root -- echo three; sudo sh -c 'exit 7'; echo $?; sudo; echo $?
            """
        )
        #expect(result.output == "one\ntwo\nthree\n7\n1\n", "\(result.output)\(result.error)")
        #expect(result.error.contains("usage: sudo"))
    }

    @Test func servesAPortThatItPublishes() async throws {
        let result = try await run(
            """
            docker run -d --name web -p 8080:80 nginx > id && curl -sf --retry 50 --retry-all-errors --retry-max-time 10 localhost:8080 | grep -o '<title>.*</title>'
            docker ps --format '{{.Names}} {{.Image}} {{.Ports}}' && docker rm -f web
            curl -s localhost:8080; echo $?
            """
        )
        #expect(
            result.output
                == "<title>Welcome to nginx!</title>\nweb nginx 0.0.0.0:8080->80/tcp, [::]:8080->80/tcp\nweb\n7\n",
            "\(result.output)\(result.error)"
        )
    }

    /// The code 7 of curl is a refusal; a server that isn't ready yet takes the connection all the same, as Docker's does.
    @Test("A port is open when `docker run` returns, and closed when `docker rm` or `docker stop` does")
    func opensAndClosesPortsAtOnce() async throws {
        let result = try await run(
            """
            port() { curl -s -o page localhost:8080; [ $? = 7 ] && echo closed || echo open; }
            for end in 'rm -f' stop kill 'rm -f' stop kill; do
                docker run -d --name web -p 8080:80 nginx >/dev/null; port
                docker $end web >/dev/null; port
                docker rm -f web >/dev/null 2>&1
            done
            docker run --name short -p 8080:80 busybox true; port
            """
        )
        let pairs = Array(repeating: "open\nclosed\n", count: 6).joined()
        #expect(result.output == pairs + "closed\n", "\(result.output)\(result.error)")
    }

    @Test func letsContainersOfANetworkFindEachOther() async throws {
        let result = try await run(
            """
            docker network create lan && docker run -d --name cache --network lan redis:7
            docker run --rm --network lan redis:7 redis-cli -h cache set greeting Ahoj
            docker run --rm --network lan redis:7 redis-cli -h cache get greeting
            docker run --rm redis:7 redis-cli -h cache ping
            """
        )
        #expect(result.output.hasSuffix("OK\nAhoj\n"), "\(result.output)")
        #expect(result.error.contains("Could not connect to Redis at cache:6379"), "\(result.error)")
    }

    @Test func mountsNothingOutsideOfTheWorkspace() async throws {
        let result = try await run(
            """
            echo mine > file; docker run --rm -v "$PWD:/w" busybox cat /w/file
            ln -s /etc etc; docker run --rm -v "$PWD/etc:/w" busybox cat /w/passwd
            docker run --rm -v /etc:/w busybox cat /w/passwd
            """
        )
        #expect(result.output == "mine\n", "\(result.output)")
        #expect(result.code != 0)
    }

    @Test func runsTheLectureAndListsWhatNeedsARealEngine() async throws {
        let result = try await slidectl([
            "lab", "test", "lectures/08-containers.slide", "--engine", "embedded",
        ])
        for lab in ["first-run", "ports", "volumes"] {
            #expect(result.output.contains(try Regex("(?m)^\(lab) .* PASS$")), "\(result.output)")
        }
        #expect(result.code == 0, "\(result.output)\(result.error)")
        #expect(result.output.contains("unknown: needs a real engine: go is only modelled here"))
        #expect(!result.output.contains("FAIL"))
    }

    // MARK: The lecture's answers

    private static let answers = "lectures/answers/08-containers"

    private static func names(_ folder: String) throws -> [String] {
        let root = FileManager.default.currentDirectoryPath
        return try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)").sorted()
    }

    private func run(lab: String, answers: String) async throws -> Program.Result {
        try await slidectl([
            "lab", "run", "lectures/08-containers.slide", "--lab", lab, "--answers", answers, "--engine",
            "embedded",
        ])
    }

    @Test func losesNoPointOfAModelAnswer() async throws {
        for lab in try Self.names(Self.answers + "/model") {
            let result = try await run(lab: lab, answers: Self.answers + "/model")
            #expect([0, 3].contains(result.code), "\(lab): \(result.output)\(result.error)")
            #expect(!result.output.contains("FAIL"), "\(lab): \(result.output)")
            let open = result.output.split(separator: "\n").filter { $0.contains("  unknown: ") }
            #expect(open.allSatisfy { $0.contains("needs a real engine") }, "\(lab): \(result.output)")
        }
    }

    @Test func saysOfAWrongAnswerWhatARealEngineSays() async throws {
        let names = try Self.names(Self.answers + "/wrong")
        // Most of a lab's time is waiting, so a few of them run at once.
        let told = try await withThrowingTaskGroup(of: Bool.self) { group in
            for name in names.prefix(3) { group.addTask { try await isTold(name) } }
            var (told, next) = (0, names.dropFirst(3).makeIterator())
            while let isTold = try await group.next() {
                told += isTold ? 1 : 0
                if let name = next.next() { group.addTask { try await self.isTold(name) } }
            }
            return told
        }
        #expect(told >= 12, "\(told) mistakes are told")
    }

    /// Whether a wrong answer fails at its step with its message; `false` where only a real engine can tell.
    private func isTold(_ name: String) async throws -> Bool {
        let folder = "\(Self.answers)/wrong/\(name)"
        let lab = try #require(try Self.names(folder).first { $0 != "expect" })
        let expectation = try String(contentsOfFile: folder + "/expect", encoding: .utf8)
            .split(separator: "\n")
        let result = try await run(lab: lab, answers: folder)
        #expect(result.code == 1, "\(name): \(result.output)\(result.error)")
        let step = expectation[0]
        if result.output.contains(try Regex("(?m)^  \\?  +\(step) ")) {
            #expect(result.output.contains("needs a real engine"), "\(name): \(result.output)")
            return false
        }
        #expect(result.output.contains(try Regex("(?m)^  FAIL  \(step) ")), "\(name): \(result.output)")
        for message in expectation.dropFirst() where !result.output.contains("needs a real engine") {
            #expect(result.output.contains(message), "\(name): '\(message)'\n\(result.output)")
        }
        return true
    }
}

enum TestClients {
    static let areThere = ProcessInfo.processInfo.environment["SLIDECTL_TEST_CLIENTS"] != nil
}
