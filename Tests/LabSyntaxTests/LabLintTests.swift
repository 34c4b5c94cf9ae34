import SourceText
import Testing

@testable import LabSyntax

@Suite struct LabLintTests {
    private func ids(_ body: String, begin: String = "begin id=x") -> [String] {
        labs("# T\n\n## A\n//lab:\(begin)\n\n\(body)\n//lab:end\n").diagnostics.map(\.id.rawValue)
    }

    private func fence(_ lines: String) -> String { "```\n\(lines)\n```\n" }

    @Test(arguments: [
        ("//lab:nope", "lab.directive.unknown"),
        ("//lab:+ more", "lab.directive.continuation"),
        ("//lab:step id=one", "lab.directive.place"),
        ("//lab:step id=a.b/c\n```\n$ ls\n```", "lab.directive.arguments"),
        ("//lab:step id=a nope=1\n```\n$ ls\n```", "lab.directive.arguments"),
        ("//lab:setup", "lab.directive.arguments"),
        ("//lab:file ../x", "lab.directive.arguments"),
        ("//lab:let X = y", "lab.directive.arguments"),
        ("```\n$ ls\n//lab:check container\n```", "lab.check.syntax"),
        ("```\n$ ls\n//lab:check http :80/ within=1s json=\"items count = 3\"\n```", "lab.check.json"),
        ("```\n$ ls\n//lab:check http :80/ within=1s json=\"$.items count\"\n```", "lab.check.json"),
        ("```\n$ ls\n//lab:check http :80/ within=1s json=\"$.items[x] = 1\"\n```", "lab.check.json"),
        ("```\n$ ls\n//lab:check http :80/ within=1s json=\"$ is list\"\n```", "lab.check.json"),
        ("```\n$ ls\n//lab:check file a matches \"(a\"\n```", "lab.check.expression"),
        ("```\n$ ls\n//lab:check file a matches \"a(?=b)\"\n```", "lab.check.expression"),
        ("```\n$ ls\n//lab:out {{nope}}\n```", "lab.pattern.syntax"),
        ("```\n$ ls\n//lab:out ...\n```", "lab.pattern.nothing"),
        ("```\n$ ls\n//lab:row\n```", "lab.pattern.nothing"),
        ("```\n$ docker build -t <NAME> .\n```", "lab.placeholder.unset"),
        ("```\n$ ls\n//lab:check tcp :80 open\n```", "lab.check.needs-time"),
        ("```\n$ ls\n//lab:check container x healthy\n```", "lab.check.needs-time"),
        (
            "```\n//lab:step id=a points=1\n$ ls\n//lab:check container x running points=2\n```",
            "lab.points.sum"
        ),
        ("```\n$ ls\n//lab:out 9a6a02b6f0d4\n```", "lab.pattern.volatile"),
        ("```\n//lab:step id=a needs=b\n$ ls\n```", "lab.step.needs"),
        ("```\n$ ls\n//lab:hint when=\"exit=1 err~x\" \"look\"\n```", "lab.hint.condition"),
        ("```\n//lab:step id=a\n$ docker run nginx\n```", "lab.image.untagged"),
        ("```\n$ ls\n//lab:check container $cid running\n```", "lab.capture.unknown"),
        ("```\n//lab:step id=a\n$ ls\n//lab:step id=a\n$ ls\n```", "lab.id.repeated"),
        ("```\n//lab:begin id=y\n$ ls\n```", "lab.directive.place"),
    ])
    func finds(body: String, id: String) { #expect(ids(body) == [id]) }

    @Test func findsALabThatIsNeverClosed() {
        #expect(
            labs("# T\n\n## A\n//lab:begin id=x\n").diagnostics.map(\.id.rawValue) == ["lab.begin.unclosed"]
        )
        #expect(labs("# T\n\n## A\n//lab:end\n").diagnostics.map(\.id.rawValue) == ["lab.end.unmatched"])
    }

    @Test func findsPointsThatDontAddUp() {
        let body = fence("//lab:step id=a points=2\n$ ls")
        #expect(ids(body, begin: "begin id=x points=3") == ["lab.points.sum"])
        #expect(ids(body, begin: "begin id=x points=2") == [])
    }

    @Test func placesAProblemInAContinuedLine() throws {
        let text =
            "# T\n\n## A\n//lab:begin id=x\n\n```\n$ ls\n//lab:check container x\n//lab:+ flying\n```\n//lab:end\n"
        let finding = try #require(labs(text).diagnostics.first)
        #expect(finding.location.description == "a.slide:9:9")
    }

    @Test func takesALecturesOwnSnippetsAsTheyAre() {
        #expect(
            labs("# T\n\n## A\n\n```\n$ docker run nginx\n9a6a02b6f0d4\n$ docker kill <ID>\n```\n")
                .diagnostics.isEmpty
        )
    }
}
