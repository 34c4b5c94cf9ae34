import EngineAPI
import LabModel

/// Tells when what is asked of the cluster can't come true any more, by what its objects say themselves.
enum ClusterDoom {
    /// Why no later moment can meet a predicate that fails now; nil where one can.
    static func reason(_ predicate: CheckPredicate, _ sight: ObjectSight) -> String? {
        guard waits(predicate) else { return nil }
        if let stuck = stuck(sight.pods) { return stuck }
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
        case .text("phase", _, _), .text("ready", _, _): stuck(pods)
        default: nil
        }
    }

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

    private static func waits(_ predicate: CheckPredicate) -> Bool {
        switch predicate {
        case .running, .condition, .rolledOut, .text("ready", _, _), .quantity("endpoints", _): true
        default: false
        }
    }
}
