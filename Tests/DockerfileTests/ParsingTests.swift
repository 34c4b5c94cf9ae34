import SourceText
import Testing

@testable import Dockerfile
/// What each instruction becomes.
struct ParsingTests {
    private func kinds(_ text: String) -> [Instruction.Kind] { Dockerfile(text).instructions.map(\.kind) }

    @Test func tellsExecFromShell() {
        #expect(kinds("FROM a\nCMD [\"x\", \"\\u0041\\n\"]")[1] == .cmd(.exec(["x", "A\n"])))
        #expect(kinds("FROM a\nCMD ['x']")[1] == .cmd(.shell("['x']")))
        #expect(kinds("FROM a\nRUN [\"x\",]")[1] == .run(.shell("[\"x\",]")))
        #expect(kinds("FROM a\nRUN [ ]")[1] == .run(.exec([])))
    }

    @Test func readsStages() {
        let file = Dockerfile(
            "FROM --platform=linux/arm64 golang:1 AS Build\nFROM scratch\nCOPY --from=build a b"
        )
        #expect(file.problems.isEmpty)
        #expect(kinds("FROM x as Y")[0] == .from(.init(image: "x", name: "y", platform: nil)))
        #expect(file.stages().map(\.base) == [.image("golang:1"), .scratch])
        #expect(file.references().map(\.target) == [.image("golang:1")])
    }

    @Test func joinsContinuedLinesAndDropsCommentsBetweenThem() {
        let text = "FROM a\nRUN one \\\n  # a comment\n\n  two \\  \nthree\nCMD four"
        #expect(
            kinds(text) == [
                .from(.init(image: "a", name: nil, platform: nil)), .run(.shell("one   two three")),
                .cmd(.shell("four")),
            ]
        )
    }

    @Test func keepsAnEscapedEscapeAtTheEndOfALine() {
        #expect(kinds("FROM a\nRUN x\\\\\nRUN y").count == 3)
    }

    @Test func followsTheEscapeDirective() {
        let file = Dockerfile("# escape=`\nFROM a\nRUN dir `\n  c:\\\n")
        #expect(file.instructions.last?.kind == .run(.shell("dir   c:\\")))
        #expect(file.directives == ["escape": "`"])
        // After any other line a directive is a comment.
        #expect(Dockerfile("#\n# escape=`\nFROM a").directives.isEmpty)
    }

    @Test func readsHeredocs() {
        let text = "FROM a\nRUN <<-EOF cat\n\tone\n\t# two\n\tEOF\nCOPY <<'A' <<B /to/\n$x\nA\n$y\nB\nCMD z"
        let file = Dockerfile(text)
        #expect(file.instructions[1].heredocs.map(\.content) == ["one\n# two\n"])
        #expect(file.instructions[2].heredocs.map(\.expands) == [false, true])
        #expect(file.instructions[2].heredocs.map(\.content) == ["$x\n", "$y\n"])
        #expect(file.instructions[3].kind == .cmd(.shell("z")))
        #expect(Dockerfile("FROM a\nRUN <<EOF\nx").problems.map(\.text) == ["unterminated heredoc"])
    }

    @Test func readsOptions() {
        let text =
            "FROM a\nRUN --mount=type=cache,target=/c --mount=from=b,source=/x,target=/y --network=none make --x"
        let run = Dockerfile(text).instructions[1]
        #expect(run.kind == .run(.shell("make --x")))
        #expect(
            run.mounts == [
                ["type": "cache", "target": "/c"], ["from": "b", "source": "/x", "target": "/y"],
            ]
        )
        #expect(run.flag("network") == "none")
        let copy = Dockerfile("FROM a\nCOPY --chown=1:2 --chmod=755 --link a b /c/").instructions[1]
        let expected = Instruction.Transfer(
            sources: ["a", "b"],
            destination: "/c/",
            from: nil,
            owner: "1:2",
            mode: "755",
            link: true
        )
        #expect(copy.kind == .copy(expected))
    }

    @Test func readsVariables() {
        #expect(
            kinds("ARG a b=c\nFROM x\nENV one two three\nENV a=1 b=\"x y\"\nLABEL k=v")[2...] == [
                .env([.init(name: "one", value: "two three")]),
                .env([.init(name: "a", value: "1"), .init(name: "b", value: "\"x y\"")]),
                .label([.init(name: "k", value: "v")]),
            ]
        )
        #expect(kinds("ARG a b=c")[0] == .arg([.init(name: "a", value: nil), .init(name: "b", value: "c")]))
    }

    @Test func readsHealthchecksAndTriggers() {
        let file = Dockerfile(
            "FROM a\nHEALTHCHECK --interval=2s CMD curl x\nHEALTHCHECK NONE\nONBUILD COPY a b"
        )
        #expect(file.instructions[1].flag("interval") == "2s")
        #expect(file.instructions[1].kind == .healthcheck(.command(.shell("curl x"))))
        #expect(file.instructions[2].kind == .healthcheck(.none))
        guard case .onbuild(let inner) = file.instructions[3].kind, case .copy = inner.kind else {
            Issue.record("no trigger")
            return
        }
    }

    @Test func placesEveryInstruction() {
        let file = Dockerfile("FROM a\n  RUN x \\\n   y\n")
        #expect(file.instructions[1].range.lowerBound == SourcePosition(line: 2, column: 3))
        #expect(file.instructions[1].range.upperBound == SourcePosition(line: 3, column: 5))
    }
}
