import LabModel
import SourceText
import TextMatch

@testable import LabReport

/// Reports for looking at: the cluster lab of the specification, and one with a hidden part.
enum Sample {
    static let head = Report.Head(
        lecture: "08-containers.slide",
        mode: .student,
        engine: .init(name: "docker", version: "28.1.0"),
        student: "ada",
        submission: "ada.zip",
        started: "2026-03-01T09:00:00Z",
        ended: "2026-03-01T09:00:42Z",
        version: "1.0.0"
    )

    static func place(_ line: Int) -> SourceLocation {
        SourceLocation(file: "08-containers.slide", line: line, length: 0)
    }

    static func step(_ id: String, _ points: Int, line: Int, _ command: String) -> LabStep {
        var step = LabStep(
            id: id,
            command: LabCommand(command, at: place(line)),
            slide: line / 20,
            mode: .run,
            at: place(line)
        )
        step.points = Points(points)
        return step
    }

    static func check(_ id: String, _ source: String, timing: LabCheck.Timing = .now, line: Int) -> LabCheck {
        LabCheck(
            id: id,
            subject: .container("db"),
            predicates: [.running],
            timing: timing,
            source: source,
            at: place(line)
        )
    }

    static func ran(_ id: String, _ command: CommandOutcome, _ checks: [CheckOutcome] = []) -> StepOutcome {
        StepOutcome(id: id, course: .ran(command), checks: checks)
    }

    static func exited(_ code: Int = 0, _ verdict: Verdict = .pass, milliseconds: Int = 340) -> CommandOutcome
    {
        var command = CommandOutcome(verdict: verdict, ending: .exited(code: code), expectedExit: 0)
        command.milliseconds = milliseconds
        return command
    }

    static func outcome(
        _ id: String,
        _ verdict: Verdict,
        _ expected: String = "",
        _ entries: (Int, String)...
    ) -> CheckOutcome {
        var timeline = Timeline()
        for (time, text) in entries { timeline.note(text, at: time) }
        timeline.observations = entries.count
        timeline.milliseconds = entries.last?.0 ?? 0
        return CheckOutcome(id: id, verdict: verdict, expected: expected, timeline: timeline)
    }

    static func entry(
        _ lab: Lab,
        _ outcome: LabOutcome,
        _ facts: ScoringFacts = ScoringFacts()
    ) -> Report.Entry {
        let rules = ScoringRules(late: LateRule(percent: 10, each: .day))
        return Report.Entry(lab, outcome, LabScore(of: lab, outcome, rules: rules, facts: facts))
    }
}

extension Sample {
    /// The lab of the specification's last section, with the lecture's own bug.
    static let cluster: Report.Entry = {
        var lab = Lab(id: "k8s-bc", title: "Deploy, scale, roll out", at: place(640))
        lab.steps = [
            step("create", 2, line: 650, "kubectl create deployment k8s-bc --image=bootcamp:v1"),
            step("list", 1, line: 660, "kubectl get deployments"),
            step("scale", 3, line: 670, "kubectl scale deployments/k8s-bc --replicas=3"),
            step("roll", 4, line: 678, "kubectl set image deployments/k8s-bc k8s-bc=bootcamp:v2"),
            step("describe", 0, line: 690, "kubectl describe deployments/k8s-bc"),
        ]
        let within = LabCheck.Timing.within(milliseconds: 60_000)
        lab.steps[0].checks = [
            check("available", "deploy/k8s-bc condition Available=True", timing: within, line: 653)
        ]
        lab.steps[2].checks = [
            check("ready", "deploy/k8s-bc ready=3/3", timing: within, line: 673),
            check("steady", "pods app=k8s-bc count=3", timing: .always(milliseconds: 3_000), line: 674),
        ]
        lab.steps[3].checks = [
            check("revision", "deploy/k8s-bc rolled-out revision=2", timing: within, line: 681),
            check("image", "pods app=k8s-bc image=~bootcamp:v2", timing: within, line: 682),
        ]
        lab.steps[3].checks[1].points = Points(1)
        lab.steps[4].needs = ["roll"]
        return entry(lab, clusterOutcome)
    }()

