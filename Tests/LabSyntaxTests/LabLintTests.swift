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
        ("```\n$ ls\n//lab:check container x exited code=300\n```", "lab.check.operand"),
        ("```\n//lab:step id=a timeout=121s\n$ ls\n```", "lab.time.nesting"),
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
        ("```\n$ ls\n//lab:step id=b points=1\n```", "lab.directive.place"),
        ("```\n$ ls\n//lab:skip\n```", "lab.directive.place"),
        ("```\n//lab:step id=a\n//lab:step id=b\n$ ls\n```", "lab.directive.place"),
        ("//lab:step id=a\n\n```\n//lab:step id=b\n$ ls\n```", "lab.directive.place"),
        ("```\n  //lab:step id=a\n$ ls\n```", "lab.directive.indented"),
        ("- one\n\n  ```\n  $ ls\n  //lab:out x\n  ```", "lab.directive.indented"),
        ("  //lab:setup docker pull x", "lab.directive.indented"),
        ("```\n$ ls\n//lab:check volume x exists id=\"no good/../id\"\n```", "lab.check.syntax"),
        (
            "```\n$ ls\n//lab:check volume x exists id=a\n//lab:check volume y exists id=a\n```",
            "lab.id.repeated"
        ),
        (
            "```\n//lab:step id=up\n$ ls\n//lab:check volume x exists id=up.2\n//lab:check volume y exists\n```",
            "lab.id.repeated"
        ),
        (
            "```\n$ ls\n//lab:check volume x exists id=a\n$ ls\n//lab:check volume y exists id=a\n```",
            "lab.id.repeated"
        ),
        ("```\n//lab:step match=json\n$ ls\n[]\n```", "lab.pattern.nothing"),
        ("```\n//lab:step match=json\n$ ls\n{}\n```", "lab.pattern.nothing"),
        ("```\n//lab:step match=json\n$ ls\n//lab:out {\"a\": [{}, []]}\n```", "lab.pattern.nothing"),
        ("```\n//lab:step match=yaml\n$ ls\n//lab:out {}\n```", "lab.pattern.nothing"),
        ("```\n//lab:step match=yaml\n$ ls\n//lab:out # none\n```", "lab.pattern.nothing"),
        (
            "```\n//lab:step match=unordered\n$ ls\n//lab:out {{a:int}}\n//lab:out {{=a}}\n```",
            "lab.capture.unknown"
        ),
    ])
    func finds(body: String, id: String) { #expect(ids(body) == [id]) }

    @Test(arguments: [
        ("```\n//lab:step match=none\n$ ls\n//lab:out yes\n```", "lab.pattern.unused"),
        ("```\n//lab:step match=none\n$ ls\n//lab:row NAME=web\n```", "lab.pattern.unused"),
        ("```\n$ ls\n//lab:row NAME=web\n//lab:out nothing of this\n```", "lab.pattern.unused"),
        ("```\n//lab:step match=json\n$ ls\n//lab:row NAME=web\n```", "lab.pattern.unused"),
        ("```\n$ ls\n//lab:out {{re:.*}}\n```", "lab.pattern.nothing"),
        ("```\n$ ls\n//lab:row NAME={{re:.*}}\n```", "lab.pattern.nothing"),
        ("```\n//lab:step match=contains\n$ ls\n//lab:out a (?)\n```", "lab.pattern.nothing"),
        ("```\n//lab:step match=json\n$ ls\n//lab:out [1,\n```", "lab.pattern.syntax"),
        ("```\n//lab:step match=json\n$ ls\n//lab:out {\"id\": {{int}} }\n```", "lab.pattern.syntax"),
        ("```\n//lab:step match=json\n$ ls\n{\"a\": 1}\n...\n```", "lab.pattern.syntax"),
        ("```\n//lab:step match=yaml\n$ ls\n//lab:out a: [1\n```", "lab.pattern.syntax"),
        ("```\n$ ls\n//lab:row NAME=web AGE=5s\n```", "lab.pattern.volatile"),
    ])
    func findsExpectationsThatCanHoldOfNothingOrAnything(body: String, id: String) {
        #expect(ids(body) == [id])
    }

    @Test func placesWhatIsWrongWithADocument() throws {
        let text =
            "# T\n\n## A\n//lab:begin id=x\n\n```\n//lab:step match=json\n$ ls\n//lab:out {\n//lab:out \"a\": x\n//lab:out }\n```\n//lab:end\n"
        #expect(labs(text).diagnostics.map(\.location.range.lowerBound.line) == [10])
    }

    @Test func findsALabThatIsNeverClosed() {
        #expect(
            labs("# T\n\n## A\n//lab:begin id=x\n").diagnostics.map(\.id.rawValue) == ["lab.begin.unclosed"]
        )
        #expect(labs("# T\n\n## A\n//lab:end\n").diagnostics.map(\.id.rawValue) == ["lab.end.unmatched"])
    }

    @Test func findsPointsThatDontAddUp() {
        let body = fence("//lab:step id=a points=2 award=all\n$ ls\n//lab:check volume x exists")
        #expect(ids(body, begin: "begin id=x points=3") == ["lab.points.sum"])
        #expect(ids(body, begin: "begin id=x points=2") == [])
    }

    @Test func takesTheBestOfAlternativesForTheWholeStep() {
        func found(_ points: String, _ checks: String...) -> [String] {
            let lines = checks.enumerated().map { "//lab:check volume v\($0) exists \($1)\n" }.joined()
            return ids(fence("//lab:step id=a points=\(points) award=best\n$ ls\n\(lines)"))
        }
        #expect(found("6", "points=6", "points=3") == [])
        #expect(found("6", "points=3", "") == [])
        #expect(found("9", "points=4", "points=2") == ["lab.points.sum"])
        #expect(found("3", "points=4", "") == ["lab.points.sum"])
    }

    @Test func placesAProblemInAContinuedLine() throws {
        let text =
            "# T\n\n## A\n//lab:begin id=x\n\n```\n$ ls\n//lab:check container x\n//lab:+ flying\n```\n//lab:end\n"
        let finding = try #require(labs(text).diagnostics.first)
        #expect(finding.location.description == "a.slide:9:9")
    }

    @Test(arguments: [
        "```\n//lab:step match=json\n$ ls\n{\"a\": [], \"b\": null}\n```",
        "```\n//lab:step match=json\n$ ls\n{\"a\": 1}\n{\"a\": 2}\n```",
        "```\n//lab:step match=yaml\n$ ls\na: {b: 0}\n```",
        "```\n//lab:step match=lines\n$ ls\n//lab:out {{a:int}}\n//lab:out {{=a}}\n```",
        "```\n//lab:step exit=1 match=contains\n$ docker rm nosuch\n//lab:err No such container\n```",
        "```\n//lab:step\n$ ls\n//lab:check volume x exists\n//lab:check volume y exists id=a\n```",
        "- one\n\n  ```\n  x // lab:out\n  //lab:x\n  ```",
        "```\n$ ls\n//lab:out foo (?)\n```", "```\n$ ls\n//lab:out foo (*)\n```",
        "```\n//lab:step match=json\n$ ls\n//lab:out {\"a/b\": [-1.5e3, \"\\/\", true]}\n```",
        "```\n//lab:step exit=1 match=none\n$ ls\n//lab:err No such file\n```",
        "```\n$ docker run -d nginx:1.27\n//lab:out {{web-id:hex64}}\n"
            + "//lab:check container {{=web-id}} running within=5s\n```",
        "```\n$ docker run -d nginx:1.27\n//lab:out {{web:hex64}}\n"
            + "//lab:check container $web label a=$web-x within=5s\n```",
        "```\n$ ls\n//lab:row NAME=web AGE={{age}}\n```",
    ])
    func takes(body: String) { #expect(ids(body) == [], "\(body)") }

    @Test(arguments: [
        "container nosuch absent", "image foo:1 absent", "tcp :9999 refused within=1s",
        "pods app=x count=0 within=1s", "container nosuch running never=1s",
    ])
    func findsWhatHoldsBeforeAnythingIsDone(check: String) {
        func found(_ before: String, _ step: String = "id=a") -> Bool {
            ids("\(before)\n" + fence("//lab:step \(step) points=1 exit=1\n$ true\n//lab:check \(check)"))
                .contains("lab.check.untouched")
        }
        #expect(found(""))
        #expect(found(fence("//lab:step id=b\n$ docker run alpine:3.22")))
        #expect(!found(fence("//lab:step id=b\n$ kubectl apply -f all.yaml")))
        #expect(!found("//lab:setup docker compose up -d"))
        #expect(!found("//lab:setup make nosuch foo:1 9999 x"))
        #expect(!found(fence("//lab:step id=b\n$ true"), "id=a needs=b"))
    }

    @Test(arguments: [
        ("docker volume create data", "volume data exists"),
        ("docker pull -q nginx:1.27", "image nginx:1.27 exists"),
        ("docker build -q -t own:1 .", "image own:1 exists"),
        ("docker network create -d bridge back", "network back exists"),
        ("true", "network bridge exists"),
        ("docker run -d --name base nginx:1.27", "container base running not privileged"),
        ("docker run -d --name base nginx:1.27", "container base image=nginx:1.27 restarts <= 0"),
        ("docker create --name base nginx:1.27", "container base exists"),
        ("kubectl create deployment web --image=nginx:1.27", "deploy/web image=nginx:1.27 within=1s"),
    ])
    func warnsOfWhatTheSetupMakes(_ setup: String, _ check: String) {
        func found(_ step: String) -> [String] {
            let own = "//lab:step id=b\n$ true\n"
            return ids(
                "//lab:setup \(setup)\n"
                    + fence("\(own)//lab:step id=a points=1 exit=1 \(step)\n$ false\n//lab:check \(check)")
            )
        }
        #expect(found("") == ["lab.check.unearned"])
        #expect(found("needs=b") == [])
    }

    @Test(arguments: [
        ("docker volume create data", "volume data label a=b"),
        ("docker volume create data", "volume other exists"),
        ("docker run -d --name base nginx:1.27", "container base exited"),
        ("docker run -d --privileged --name base nginx:1.27", "container base not privileged"),
        ("docker run -d --name base nginx:1.27", "container base image=nginx:1.28"),
        ("docker run -d --name base nginx:1.27", "container base running never=1s"),
        ("docker create --name base nginx:1.27", "container base running"),
        ("docker run -d --name mend postgres:16", "container mend running within=9s"),
    ])
    func takesWhatTheStepChangesOfTheSetup(_ setup: String, _ check: String) {
        let step = fence("//lab:step id=a points=1 exit=1\n$ docker start mend\n//lab:check \(check)")
        #expect(ids("//lab:setup \(setup)\n" + step) == [])
    }

    @Test func warnsOfAStepThatTakesAwayWhatOnlyAnotherStepMakes() throws {
        let make = "//lab:step id=up\n$ docker run -d --name web -p 8080:80 nginx:1.27\n"
        func found(_ make: String, _ step: String, _ checks: String...) -> [String] {
            let lines = checks.map { "\n//lab:check \($0)" }.joined()
            return ids(fence(make + "//lab:step id=x points=2 exit=1 \(step)\n$ docker rm -f web" + lines))
        }
        let refused = "tcp :8080 refused within=5s"
        #expect(found(make, "", refused) == ["lab.check.unearned"])
        #expect(found(make, "", "container web absent", refused).count == 2)
        #expect(found(make, "needs=up", refused) == [])
        #expect(
            found("$ docker run -d --name web -p 8080:80 nginx:1.27\n", "", refused) == [
                "lab.check.unearned"
            ],
            "nobody runs a command that is no step"
        )
        #expect(found(make, "award=all", refused, "volume keep exists") == [], "all of it or nothing")
        let id = "//lab:step id=up\n$ docker run -d -p 8080:80 nginx:1.27\n//lab:out {{cid:hex64}}\n"
        #expect(found(id, "", "container $cid exited within=5s", refused) == [])
        let text =
            "# T\n\n## A\n//lab:begin id=l\n\n"
            + fence(make + "//lab:step id=x points=2 exit=1\n$ docker rm -f web\n//lab:check \(refused)")
            + "//lab:end\n"
        let finding = try #require(labs(text).diagnostics.first)
        #expect(finding.summary.contains("a server on port 8080"), "\(finding.summary)")
        #expect(finding.notes.first?.text.contains("needs=up") == true)
    }

    @Test func takesTimesThatFitIntoTheLab() {
        let step = fence("//lab:step id=a timeout=200s\n$ ls")
        #expect(ids(step, begin: "begin id=x timeout=200s") == [])
        #expect(ids(step, begin: "begin id=x timeout=3m") == ["lab.time.nesting"])
        // What a check waits for is not the lab's time.
        let check = fence("$ ls\n//lab:check file x exists within=200s")
        #expect(ids(check, begin: "begin id=x timeout=3m") == [])
    }

    @Test func takesWhatHoldsBehindAnIDThatWasPrinted() {
        let up = "//lab:step id=up\n$ docker run -d nginx:1.27\n//lab:out {{cid:hex64}}\n"
        let gone = "//lab:step id=gone points=1\n$ docker rm -f $cid\n//lab:check container $cid absent"
        #expect(!ids(fence(up + gone)).contains("lab.check.untouched"))
    }

    @Test func warnsOfPointsThatNobodyHasToWorkFor() {
        let strong =
            "//lab:step id=s points=7\n$ docker volume create x\n//lab:check volume x exists points=7\n"
        func found(_ step: String) -> [String] { ids(fence(strong + step)) }
        #expect(found("//lab:step id=a points=3\n$ touch x") == ["lab.points.bare-exit"])
        #expect(found("//lab:step id=a points=3 match=none\n$ date") == ["lab.points.bare-exit"])
        #expect(found("//lab:step id=a points=3\n$ echo x\n//lab:out x") == [])
        #expect(found("//lab:step id=a points=3 exit=1\n$ false") == [])
        #expect(found("//lab:step id=a points=4\n$ echo x\n//lab:out x") == ["lab.points.weak"])
        #expect(
            found("//lab:step id=a points=9\n$ docker run -d x:1\n//lab:out {{id:hex64}}") == [],
            "an id is asked of the engine"
        )
        #expect(
            found("//lab:step id=a points=9\n$ docker volume create y\n//lab:check volume y exists")
                == [],
            "4.5 of 16"
        )
        #expect(
            found("//lab:step id=a points=14\n$ docker volume create y\n//lab:check volume y exists")
                == ["lab.points.weak"],
            "7 of 21"
        )
    }

    @Test func keepsTheNameOfTheCommandsOutsideOfLabs() {
        #expect(ids("", begin: "begin id=lecture") == ["lab.directive.arguments"])
    }

    @Test func takesALecturesOwnSnippetsAsTheyAre() {
        #expect(
            labs("# T\n\n## A\n\n```\n$ docker run nginx\n9a6a02b6f0d4\n$ docker kill <ID>\n```\n")
                .diagnostics.isEmpty
        )
    }
}
