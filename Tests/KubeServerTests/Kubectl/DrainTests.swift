import KubeAPI
import TestKit
import Testing

@testable import KubeServer

/// What the real kubectl says while it empties a node.
@Suite(.enabled(if: Kubectl.isThere, "kubectl isn't installed")) struct DrainTests {
    @Test func givesUpInTimeWhereABudgetForbidsIt() async throws {
        try await withCluster(hasControllers: true) { cluster in
            try await cluster.kubectl("create", "deployment", "a", "--image=nginx", "--replicas=2")
            try await cluster.kubectl("create", "pdb", "p", "--selector=app=a", "--min-available=2")
            let healthy = "--for=jsonpath={.status.currentHealthy}=2"
            #expect(try await cluster.kubectl("wait", healthy, "pdb/p", "--timeout=20s").code == 0)
            let began = ContinuousClock.now
            let run = try await cluster.kubectl(
                "drain",
                "--selector=kubernetes.io/os=linux",
                "--ignore-daemonsets",
                "--timeout=2s"
            )
            #expect(run.code == 1)
            #expect(
                run.error.contains(
                    "(will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget."
                )
            )
            #expect(run.error.contains("global timeout reached: 2s"))
            // Ten seconds for each try that kubectl isn't told of would be a hundred.
            #expect(began.duration(to: .now) < .seconds(60))
        }
    }
}
