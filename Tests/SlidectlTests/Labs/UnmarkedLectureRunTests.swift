import Foundation
import SystemPackage
import TestKit
import Testing

/// A lecture without any directive, as lecturers have them, with the kinds of faults that they have.
@Suite(
    "A lecture that nobody wrote labs for",
    .serialized,
    .enabled(if: LabEngine.isThere, "no engine for tests: scripts/test-engine start")
)
struct UnmarkedLectureRunTests {
    private static let deck = """
        # Deck

        Author

        ## Files

        .code page/Dockerfile

        .code page/compose.yaml

        ## Containers

        ```
        $ docker pull quay.io/example/tool:1
        $ docker run -d busybox sleep 300
        $ docker ps
        CONTAINER ID   IMAGE     COMMAND       CREATED         STATUS        PORTS     NAMES
        3f2a11c0de77   busybox   "sleep 300"   2 seconds ago   Up 1 second             wise_otter
        $ docker kill 3f2a11c0de77
        $ docker run -v /srv/data:/data busybox true
        $ docker run --name <NAME> busybox
        ```

        ## Builds

        ```
        $ docker build .
        $ docker build -f deploy/Dockerfile .
        $ docker buildx build --platform=linux/amd64,linux/arm64 .
        $ docker compose --profile tools config -q
        ```

        ## A cluster

        ```
        $ minikube start
        $ minikube stop
        ```

        ## What the cluster does

        ```
        $ kubectl create deployment shop --image=nginx:1.27
        $ kubectl set image deployments/shop shop=nginx:1.25
        $ kubectl set image deployments/store nginx=nginx:1.25
        ```

        """

    /// Runs the program in a folder, with sessions of its own.
    private static func run(_ arguments: [String], in scratch: Scratch) async throws -> Program.Result {
        var variables = ProcessInfo.processInfo.environment.filter { $0.key.hasPrefix("SLIDECTL_SANDBOX_") }
        variables["SLIDECTL_SANDBOX_STATE"] = scratch.file("s").string
        let environment = variables
        return try await onOwnThread {
            try Program.run(arguments, in: scratch.path, environment: environment, within: .seconds(300))
        }
    }

    @Test(arguments: [true, false])
    func reportsEachFaultWithItsCause(isReal: Bool) async throws {
        let engine = isReal ? LabDeck.engine : ["--engine", "embedded"]
        let result = try await withScratch { scratch in
            try scratch.write(
                "page/Dockerfile",
                "FROM busybox\nARG TOOL\nRUN test -n \"$TOOL\"\nENTRYPOINT [\"/bin/${TOOL}\"]\n"
            )
            try scratch.write(
                "page/compose.yaml",
                "services:\n  web:\n    image: busybox\n    profiles: [all]\n"
            )
            try scratch.write("deck.slide", Self.deck)
            return try await Self.run(["lab", "test", "deck.slide"] + engine, in: scratch)
        }
        #expect(result.code == 1, "\(result.output)\(result.error)")
        // What no engine is needed for.
        for fault in ["exec-variable", "unknown-profile", "container-name"] {
            #expect(result.error.contains(fault), "\(result.error)")
        }
        let states = result.output.split(separator: "\n").filter {
            $0.contains("slide") && $0.contains("0/0")
        }
        .map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
        #expect(
            states == [
                "-- slide3-1", "ok slide3-2", "ok slide3-3", "ok slide3-4", "-- slide3-5", "-- slide3-6",
                "FAIL slide4-1", "FAIL slide4-2", "-- slide4-3", "ok slide4-4", "ok slide5-1", "ok slide5-2",
                "ok slide6-1", "FAIL slide6-2", "FAIL slide6-3",
            ],
            "\(result.output)"
        )
        for reason in [
            "images from quay.io/example/tool can't be pulled", "bind mounts are limited to your workspace",
            "nothing stands for <NAME>", "needs BuildKit", "TOOL is empty", "--build-arg TOOL=VALUE",
            "there is no deploy/Dockerfile", "deploy/shop has containers {nginx}",
            "kubectl set image deployments/shop nginx=nginx:1.25", "there is no deployment store, but shop",
        ] {
            #expect(result.output.contains(reason), "\(reason)\n\(result.output)")
        }
    }

    @Test func findsWhereAnOutputIsntWhatWasRecorded() async throws {
        try await withScratch { scratch in
            try scratch.write("page/greeting.txt", "hello\n")
            try scratch.write(
                "deck.slide",
                "# Deck\n\nAuthor\n\n## Slide\n\n.code page/greeting.txt\n\n"
                    + "```\n$ cat greeting.txt\n$ docker run -d busybox true\n```\n"
            )
            let engine = ["deck.slide", "--engine", "embedded"]
            let recorded = try await Self.run(["lab", "record"] + engine, in: scratch)
            #expect(recorded.code == 0, "\(recorded.output)\(recorded.error)")
            let same = try await Self.run(["lab", "test"] + engine, in: scratch)
            #expect(same.code == 0, "\(same.output)\(same.error)")
            try scratch.write("page/greeting.txt", "good morning\n")
            let other = try await Self.run(["lab", "test"] + engine, in: scratch)
            #expect(other.code == 1)
            #expect(
                other.output.contains("- hello") && other.output.contains("+ good morning"),
                "\(other.output)"
            )
            #expect(other.output.contains("it doesn't print any more what was recorded"), "\(other.output)")
        }
    }
}
