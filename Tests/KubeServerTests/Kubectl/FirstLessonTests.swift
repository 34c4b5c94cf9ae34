import KubeAPI
import TestKit
import Testing

@testable import KubeServer

/// The real kubectl does what a first lesson does.
@Suite(.enabled(if: Kubectl.isThere, "kubectl isn't installed")) struct FirstLessonTests {
    @Test func createsScalesAndShowsADeployment() async throws {
        try await withCluster(hasControllers: true) { cluster in
            var run = try await cluster.kubectl(
                "create",
                "deployment",
                "web",
                "--image=nginx:1.25",
                "--replicas=2"
            )
            #expect(run.output == "deployment.apps/web created\n")
            run = try await cluster.kubectl("rollout", "status", "deployment/web", "--timeout=20s")
            #expect(run.output.hasSuffix("deployment \"web\" successfully rolled out\n"))
            run = try await cluster.kubectl("scale", "deployment", "web", "--replicas=3")
            #expect(run.output == "deployment.apps/web scaled\n")
            run = try await cluster.kubectl("rollout", "status", "deployment/web", "--timeout=20s")
            #expect(run.code == 0)
            run = try await cluster.kubectl("get", "deploy,rs")
            #expect(run.rows.first == "NAME READY UP-TO-DATE AVAILABLE AGE")
            #expect(run.rows.dropFirst().first?.hasPrefix("deployment.apps/web 3/3 3 3 ") == true)
            #expect(run.rows.last?.contains(" 3 3 3 ") == true)
            run = try await cluster.kubectl("get", "pods", "-o", "wide", "-l", "app=web")
            #expect(
                run.rows.first
                    == "NAME READY STATUS RESTARTS AGE IP NODE NOMINATED NODE READINESS GATES"
            )
            #expect(run.rows.count == 4)
            #expect(run.rows.dropFirst().allSatisfy { $0.contains(" 1/1 Running 0 ") })
        }
    }

    @Test func saysWhatIsNotThere() async throws {
        try await withCluster { cluster in
            var run = try await cluster.kubectl("get", "pods", "nosuch")
            #expect(run.error == "Error from server (NotFound): pods \"nosuch\" not found\n")
            #expect(run.code == 1)
            run = try await cluster.kubectl("get", "foos")
            #expect(run.error == "error: the server doesn't have a resource type \"foos\"\n")
            run = try await cluster.kubectl("get", "pods")
            #expect(run.error == "No resources found in default namespace.\n")
        }
    }
}
