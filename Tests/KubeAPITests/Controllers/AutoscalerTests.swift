import EngineAPI
import Testing

@testable import KubeAPI

/// What autoscalers do without metrics.
@Suite struct AutoscalerTests {
    @Test func saysThatAnAutoscalerHasNoMetrics() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(
            .deployments,
            #"""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"replicas":1,
            "selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
            "spec":{"containers":[{"name":"web","image":"nginx"}]}}}}
            """#
        )
        try await cluster.create(
            .horizontalPodAutoscalers,
            """
            {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"web"},
            "spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},
            "minReplicas":2,"maxReplicas":4}}
            """
        )
        try await cluster.settle()
        let scaler = try await cluster.get(.horizontalPodAutoscalers, "web")
        #expect(scaler.saidCondition("AbleToScale").hasPrefix("True SucceededGetScale"))
        #expect(scaler.saidCondition("ScalingActive").hasPrefix("False FailedGetResourceMetric"))
        #expect(try await cluster.get(.deployments, "web").spec("replicas") == 2.json)
        let told = try await cluster.events("web")
        #expect(
            told.contains(
                "Normal SuccessfulRescale horizontal-pod-autoscaler: New size: 2; reason: Current number of replicas "
                    + "below Spec.MinReplicas"
            )
        )
        let why =
            "failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from "
            + "resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)"
        let warnings = told.filter { $0.hasPrefix("Warning Failed") }
        #expect(
            warnings == [
                "Warning FailedGetResourceMetric horizontal-pod-autoscaler: \(why)",
                "Warning FailedComputeMetricsReplicas horizontal-pod-autoscaler: invalid metrics (1 invalid out of 1), "
                    + "first error is: failed to get cpu resource metric value: \(why)",
            ]
        )
        // The bounds are kept without metrics, but what it would want is what it wanted last.
        #expect(scaler.said("desiredReplicas") == "2")
        try await cluster.patch(.deployments, "web", #"{"spec":{"replicas":3}}"#)
        try await cluster.settle(after: .seconds(1))
        let later = try await cluster.get(.horizontalPodAutoscalers, "web")
        #expect(later.said("desiredReplicas") == "2" && later.said("currentReplicas") == "3")
    }
}
