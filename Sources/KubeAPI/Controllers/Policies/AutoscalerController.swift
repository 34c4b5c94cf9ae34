import EngineAPI

/// Keeps what an autoscaler looks after within its bounds; as there are no metrics here, it says that it doesn't know them.
struct AutoscalerController: Controller {
    /// The resource that the autoscaler goes by first.
    private static func resource(_ scaler: KubeObject) -> (name: String, source: JSON?) {
        let metric = scaler.spec("metrics")?.elements?.first
        let source = metric?["resource"] ?? metric?["containerResource"]
        return (source?["name"]?.text ?? "cpu", source)
    }

    /// Why nothing is known of what the autoscaler goes by.
    private static func ignorance(_ scaler: KubeObject) -> String {
        let (name, source) = resource(scaler)
        let kind = source?["target"]?["averageValue"] == nil ? "utilization" : "usage"
        return "failed to get \(name) \(kind): unable to get metrics for resource \(name): "
            + "unable to fetch metrics from resource metrics API: the server could not find the requested "
            + "resource (get pods.metrics.k8s.io)"
    }

    /// The events that tell of it.
    private static func complaints(_ scaler: KubeObject) -> [Write] {
        let why = ignorance(scaler)
        let count = max(1, scaler.spec("metrics")?.elements?.count ?? 1)
        let first = "failed to get \(resource(scaler).name) resource metric value: \(why)"
        let sum = "invalid metrics (\(count) invalid out of \(count)), first error is: \(first)"
        return [
            tell(scaler, .warning, "FailedGetResourceMetric", why),
            tell(scaler, .warning, "FailedComputeMetricsReplicas", sum),
        ]
    }

    var component: String { "horizontal-pod-autoscaler" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        switch change.shelf {
        case .horizontalPodAutoscalers: [change.key]
        case .deployments, .replicaSets, .statefulSets:
            cache.all(.horizontalPodAutoscalers, in: change.key.namespace)
                .filter { $0.spec("scaleTargetRef")?["name"]?.text == change.key.name }.map { ObjectKey($0) }
        default: []
        }
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let scaler = cache[.horizontalPodAutoscalers, key], !scaler.isBeingDeleted else {
            return .nothing
        }
        let reference = scaler.spec("scaleTargetRef")
        let shelves: [Shelf] = [.deployments, .replicaSets, .statefulSets]
        let shelf = shelves.first { $0.type.kind == reference?["kind"]?.text }
        let name = reference?["name"]?.text ?? ""
        guard let shelf, let target = cache[shelf, ObjectKey(key.namespace, name)] else {
            return Decision(Self.lost(scaler, name, shelf, at: now))
        }
        return Decision(Self.judge(scaler, target, shelf, at: now))
    }

    private static func lost(
        _ scaler: KubeObject,
        _ name: String,
        _ shelf: Shelf?,
        at now: KubeTime
    ) -> [Write] {
        let kind = scaler.spec("scaleTargetRef")?["kind"]?.text ?? ""
        let resource = shelf?.type.qualifiedName ?? kind
        let error = "\(resource) \"\(name)\" not found"
        var conditions = Conditions(scaler)
        let message = "the HPA controller was unable to get the target's current scale: \(error)"
        conditions.set("AbleToScale", "False", "FailedGetScale", message, at: now)
        let writes = scaler.statusWrite(
            .of([
                "currentReplicas": scaler.count("currentReplicas").json,
                "desiredReplicas": scaler.count("desiredReplicas").json,
                "currentMetrics": .null, "conditions": conditions.json,
            ]),
            on: .horizontalPodAutoscalers
        )
        return writes.isEmpty ? [] : writes + [tell(scaler, .warning, "FailedGetScale", error)]
    }

    /// What becomes of the target, and what the autoscaler says of it.
    static func judge(
        _ scaler: KubeObject,
        _ target: KubeObject,
        _ shelf: Shelf,
        at now: KubeTime
    ) -> [Write] {
        let size = target.spec("replicas")?.integer ?? 1
        let least = scaler.spec("minReplicas")?.integer ?? 1
        let most = scaler.spec("maxReplicas")?.integer ?? least
        var wanted = size
        var reason = ""
        // Nothing is scaled that is switched off.
        if size > most {
            (wanted, reason) = (most, "Current number of replicas above Spec.MaxReplicas")
        } else if size > 0, size < least {
            (wanted, reason) = (least, "Current number of replicas below Spec.MinReplicas")
        }
        var writes: [Write] = []
        if wanted != size {
            var copy = target
            copy["spec", "replicas"] = wanted.json
            let telling = Telling(scaler, "SuccessfulRescale", "New size: \(wanted); reason: \(reason)")
            writes.append(.update(shelf, copy, telling))
        }
        var conditions = Conditions(scaler)
        let found = "the HPA controller was able to get the target's current scale"
        conditions.set("AbleToScale", "True", "SucceededGetScale", found, at: now)
        if wanted != size {
            // Metrics are asked for once the size is one that may be.
            let message = "the HPA controller was able to update the target scale to \(wanted)"
            conditions.set("AbleToScale", "True", "SucceededRescale", message, at: now)
        } else if size == 0 {
            let message = "scaling is disabled since the replica count of the target is zero"
            conditions.set("ScalingActive", "False", "ScalingDisabled", message, at: now)
        } else {
            // What it wanted last stands, as nothing is known.
            wanted = scaler.count("desiredReplicas")
            let message = "the HPA was unable to compute the replica count: \(ignorance(scaler))"
            conditions.set("ScalingActive", "False", "FailedGetResourceMetric", message, at: now)
        }
        let status = scaler.statusWrite(
            .of([
                "currentReplicas": target.count("replicas").json, "desiredReplicas": wanted.json,
                "currentMetrics": scaler.status("currentMetrics"), "conditions": conditions.json,
            ]),
            on: .horizontalPodAutoscalers
        )
        let isNews = scaler.condition("ScalingActive")?["reason"] != conditions["ScalingActive"]?["reason"]
        if isNews, conditions["ScalingActive"]?["reason"]?.text == "FailedGetResourceMetric" {
            writes += complaints(scaler)
        }
        return writes + status
    }

    private static func tell(
        _ scaler: KubeObject,
        _ severity: EventRecorder.Severity,
        _ reason: String,
        _ message: String
    ) -> Write {
        .tell(
            EventNote(
                object: EventNote.reference(to: scaler),
                severity: severity,
                reason: reason,
                message: message
            )
        )
    }
}
