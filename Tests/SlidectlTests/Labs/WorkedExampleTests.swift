import Foundation
import SystemPackage
import TestKit
import Testing

/// The worked examples of the labs' design do what the design says, by the real clients on the embedded engine.
@Suite(
    "The worked examples of labs",
    .serialized,
    .enabled(if: TestClients.areThere, "no docker client for tests: scripts/test-engine start")
)
struct WorkedExampleTests {
    @Test("Nothing is wrong with the one for docker")
    func checksDocker() async throws {
        let result = try await run(["check", "08-containers.slide"], WorkedExamples.docker)
        #expect(!result.output.contains("lab."), "\(result.output)\(result.error)")
    }

    @Test("The lecturer's own commands pass the one for docker")
    func testsDocker() async throws {
        let deck = WorkedExamples.docker.replacing(
            "//lab:let <NAME> = todos\n",
            with: "//lab:let <NAME> = todos\n\n.code app/Dockerfile\n"
        )
        let result = try await run(
            ["lab", "test", "08-containers.slide", "--engine", "embedded"],
            deck,
            ["08-containers.lab.yaml": WorkedExamples.sidecar, "app/Dockerfile": WorkedExamples.dockerfile]
        )
        #expect(result.code == 0, "\(result.output)\(result.error)")
        for step in [
            "nopass  1/1", "up      4/4", "ps      2/2", "sh      1/1", "build  8/8",
        ] {
            #expect(result.output.contains("  ok    \(step)"), "\(step)\n\(result.output)")
        }
        #expect(result.output.contains(/2 labs +20\/20   PASS/), "\(result.output)")
    }

    @Test(
        "The one for kubectl has the lecture's own bug, and says what it is and what to do",
        .enabled(if: ClusterProgram.kubectlIsThere, "no kubectl: scripts/test-engine start")
    )
    func testsKubectl() async throws {
        let result = try await run(
            ["lab", "test", "08-containers.slide", "--lab", "k8s-bc", "--engine", "embedded"],
            WorkedExamples.kubectl
        )
        #expect(result.code == 1, "\(result.output)\(result.error)")
        for line in [
            "  ok    create    2/2", "  ok    list      1/1", "  ok    scale     3/3",
            "  FAIL  roll      0/4", "exit 1, expected 0", "- deployment.apps/k8s-bc image updated",
            "why   deploy/k8s-bc has containers {kubernetes-bootcamp}; kubectl names a container after its image",
            "try   kubectl set image deployments/k8s-bc "
                + "kubernetes-bootcamp=docker.io/jocatalin/kubernetes-bootcamp:v2",
            "skip  2 checks: rollout never started (doomed, 0 s waited)", "  --    describe  0/0",
            "needs roll",
        ] {
            #expect(result.output.contains(line), "\(line)\n\(result.output)")
        }
        // Where kubectl itself took long, all pods were ready before anybody waited for them.
        #expect(
            result.output.contains(/scale +3\/3 +(?:.+ ready 3\/3 (?:in|after) .+, )?steady 3 s/),
            "\(result.output)"
        )
        #expect(result.output.contains(/k8s-bc  Deploy, scale, roll out +6\/10   FAIL/), "\(result.output)")
    }

    private func run(
        _ arguments: [String],
        _ deck: String,
        _ files: [String: String] = [:]
    ) async throws -> Program.Result {
        let environment = ProcessInfo.processInfo.environment
        return try await onOwnThread {
            let folder = FileManager.default.temporaryDirectory.appending(
                path: "sl-\(UUID().uuidString.prefix(8))"
            )
            defer { try? FileManager.default.removeItem(at: folder) }
            for (path, text) in files.merging(["08-containers.slide": deck], uniquingKeysWith: { $1 }) {
                let file = folder.appending(path: path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(),
                    withIntermediateDirectories: true
                )
                try Data(text.utf8).write(to: file)
            }
            var variables = environment.filter { $0.key.hasPrefix("SLIDECTL_SANDBOX_") }
            variables["SLIDECTL_SANDBOX_STATE"] = folder.appending(path: "s").path
            return try Program.run(
                arguments,
                in: FilePath(folder.path),
                environment: variables,
                within: .seconds(300)
            )
        }
    }
}
