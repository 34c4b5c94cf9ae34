import EngineAPI
import KubeAPI
import LabModel
import TestKit
import Testing

@testable import LabGrader

/// Every predicate of the cluster's objects, and when nobody waits for it any more.
struct ClusterCheckTests {
    @Test(arguments: objects + pods + events)
    func judges(_ example: PredicateCase) async throws {
        let report = try await watch(example.text, in: SampleCluster.room())
        #expect(report.outcome.verdict == example.verdict, "\(report.outcome)")
        if let seen = example.seen { #expect((report.outcome.seen ?? report.outcome.reason) == seen) }
        #expect(
            CheckReplay.outcome(of: try check(example.text), names: NameTable(), evidence: report.evidence)
                == report.outcome
        )
        #expect(try CheckEvidence(json: try JSON(report.evidence.json.bytes)) == report.evidence)
    }

    static let objects = [
        PredicateCase("deploy/web ready=3/3", .pass),
        PredicateCase("deploy/web ready=2/2", .fail, "ready 3/3"),
        PredicateCase("deploy/web running", .pass),
        PredicateCase("deploy/web condition Available=True", .pass),
        PredicateCase(
            "deploy/bad condition Available=True",
            .fail,
            "Available is False (MinimumReplicasUnavailable); pod bad-1 is in ImagePullBackOff"
        ),
        PredicateCase("deploy/web condition Odd=True", .fail, "it has no condition Odd"),
        PredicateCase("deploy/web rolled-out", .pass),
        PredicateCase("deploy/web rolled-out revision=2", .pass),
        PredicateCase("deploy/web rolled-out revision=3", .fail, "revision 2, rolled out"),
        PredicateCase(
            "deploy/bad rolled-out",
            .fail,
            "1 of 1 updated, 0 available; pod bad-1 is in ImagePullBackOff"
        ),
        PredicateCase("deploy/web image=nginx:1.27", .pass),
        PredicateCase("deploy/web image=docker.io/library/nginx:1.27", .pass),
        PredicateCase("deploy/web image=nginx", .fail, "images are {nginx:1.27}"),
        PredicateCase("deploy/web image=~nginx", .pass),
        PredicateCase("deploy/web env MODE=fast", .pass),
        PredicateCase("deploy/web env MODE=slow", .fail, "env MODE is 'fast'"),
        PredicateCase("deploy/web label app=web", .pass),
        PredicateCase("deploy/app env MODE=fast", .pass),
        PredicateCase("deploy/app env MODE=slow", .fail, "env MODE is 'fast'"),
        PredicateCase("deploy/app env KEY=s3cret", .pass),
        PredicateCase("deploy/app env KEY=other", .fail, "env KEY is 's3cret'"),
        PredicateCase("deploy/app env APP_MODE=fast", .pass),
        PredicateCase("deploy/app env URL=http://fast", .pass),
        PredicateCase("deploy/app env SIDE=yes", .pass),
        PredicateCase("deploy/app env MAYBE", .fail, "env MAYBE isn't set"),
        PredicateCase("deploy/app env NODE", .pass),
        PredicateCase("deploy/app env NODE=x", .fail, "env NODE comes from each pod's own spec.nodeName"),
        PredicateCase(
            "deploy/app env GONE=x",
            .fail,
            "env GONE comes from config map nope, which isn't there"
        ),
        PredicateCase(
            "deploy/app env GONE",
            .fail,
            "env GONE comes from config map nope, which isn't there"
        ),
        PredicateCase("deploy/web replicas = 3", .pass),
        PredicateCase("deploy/web replicas <= 2", .fail, "replicas is 3"),
        PredicateCase("deploy/web restarts <= 1", .fail, "restarts is 2"),
        PredicateCase("k8s apps/v1/deployments/web json=\"$.spec.replicas = 3\"", .pass),
        PredicateCase(
            "deploy/web json=\"$.spec.template.spec.containers[*].image has-no ':latest'\"",
            .pass
        ),
        PredicateCase("k8s apps/v2/deployments/web exists", .unknown),
        PredicateCase("k8s widgets/web exists", .unknown, "the cluster has no objects of kind 'widgets'"),
        PredicateCase("deploy/nope exists", .fail, "there is no such object"),
        PredicateCase("deploy/nope absent", .pass), PredicateCase("deploy/web absent", .fail, "it is there"),
        PredicateCase("svc/web endpoints = 2", .pass), PredicateCase("svc/web type=NodePort", .pass),
        PredicateCase("svc/lost endpoints >= 1", .fail, "endpoints is 0"),
        PredicateCase("deploy/web endpoints = 2", .unknown, "only services have endpoints"),
        PredicateCase("pod/web-1 running", .pass), PredicateCase("pod/web-1 phase=Running", .pass),
        PredicateCase("pod/web-1 ready=1/1", .pass),
        PredicateCase("pod/bad-1 running", .fail, "phase is 'Pending'; pod bad-1 is in ImagePullBackOff"),
    ]

    static let pods = [
        PredicateCase("pods app=web count=3", .pass),
        PredicateCase("pods app=web count=2", .fail, "count is 3"),
        PredicateCase("pods app=web phase=Running", .pass),
        PredicateCase("pods app=none phase=Running", .fail, "there are no such pods"),
        PredicateCase("pods app=web ready=1/1", .pass), PredicateCase("pods app=web image=~nginx", .pass),
        PredicateCase("pods app=web image=~httpd", .fail, "images are {nginx:1.27}"),
        PredicateCase("pods app=web restarts <= 0", .fail, "restarts are {0, 2}"),
    ]

