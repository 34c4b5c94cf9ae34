import EngineAPI
import Testing

@testable import EngineGate

/// Dockerfiles are judged, and written anew for the engine.
struct DockerfileRewriteTests {
    private func rewritten(_ text: String, _ change: (inout BuildOptions) -> Void = { _ in }) throws -> String
    {
        var options = BuildOptions()
        change(&options)
        let session = try #require(GateSession(id: "alice1"))
        let rewrite = try DockerfileRewrite(Array(text.utf8), options, session)
        let names = Dictionary(
            uniqueKeysWithValues: rewrite.images.map { ($0, "engine/\($0.replacing(":", with: "-"))") }
        )
        return String(decoding: try rewrite.apply(names), as: UTF8.self)
    }

    private static let label = "LABEL dev.slidectl.session=alice1"

    @Test func namesImagesAndLabelsStages() throws {
        let text =
            "FROM golang:1.22 AS build\nRUN go build\nFROM scratch\nCOPY --from=build /a /a\nCOPY --from=nginx:1 /b /b\n"
        #expect(
            try rewritten(text)
                == "FROM engine/golang-1.22 AS build\n\(Self.label)\nRUN go build\nFROM scratch\n\(Self.label)\n"
                + "COPY --from=build /a /a\nCOPY --from=engine/nginx-1 /b /b\n"
        )
    }

    @Test func expandsArgumentsAndPlatforms() throws {
        let text = "ARG V=3\nFROM --platform=$BUILDPLATFORM alpine:${V} as b\nARG TARGETARCH\nRUN x\n"
        let result = try rewritten(text) { $0.buildArgs = ["V": "4"] }
        #expect(
            result.contains("FROM --platform=linux/amd64 engine/alpine-4 as b\n")
                || result.contains("linux/arm64")
        )
        #expect(result.contains("ARG TARGETARCH=a"))
    }

    @Test func leavesStagesByNameAlone() throws {
        let text = "FROM busybox AS base\nFROM base\nRUN y\n"
        #expect(
            try rewritten(text)
                == "FROM engine/busybox AS base\n\(Self.label)\nFROM base\n\(Self.label)\nRUN y\n"
        )
    }

    @Test(arguments: [
        "FROM busybox\nADD http://127.0.0.1:2375/x /x\n",
        "FROM busybox\nADD https://example.org/x.tar /x\n",
        "FROM busybox\nRUN --mount=type=bind,from=secret,target=/s cat /s/x\n",
        "FROM busybox\nRUN --network=host true\n",
        "FROM busybox\nRUN --security=insecure true\n",
        "FROM busybox\nRUN <<EOF\nFROM secret\nEOF\n",
        "FROM busybox\nONBUILD COPY --from=secret /x /x\n",
        "FROM busybox\nONBUILD ADD http://127.0.0.1/x /x\n",
        "FROM busybox\nLABEL dev.slidectl.session=bob222\n",
        "FROM busybox\nRUNN x\n",
        "RUN x\n",
        "",
        "FROM busybox\nCOPY --from=$X /a /b\n",
    ])
    func refuses(_ text: String) {
        #expect(throws: EngineError.self) { try rewritten(text) }
    }

    @Test(arguments: [
        ["COPY --from=secret /x /x"], ["ADD http://127.0.0.1/x /x"], ["RUN --mount=type=cache,target=/c x"],
    ])
    func refusesTriggersThatFetch(_ triggers: [String]) {
        #expect(throws: EngineError.self) { try DockerfileRewrite.checkTriggers(triggers) }
    }

    @Test func allowsTriggersThatDoNot() throws {
        try DockerfileRewrite.checkTriggers(["COPY . /app", "RUN make"])
    }

    @Test func hidesItsOwnSteps() {
        var steps = BuildSteps(
            extra: 1,
            originals: ["FROM slidectl.invalid/a/docker.io/library/busybox:latest": "FROM busybox"]
        )
        let label = Self.label
        let shown = [
            "Step 1/3 : FROM slidectl.invalid/a/docker.io/library/busybox:latest", " ---> 1\n",
            "Step 2/3 : \(label)",
            "\n", " ---> Running in 2\n", " ---> 3\n", "Step 3/3 : RUN x", "\n", "Successfully built 4\n",
        ].compactMap { steps.shown(ProgressMessage(stream: $0), label)?.stream }
        #expect(
            shown == [
                "Step 1/2 : FROM busybox", " ---> 1\n", "Step 2/2 : RUN x", "\n", "Successfully built 4\n",
            ]
        )
    }
}
