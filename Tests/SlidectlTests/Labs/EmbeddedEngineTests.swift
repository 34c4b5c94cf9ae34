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
}

private enum TestClients {
    static let areThere = ProcessInfo.processInfo.environment["SLIDECTL_TEST_CLIENTS"] != nil
}
