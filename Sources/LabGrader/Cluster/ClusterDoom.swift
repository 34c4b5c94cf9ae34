import EngineAPI
import LabModel

/// Tells when what is asked of the cluster can't come true any more, by what its objects say themselves.
enum ClusterDoom {
    /// Why no later moment can meet a predicate that fails now; nil where one can.
    static func reason(_ predicate: CheckPredicate, _ sight: ObjectSight) -> String? {
        guard waits(predicate), isSettled(sight.object) else { return nil }
        if case .rolledOut(let wanted?) = predicate, let seen = ObjectJudge(sight: sight).finishedRevision,
            seen < wanted
        {
            return neverStarted
        }
        // Pods of an earlier template go by themselves.
        let images = ObjectParts.containers(sight.object).map { $0["image"]?.text ?? "" }
        if let stuck = stuck(sight.pods.filter { $0.images == images }) { return stuck }
        let conditions = sight.object["status"]?["conditions"]?.elements ?? []
        for condition in conditions {
            let isLate = condition["reason"]?.text == "ProgressDeadlineExceeded"
            let isFailed = condition["type"]?.text == "Failed" && condition["status"]?.text == "True"
            guard isLate || isFailed else { continue }
            return condition["message"]?.text ?? condition["reason"]?.text
        }
        return nil
    }

    /// Why no later moment can meet a predicate on pods.
    static func reason(_ predicate: CheckPredicate, _ pods: [PodSight]) -> String? {
        switch predicate {
        // Nobody knows which of them are meant to stay, so all must be stuck.
        case .text("phase", _, _), .text("ready", _, _):
            pods.allSatisfy { stuck([$0]) != nil } ? stuck(pods) : nil
        // Who has no pods yet may get them.
        case .text("image", _, _), .contains("image", _, _):
            !pods.isEmpty && pods.allSatisfy { $0.isSettled && !$0.isEnding }
                ? neverStarted : nil
        default: nil
        }
    }

    /// What was to be rolled out is the older one, and its controllers have nothing more to do.
    private static let neverStarted = "rollout never started"

    /// A pod that gets no image, or can't be made as it is written, stays so until somebody changes it.
    private static func stuck(_ pods: [PodSight]) -> String? {
        let final: Set = [
            "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull",
            "CreateContainerConfigError",
        ]
        guard let pod = pods.first(where: { final.contains($0.reason) && !$0.isEnding }) else { return nil }
        return "pod \(pod.name) is in \(pod.reason)"
            + (pod.message.isEmpty ? "" : ": \(FailedCheck.short(pod.message))")
    }

    /// Whether the controllers have seen what is asked of an object now.
    private static func isSettled(_ object: JSON) -> Bool {
        guard let seen = object["status"]?["observedGeneration"]?.integer else { return true }
        return seen >= object["metadata"]?["generation"]?.integer ?? 0
    }

    private static func waits(_ predicate: CheckPredicate) -> Bool {
        switch predicate {
        case .running, .condition, .rolledOut, .text("ready", _, _), .quantity("endpoints", _): true
        default: false
        }
    }
}
