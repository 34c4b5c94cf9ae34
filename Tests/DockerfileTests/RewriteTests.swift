import Dockerfile
import Testing

/// The platform variables that the classic builder doesn't know, and which files of a context it gets.
struct RewriteTests {
    private let variables = BuildPlatform.variables(
        build: BuildPlatform(system: "linux", architecture: "amd64"),
        target: BuildPlatform(system: "linux", architecture: "arm64")
    )

    private func rewritten(_ text: String, _ arguments: [String: String] = [:]) -> String {
        String(
            decoding: PlatformRewrite.apply(to: Array(text.utf8), variables: variables, arguments: arguments),
            as: UTF8.self
        )
    }

    @Test func setsThePlatformWithoutAddingALine() {
        let text = """
            # syntax=docker/dockerfile:1
            FROM --platform=$BUILDPLATFORM golang AS build
            ARG TARGETOS TARGETARCH \\
                OTHER
            RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build
            FROM --platform=${TARGETPLATFORM:-x} alpine

            """
        #expect(
            rewritten(text) == """
                # syntax=docker/dockerfile:1
                FROM --platform=linux/amd64 golang AS build
                ARG TARGETOS=linux TARGETARCH=arm64 \\
                    OTHER
                RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build
                FROM --platform=linux/arm64 alpine

                """
        )
    }

    @Test func leavesWhatTheFileOrTheCallerSets() {
        let text =
            "ARG BUILDPLATFORM=linux/s390x\nFROM --platform=$BUILDPLATFORM a\nARG TARGETOS=plan9\nRUN b"
        #expect(rewritten(text) == text)
        #expect(
            rewritten("FROM --platform=$BUILDPLATFORM a", ["BUILDPLATFORM": "l/x"]) == "FROM --platform=l/x a"
        )
        #expect(
            rewritten("ARG BUILDPLATFORM\nFROM $BUILDPLATFORMS")
                == "ARG BUILDPLATFORM=linux/amd64\nFROM $BUILDPLATFORMS"
        )
        #expect(rewritten("no dockerfile at all $BUILDPLATFORM") == "no dockerfile at all $BUILDPLATFORM")
    }

    @Test func readsPlatforms() {
        #expect(BuildPlatform("linux/arm/v7")?.variant == "v7")
        #expect(BuildPlatform("LINUX/AMD64")?.description == "linux/amd64")
        #expect(BuildPlatform("linux") == nil)
        #expect(BuildPlatform("linux/") == nil)
    }

    @Test(arguments: [
        ("*.md", ["a.md": true, "b/a.md": false]),
        ("**/*.md", ["a.md": true, "b/c/a.md": true, "a.mdx": false]),
        ("a/**", ["a/b/c": true, "ab": false]), ("/a", ["a": true, "a/b": true, "b/a": false]),
        ("*\n!keep", ["x": true, "keep": false, "keep/x": false]), ("# a\n\n a ", ["a": true, "# a": false]),
        ("*\n!a/b", ["a/b": false, "a/c": true]), ("f?[a-c]", ["fxb": true, "fxd": false, "f/b": false]),
        ("[^a]x", ["bx": true, "ax": false]), ("**/a", ["a": true, "x/a": true, "xa": false]),
        ("./a/../b", ["b": true]),
        ("a\\*", ["a*": true, "ab": false]), ("**", ["a": true, "a/b": true]), ("[", ["[": true]),
        ("!a", ["a": false]),
    ])
    func excludes(_ text: String, _ cases: [String: Bool]) {
        for (path, expected) in cases { #expect(DockerIgnore(text).excludes(path) == expected, "\(path)") }
    }

    @Test func matchesHostilePatternsInLinearTime() {
        let ignore = DockerIgnore(String(repeating: "*a", count: 200))
        #expect(!ignore.excludes(String(repeating: "a", count: 2000) + "b"))
    }
}