    static let events = [
        PredicateCase(
            "events none type=Warning",
            .fail,
            "Warning Failed of pod/bad-1: Error: ImagePullBackOff"
        )
    ]

    @Test(arguments: [
        (
            "deploy/bad ready=1/1 within=60s",
            "pod bad-1 is in ImagePullBackOff: Back-off pulling image \"nginx:nope\""
        ),
        (
            "pods app=bad phase=Running within=60s",
            "pod bad-1 is in ImagePullBackOff: Back-off pulling image \"nginx:nope\""
        ),
        (
            "k8s batch/v1/jobs/once condition Complete=True within=60s",
            "Job has reached the specified backoff limit"
        ),
        (
            "deploy/web rolled-out revision=3 within=60s",
            "rollout never started"
        ),
        (
            "pods app=web image=~nginx:1.28 count=3 within=60s",
            "rollout never started"
        ),
    ])
    func givesUpWhatCanNotCome(_ text: String, _ doom: String) async throws {
        let outcome = try await watch(text, in: SampleCluster.room()).outcome
        #expect(outcome.verdict == .fail)
        #expect(outcome.doom == doom)
        #expect(outcome.timeline.milliseconds < 1_000)
    }

    @Test(arguments: [
        "deploy/web ready=4/4 within=2s", "pod/crash-1 ready=1/1 within=2s",
        "svc/lost endpoints = 1 within=2s", "deploy/web rolled-out revision=1 within=2s",
        "pods app=crash image=~nginx within=2s",
        "pods app=none image=~nginx within=2s", "pods app=web count=4 within=2s",
    ])
    func waitsForWhatMayCome(_ text: String) async throws {
        let outcome = try await watch(text, in: SampleCluster.room()).outcome
        #expect(outcome.verdict == .fail)
        #expect(outcome.doom == nil)
        #expect(outcome.timeline.milliseconds >= 2_000)
    }

    /// After an undo the pod that hung is there for a moment, and nothing hangs any more.
    @Test func givesNothingUpForAPodOfAnEarlierTemplate() async throws {
        var objects = SampleCluster.objects
        objects[.deployments] = objects[.deployments]?.map { $0.replacing("nginx:nope", with: "nginx:1.27") }
        let outcome = try await watch("deploy/bad ready=1/1 within=2s", in: SampleCluster.room(objects))
            .outcome
        #expect(outcome.verdict == .fail)
        #expect(outcome.doom == nil)
    }

    @Test func givesNothingUpThatTheControllersHaveNotSeen() async throws {
        var objects = SampleCluster.objects
        objects[.deployments] = objects[.deployments]?.map {
            $0.replacing("\"observedGeneration\":4", with: "\"observedGeneration\":3")
        }
        let outcome = try await watch("deploy/bad ready=1/1 within=2s", in: SampleCluster.room(objects))
            .outcome
        #expect(outcome.doom == nil)
    }

    @Test func waitsForPodsOfARolloutThatTheControllersHaveNotSeen() async throws {
        var objects = SampleCluster.objects
        objects[.deployments] = objects[.deployments]?.map {
            $0.replacing("\"observedGeneration\":4", with: "\"observedGeneration\":3")
        }
        for text in ["deploy/web rolled-out revision=3", "pods app=web image=~nginx:1.28"] {
            let outcome = try await watch(text + " within=2s", in: SampleCluster.room(objects)).outcome
            #expect(outcome.verdict == .fail && outcome.doom == nil)
            #expect(outcome.timeline.milliseconds >= 2_000)
        }
    }

    @Test func saysWhatKeepsAPodFromRunning() async throws {
        let outcome = try await watch("pods app=crash ready=1/1", in: SampleCluster.room()).outcome
        #expect(outcome.explanation?.why == "pod crash-1 is in CrashLoopBackOff: back-off 10s")
        #expect(outcome.explanation?.attempt == "kubectl logs crash-1 --previous")
    }

    @Test func knowsNothingOfAClusterThatDoesNotAnswer() async throws {
        var room = CheckRoom()
        room.cluster = SessionCluster(
            SampleCluster(objects: [:], failure: StatusError(500, "InternalError", "it broke"))
        )
        #expect(try await watch("deploy/web ready=1/1 within=2s", in: room).outcome.verdict == .unknown)
    }

    @Test func findsTheContainersOfADeployment() async throws {
        let surroundings = await Surroundings.of(try SampleCluster.room())
        let failed = FailedCommand(
            "kubectl set image deployments/web web=nginx:1.28",
            exitCode: 1,
            lines: ["error: unable to find container named \"web\""],
            surroundings: surroundings
        )
        #expect(
            failed.explanation
                == Explanation(
                    why: "deploy/web has containers {nginx}; kubectl names a container after its image",
                    attempt: "kubectl set image deployments/web nginx=nginx:1.28"
                )
        )
    }

    private func watch(_ text: String, in room: CheckRoom) async throws -> CheckWatch.Report {
        let check = try check(text)
        let time = VirtualTime()
        return try #require(
            await time.run { try? await CheckWatch(room: room, clock: time).run(check, names: NameTable()) }
                ?? nil
        )
    }
}