    private static var clusterOutcome: LabOutcome {
        var roll = exited(1, .fail)
        roll.differences = [
            .init(
                .output,
                LineDiff(
                    entries: [
                        .expected("deployment.apps/k8s-bc image updated"),
                        .seen("error: unable to find container named \"k8s-bc\""),
                    ],
                    tentative: Captures()
                )
            )
        ]
        roll.explanation = Explanation(
            why: "deploy/k8s-bc has containers {bootcamp}; kubectl names a container after its image",
            attempt: "kubectl set image deployments/k8s-bc bootcamp=bootcamp:v2"
        )
        var revision = outcome("revision", .fail, "deploy/k8s-bc rolled-out revision=2")
        revision.doom = "rollout never started"
        var image = outcome("image", .fail, "pods app=k8s-bc image=~bootcamp:v2")
        image.doom = "rollout never started"
        return LabOutcome(
            id: "k8s-bc",
            steps: [
                ran("create", exited(), [outcome("available", .pass, "", (1_200, "Available"))]),
                ran("list", exited()),
                ran(
                    "scale",
                    exited(),
                    [
                        outcome("ready", .pass, "", (0, "ready 1/3"), (900, "2/3"), (2_100, "3/3")),
                        outcome("steady", .pass, "", (0, "3 pods")),
                    ]
                ),
                ran("roll", roll, [revision, image]),
                StepOutcome(id: "describe", course: .notReached(reason: "needs roll")),
            ],
            milliseconds: 42_000
        )
    }
}

extension Sample {
    /// A lab with hidden checks of each level, one of them unknown, handed in late.
    static let database: Report.Entry = {
        var lab = Lab(id: "pg", title: "Run PostgreSQL", at: place(100))
        lab.steps = [
            step("up", 6, line: 110, "docker run -d \\\n  -p 5432:5432 postgres:16"),
            step("kill", 2, line: 130, "docker kill db"),
            step("dashboard", 0, line: 140, "minikube dashboard"),
        ]
        lab.steps[0].checks = [
            check("running", "container db running", line: 112),
            check("port", "container db publishes 5432/tcp", line: 113),
            hidden("env", "container db env POSTGRES_PASSWORD=zebra", 1, .count),
            hidden("nopriv", "container db not privileged", 0, .name),
            hidden("wal", "container db mount wal:/wal", 1, .none),
        ]
        lab.steps[0].checks[1].points = Points(2)
        lab.steps[0].checks[1].hint = "-p must come before the image's name"
        return entry(lab, databaseOutcome, ScoringFacts(attempt: 2, secondsLate: 90_000))
    }()

    private static func hidden(
        _ id: String,
        _ source: String,
        _ points: Int,
        _ feedback: LabCheck.Feedback
    ) -> LabCheck {
        var check = check(id, source, line: 9)
        (check.isHidden, check.points, check.feedback) = (true, Points(points), feedback)
        check.location = SourceLocation(file: "08-containers.lab.yaml", line: 9, length: 0)
        return check
    }

    private static var databaseOutcome: LabOutcome {
        var port = outcome("port", .fail, "container db publishes 5432/tcp")
        port.seen = "publishes nothing"
        port.explanation = Explanation(why: "'-p 5432:5432' stands behind the image", attempt: nil)
        var wal = outcome("wal", .unknown, "container db mount wal:/wal")
        wal.reason = "the engine didn't answer"
        var up = ran(
            "up",
            exited(milliseconds: 1_500),
            [
                outcome("running", .pass, "container db running"), port,
                outcome("env", .pass, "container db env POSTGRES_PASSWORD=zebra"),
                outcome("nopriv", .pass, "container db not privileged"), wal,
            ]
        )
        up.hints = ["Look at the order of words: docker run [OPTIONS] IMAGE [COMMAND]"]
        return LabOutcome(
            id: "pg",
            steps: [
                up, StepOutcome(id: "kill", course: .notAnswered),
                StepOutcome(id: "dashboard", course: .skipped(reason: "opens a window")),
            ],
            milliseconds: 3_210
        )
    }

    static let report = Report(head, [cluster, database])

    /// Four students, of whom two made the same mistake; one's name is a formula, one did nothing.
    static let someClass: [Report] = [
        report(of: "ada", [cluster, database]), report(of: "=SUM(A1:A9)", [database]),
        report(of: "Grace, \"Amazing\"", [cluster, database]),
        report(of: "linus", [unanswered(cluster), unanswered(database)]),
    ]

    private static func report(of student: String, _ entries: [Report.Entry]) -> Report {
        var head = head
        (head.student, head.submission) = (student, "\(student.count).zip")
        return Report(head, entries)
    }

    private static func unanswered(_ entry: Report.Entry) -> Report.Entry {
        let steps = entry.lab.steps.map { StepOutcome(id: $0.id, course: .notAnswered) }
        return self.entry(entry.lab, LabOutcome(id: entry.lab.id, steps: steps))
    }
}
