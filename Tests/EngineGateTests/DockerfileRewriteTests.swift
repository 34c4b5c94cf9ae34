import EngineAPI
import Testing

@testable import EngineGate

/// Dockerfiles are judged, and written anew for the engine.
struct DockerfileRewriteTests {
    private func rewritten(
        _ text: String,
        allowsHeredocs: Bool = false,
        _ change: (inout BuildOptions) -> Void = { _ in }
    ) throws -> String {
        var options = BuildOptions()
        change(&options)
        let session = try #require(GateSession(id: "alice1"))
        let rewrite = try DockerfileRewrite(
            Array(text.utf8),
            options,
            session,
            allowsHeredocs: allowsHeredocs
        )
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

    /// What a here-document holds is no instruction, and stays as it is.
    @Test func leavesHereDocumentsAloneWhereTheyAreAllowed() throws {
        let rest = "RUN <<EOF\nFROM secret\nADD http://127.0.0.1/x /x\nEOF\nCOPY <<-\"X\" /a\n\tARG a\n\tX\n"
        let result = try rewritten("FROM busybox\n" + rest, allowsHeredocs: true)
        #expect(result == "FROM engine/busybox\n\(Self.label)\n" + rest)
    }

    /// Of each line that we write, the same text is looked for in the student's file.
    @Test func countsLinesAsTheStudentDoes() throws {
        let text =
            "# one\nFROM busybox AS \\\n  first\nRUN a\n\nFROM busybox\nRUN b \\\n  c\nFROM first\nRUN d\n"
        let session = try #require(GateSession(id: "alice1"))
        let plan = BuildPlan(asked: BuildOptions(), session: session)
        let rewrite = try DockerfileRewrite(Array(text.utf8), BuildOptions(), session)
        plan.expect(rewrite, originals: [:])
        let written = text.split(separator: "\n", omittingEmptySubsequences: false)
        let ours = try rewritten(text).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in ours.enumerated() where line != Self.label[...] {
            let told = plan.told(.malformed("dockerfile parse error on line \(index + 1): x")).message
            let number = try #require(Int(told.split(separator: " ")[5].dropLast()))
            #expect(written[number - 1].hasPrefix(line.hasPrefix("FROM") ? "FROM" : line))
        }
        let old = EngineError.malformed("Dockerfile parse error line 12: unknown flag: --x")
        #expect(plan.told(old).message == "Dockerfile parse error line 9: unknown flag: --x")
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

    /// The folders of a build whose base image has variables and a folder of its own.
    private func checkFolders(_ text: String, below folder: String = "/srv") throws {
        let session = try #require(GateSession(id: "alice1"))
        let file = Array("FROM busybox AS base\n\(text)\n".utf8)
        let base = ContainerConfig().with {
            ($0.env, $0.workingDir) = (["HOME=/root", "WAY=/proc/self", "ROOT=/"], folder)
        }
        try DockerfileRewrite(file, BuildOptions(), session).checkFolders(["busybox": base])
    }

    @Test(arguments: [
        "WORKDIR /proc/self/fd/8", "WORKDIR //dev/./fd/7", "WORKDIR /a/../sys", "WORKDIR ../proc/1",
        "WORKDIR /\nWORKDIR proc\nRUN ls", "ARG P=/proc\nWORKDIR $P/1", "ENV P=/sys Q=x\nWORKDIR ${P:-/a}",
        "WORKDIR $WAY/fd/8", "FROM base\nWORKDIR \"$WAY\"", "ONBUILD WORKDIR /proc/self",
        "WORKDIR ${ROOT}proc",
    ])
    func refusesFoldersThatLeadOutOfTheContainer(_ text: String) {
        let problem = #expect(throws: EngineError.self) { try checkFolders(text) }
        #expect(problem?.kind == .forbidden)
        #expect(problem?.message.contains("of the Dockerfile: the working folder '/") == true)
    }

    @Test func refusesAnImageWhoseFolderLeadsOut() {
        let problem = #expect(throws: EngineError.self) {
            try checkFolders("RUN ls", below: "/proc/self/fd/8")
        }
        #expect(problem?.message.contains("/proc/self/fd/8") == true)
        #expect(throws: EngineError.self) { try DockerfileRewrite.checkTriggers(["WORKDIR /sys"]) }
    }

    @Test(arguments: [
        "WORKDIR /app", "WORKDIR ..\nWORKDIR x", "WORKDIR $HOME/go", "WORKDIR /procs", "WORKDIR $UNSET",
    ])
    func allowsOtherFolders(_ text: String) throws { try checkFolders(text) }

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
