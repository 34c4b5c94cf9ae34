import LabModel
import SourceText
import TestKit
import Testing

@testable import LabSyntax

@Suite struct LabSidecarTests {
    @Test func addsWhatTheWorkedExampleSays() throws {
        #expect(SidecarDeck.labs.diagnostics.isEmpty)
        let read = SidecarDeck.read(SidecarDeck.sidecar)
        #expect(read.diagnostics.isEmpty, "\(read.diagnostics)")
        let pg = try #require(read.labs.first)
        let hidden = pg.steps.flatMap(\.checks).filter(\.isHidden)
        #expect(hidden.map(\.id) == ["env", "nopriv"])
        #expect(pg.steps.last?.checks.suffix(2).map(\.id) == ["env", "nopriv"])
        #expect(
            hidden[0].predicates == [.environment(name: "POSTGRES_PASSWORD", value: "{{=variant.password}}")]
        )
        #expect(hidden[1].predicates == [.notPrivileged])
        #expect(hidden.map(\.points) == [Points(1), nil])
        #expect(hidden.map(\.isGate) == [false, true])
        #expect(hidden.map(\.feedback) == [.count, .name])
        #expect(pg.policy.scoring.attempts == AttemptPolicy(free: 3, percent: 5))
        #expect(pg.variants.map(\.name) == ["port", "password"])
        #expect(pg.variants.map(\.kind) == [.port(20_000...29_999), .word])
        #expect(pg.variants.map(\.literal) == ["5432", "gophers"])
        let image = try #require(read.labs.last)
        #expect(image.variants.map(\.kind) == [.template([.literal("v"), .hex(6)])])
        #expect(image.limits.milliCPUs == 2_000 && image.limits.memory == 1 << 30)
        #expect(image.limits.disk == 3 << 30 && image.limits.egress == .mirror)
        #expect(image.steps.last?.checks.map(\.id) == ["serve.1", "stages", "secrets"])
        #expect(image.steps.last?.checks.last?.feedback == LabCheck.Feedback.none)
        #expect(read.labs.map(\.total) == [Points(10), Points(10)])
    }

    @Test func leavesTheLecturesOwnPartAsItIs() {
        let read = SidecarDeck.read(SidecarDeck.sidecar)
        for (merged, own) in zip(read.labs, SidecarDeck.labs.labs) {
            var without = merged
            for index in without.steps.indices { without.steps[index].checks.removeAll(where: \.isHidden) }
            (without.policy, without.limits, without.variants) = (own.policy, own.limits, own.variants)
            #expect(without == own)
        }
    }

    @Test func addsWhatTheLectureDoesNotSay() throws {
        let source = SourceFile(
            name: "08-containers.slide",
            text: SidecarDeck.text.replacing(" title=\"Run PostgreSQL\" backend=docker", with: "")
                .replacing(" timeout=120s", with: "").replacing(
                    "speaks postgres",
                    with: "speaks postgres feedback=diff"
                )
        )
        let sidecar = SidecarDeck.about(
            "pg",
            "title: Databases\ntimeout: 5m\nbackend: docker\nfeedback: {up.1: name}"
        )
        func read(_ sidecar: String) -> ParsedLabs {
            LabSidecar.read(
                SourceFile(name: "08-containers.lab.yaml", text: sidecar),
                into: SidecarDeck.labs(of: source),
                lecture: source.name
            )
        }
        let found = read(sidecar)
        #expect(found.diagnostics.map(\.id) == ["lab.variant.unknown"], "\(found.diagnostics)")
        let lab = try #require(found.labs.first)
        #expect(lab.title == "Databases" && lab.timeout == 300)
        #expect(lab.steps[1].checks[0].feedback == .name)
        let other = read(SidecarDeck.about("pg", "feedback: {up.3: name}"))
        #expect(other.diagnostics.map(\.id).contains("lab.sidecar.override"), "the lecture says that one")
    }

    @Test func takesAWarningBackThatAHiddenCheckAnswers() {
        let text = """
            # T

            ## A
            //lab:begin id=x points=1

            ```
            //lab:step id=a points=1
            $ touch x
            ```
            //lab:end

            """
        let source = SourceFile(name: "a.slide", text: text)
        let labs = SidecarDeck.labs(of: source)
        #expect(Set(labs.diagnostics.map(\.id)) == ["lab.points.bare-exit", "lab.points.weak"])
        let sidecar = SidecarDeck.about("x", "hidden:\n  - {check: \"file x exists\", points: 1}")
        let read = LabSidecar.read(
            SourceFile(name: "a.lab.yaml", text: sidecar),
            into: labs,
            lecture: "a.slide"
        )
        #expect(read.diagnostics.isEmpty, "\(read.diagnostics)")
    }

    @Test func readsPoliciesHintsAndOverrides() throws {
        let read = SidecarDeck.read(
            SidecarDeck.about(
                "pg",
                """
                override: [points, timeout, title, feedback]
                title: "Databases"
                timeout: 5m
                points: {up: 5, kill: 1}
                feedback: {up.3: name}
                deadline: "2026-12-01 23:59 +01:00"
                late: {day: "-10%", most: "-50%", until: 3d, grace: 15m}
                bonus: [sh]
                hints:
                  up: ["read docker run --help", {text: "the port is taken", when: "exit=125", after: 2, penalty: 0.5}]
                hidden:
                  - {id: one, step: up, check: "container $cid restarts <= 0"}
                """
            )
        )
        #expect(read.diagnostics.map(\.id) == ["lab.variant.unknown"], "\(read.diagnostics)")
        let lab = try #require(read.labs.first)
        #expect(lab.title == "Databases" && lab.timeout == 300)
        #expect(lab.steps.map(\.points) == [Points(1), Points(5), Points(2), Points(1), Points(1)])
        #expect(lab.steps[1].checks.map(\.feedback) == [.full, .full, .name, .name])
        #expect(lab.steps[1].checks.last?.id == "one" && lab.steps[1].checks.last?.isHidden == true)
        #expect(
            lab.policy.scoring.late
                == LateRule(percent: 10, each: .day, most: 50, cutOff: 259_200, grace: 900)
        )
        #expect(lab.policy.deadline?.seconds == 1_796_165_940)
        #expect(lab.policy.scoring.bonus == ["sh"])
        #expect(lab.steps[1].hints.map(\.text) == ["read docker run --help", "the port is taken"])
        #expect(lab.steps[1].hints[1].penalty == Points(thousandths: 500) && lab.steps[1].hints[1].after == 2)
    }

    @Test(arguments: [
        ("labs: [", "lab.sidecar.yaml"),
        ("slidectl: lab/v1\nslidectl: lab/v1\n", "lab.sidecar.yaml"),
        ("slidectl: lab/v1\na: &x [1]\nb: *x\n", "lab.sidecar.yaml"),
        ("", "lab.sidecar.version"),
        ("slidectl: lab/v2\n", "lab.sidecar.version"),
        ("labs: {}\n", "lab.sidecar.version"),
        ("- 1\n", "lab.sidecar.value"),
        ("slidectl: lab/v1\nlab: {}\n", "lab.sidecar.key"),
        ("slidectl: lab/v1\nlecture: 09-more.slide\n", "lab.sidecar.lecture"),
        (SidecarDeck.about("pgs", "hidden: []"), "lab.sidecar.unmatched"),
        (SidecarDeck.about("pg", "hiden: []"), "lab.sidecar.key"),
        (SidecarDeck.about("pg", "hidden: yes"), "lab.sidecar.value"),
        (SidecarDeck.about("pg", "hidden: [{id: a}]"), "lab.sidecar.value"),
        (SidecarDeck.about("pg", "hidden: [{id: a, check: container}]"), "lab.check.syntax"),
        (SidecarDeck.about("pg", "hidden: [{id: a, check: 'file a matches \"[\"'}]"), "lab.check.expression"),
        (
            SidecarDeck.about("pg", "hidden: [{id: a, check: 'http :80/ json=\"$[\" within=1s'}]"),
            "lab.check.json"
        ),
        (SidecarDeck.about("pg", "hidden: [{id: a, check: container db}]"), "lab.check.syntax"),
        (SidecarDeck.about("pg", "hidden: [{id: a, check: container db flying}]"), "lab.check.syntax"),
        (
            SidecarDeck.about("pg", "hidden: [{id: a, check: container db running points=1}]"),
            "lab.check.syntax"
        ),
        (SidecarDeck.about("pg", "hidden: [{id: a, check: 'tcp :80 open'}]"), "lab.check.needs-time"),
        (
            SidecarDeck.about("pg", "hidden: [{id: a, check: 'container $nope running'}]"),
            "lab.capture.unknown"
        ),
        (
            SidecarDeck.about("pg", "hidden: [{id: up.1, check: 'container $cid healthy within=9s'}]"),
            "lab.id.repeated"
        ),
        (
            SidecarDeck.about("pg", "hidden: [{id: a, step: upp, check: 'image postgres:16 exists'}]"),
            "lab.sidecar.unmatched"
        ),
        (
            SidecarDeck.about("pg", "hidden: [{id: a, points: 3, check: 'image postgres:15 exists'}]"),
            "lab.points.sum"
        ),
        (
            SidecarDeck.about("pg", "hidden: [{id: a, points: -3, check: 'image postgres:16 exists'}]"),
            "lab.sidecar.value"
        ),
        (
            SidecarDeck.about("pg", "hidden: [{id: a, feedback: loud, check: 'image postgres:16 exists'}]"),
            "lab.sidecar.value"
        ),
        (
            SidecarDeck.about("pg", "hidden: [{id: a, check: 'container $cid running within=20s'}]"),
            "lab.hidden.public"
        ),
        (
            SidecarDeck.about(
                "pg",
                "hidden: [{id: a, check: 'image postgres:16 exists', hint: 'psql -U postgres'}]"
            ),
            "lab.hidden.public"
        ),
        (
            SidecarDeck.about(
                "pg",
                "hidden: [{id: a, check: 'container $cid logs ~ \"superuser password\"'}]"
            ),
            "lab.hidden.value"
        ),
        (SidecarDeck.about("pg", "points: {up: 5}"), "lab.sidecar.override"),
        (SidecarDeck.about("pg", "timeout: 5m"), "lab.sidecar.override"),
        (SidecarDeck.about("pg", "feedback: {up.9: none}"), "lab.sidecar.unmatched"),
        (SidecarDeck.about("pg", "override: [steps]"), "lab.sidecar.key"),
        (SidecarDeck.about("pg", "override: [points]\npoints: {up: 5}"), "lab.points.sum"),
        (SidecarDeck.about("pg", "override: [points]\npoints: {up: 1, ps: 5}"), "lab.points.sum"),
        (SidecarDeck.about("pg", "attempts: {free: 3, then: 5}"), "lab.sidecar.value"),
        (SidecarDeck.about("pg", "deadline: 2026-12-01"), "lab.sidecar.value"),
        (SidecarDeck.about("pg", "deadline: 2026-02-29T00:00:00Z"), "lab.sidecar.value"),
        (SidecarDeck.about("pg", "late: {day: '-10%'}"), "lab.sidecar.value"),
        (SidecarDeck.about("pg", "limits: {memory: lots}"), "lab.sidecar.value"),
        (SidecarDeck.about("pg", "hints: {up: [{when: 'exit=1'}]}"), "lab.sidecar.value"),
        (SidecarDeck.about("pg", "hints: {up: [{text: x, when: 'exit='}]}"), "lab.hint.condition"),
        (SidecarDeck.about("pg", "bonus: [nope]"), "lab.sidecar.unmatched"),
        (SidecarDeck.about("pg", "variant: {port: port}"), "lab.variant.syntax"),
        (SidecarDeck.about("pg", "variant: {port: 'port 29999..20000'}"), "lab.variant.syntax"),
        (SidecarDeck.about("pg", "variant: {port: 'port 1..70000'}"), "lab.variant.syntax"),
        (SidecarDeck.about("pg", "variant: {tag: 'v1'}"), "lab.variant.syntax"),
        (SidecarDeck.about("pg", "variant: {tag: 'v{{hexa}}'}"), "lab.variant.syntax"),
        (SidecarDeck.about("pg", "variant: {word: 'word for a b'}"), "lab.variant.syntax"),
        (SidecarDeck.about("pg", "variant: {word: 'word for rustaceans'}"), "lab.variant.unused"),
        (
            SidecarDeck.about("pg", "hidden: [{id: a, check: 'image todos:{{=variant.tagg}} exists'}]"),
            "lab.variant.unknown"
        ),
    ])
    func finds(sidecar: String, id: String) {
        let found = SidecarDeck.findings(sidecar)
        #expect(found.map(\.id.rawValue) == [id], "\(found)")
        for finding in found { #expect(finding.location.file == "08-containers.lab.yaml") }
    }

    @Test func namesTheNearestKey() throws {
        let note = try #require(
            SidecarDeck.findings(SidecarDeck.about("pg", "hiden: []")).first?.notes.first
        )
        #expect(note.text == "did you mean 'hidden'?")
        let other = try #require(SidecarDeck.findings(SidecarDeck.about("imgae", "hidden: []")).first)
        #expect(other.notes.first?.text == "did you mean 'image'?")
    }

    /// The marks tell where exactly in a check's text the problem is, however the text is written.
    @Test(arguments: [
        "      - {check: \"container $cid 1️⃣flying1️⃣\"}",
        "      - {check: 'container $cid 1️⃣flying1️⃣'}",
        "      - check: container $cid 1️⃣flying1️⃣",
        "      - check: \"container \\\"$cid\\\" 1️⃣flying1️⃣\"",
        "      - check: 'container $cid running logs ~ \"don''t\" 1️⃣flying1️⃣'",
        "      - check: >-\n          container $cid\n          1️⃣flying1️⃣",
        "      - check: |\n          container $cid 1️⃣flying1️⃣\n",
        "      - check: \"container $cid\n          1️⃣flying1️⃣\"",
        "      - {hint: \"é ü 漢\", check: \"container $cid 1️⃣flying1️⃣\"}",
    ])
    func placesAProblemInACheck(line: String) {
        let marked = MarkedSource(
            name: "08-containers.lab.yaml",
            "slidectl: lab/v1\nlabs:\n  pg:\n    hidden:\n\(line)\n"
        )
        let found = SidecarDeck.findings(marked.source)
        #expect(found.map(\.id.rawValue) == ["lab.check.syntax"])
        #expect(found.map(\.location) == [marked.locations["1️⃣"]])
    }

    @Test func placesAProblemInAVariant() {
        let marked = MarkedSource(
            name: "08-containers.lab.yaml",
            "slidectl: lab/v1\nlabs:\n  pg:\n    variant:\n      tag: \"v1️⃣{{hexa}}1️⃣\"\n"
        )
        let found = SidecarDeck.findings(marked.source)
        #expect(found.map(\.location) == [marked.locations["1️⃣"]])
    }

    @Test func findsAHiddenCheckInAFileThatTheLectureShows() throws {
        let shown = SourceFile(name: "notes.txt", text: "one\nask: file Dockerfile dockerfile stages >= 2\n")
        let finding = try #require(SidecarDeck.read(SidecarDeck.sidecar, files: [shown]).diagnostics.first)
        #expect(finding.id == "lab.hidden.public")
        #expect(finding.notes.first?.location?.description == "notes.txt:2:6")
    }

    @Test func refusesAliasesBeforeTheyGrow() {
        var text = "slidectl: lab/v1\na0: &a0 [x, x]\n"
        for level in 1...40 {
            text += "a\(level): &a\(level) {? [*a\(level - 1), *a\(level - 1)] : *a\(level - 1)}\n"
        }
        #expect(SidecarDeck.findings(text).map(\.id.rawValue) == ["lab.sidecar.yaml"])
    }

    @Test func takesTextsThatOnlyLookLikeAliases() {
        let text = SidecarDeck.about("pg", "hints: {up: ['a && b', '*.go', 'x &y', '& *']}")
        #expect(SidecarDeck.findings(text).isEmpty)
    }

    @Test func saysEnoughOfAFileThatIsWrongEverywhere() {
        let keys = (0..<10_000).map { "k\($0): é" }.joined(separator: ", ")
        let found = SidecarDeck.findings("slidectl: lab/v1\nlabs: {pg: {\(keys)}}\n")
        #expect((1...200).contains(found.count))
        #expect(found.allSatisfy { $0.id == "lab.sidecar.key" })
        let checks = String(repeating: "{check: image x exists}, ", count: 5_000)
        #expect(
            SidecarDeck.findings(SidecarDeck.about("pg", "hidden: [\(checks)]")).map(\.id) == [
                "lab.sidecar.value"
            ]
        )
    }

    @Test func refusesDeepNesting() {
        let text = "slidectl: lab/v1\nlabs: " + String(repeating: "[", count: 100_000)
        #expect(SidecarDeck.findings(text).map(\.id.rawValue) == ["lab.sidecar.yaml"])
    }

    @Test func answersToEveryPrefixAndMissingByte() {
        let bytes = Array(SidecarDeck.sidecar.utf8)
        for count in 0...bytes.count {
            _ = SidecarDeck.read(String(decoding: bytes.prefix(count), as: UTF8.self))
        }
        for index in bytes.indices {
            var less = bytes
            less.remove(at: index)
            #expect(SidecarDeck.read(String(decoding: less, as: UTF8.self)).labs.count == 2)
        }
    }

    @Test func addsHiddenPointsToTheBestOfAlternatives() {
        func found(_ points: Int) -> [String] {
            let text =
                "# T\n\n## A\n//lab:begin id=x\n\n```\n//lab:step id=a points=6 award=best\n$ ls\n"
                + "//lab:check volume v exists points=4\n//lab:check volume w exists points=2\n```\n//lab:end\n"
            let lecture = SourceFile(name: "08-containers.slide", text: text)
            let hidden = "hidden: [{id: h, points: \(points), check: 'volume z exists'}]"
            return LabSidecar.read(
                SourceFile(name: "08-containers.lab.yaml", text: SidecarDeck.about("x", hidden)),
                into: SidecarDeck.labs(of: lecture),
                lecture: lecture.name,
                publicFiles: [lecture]
            ).diagnostics.map(\.id.rawValue)
        }
        #expect(found(2) == [])
        #expect(found(1).contains("lab.points.sum"))
        #expect(found(3).contains("lab.points.sum"))
    }
}
