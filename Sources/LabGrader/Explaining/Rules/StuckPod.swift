import LabModel

/// A pod that can't run, with what its container's state says.
enum StuckPod: ExplanationRule {
    static func explain(_ failed: FailedCheck) -> Explanation? {
        let pods: [PodSight] =
            switch failed.observation {
            case .object(let sight): sight.pods
            case .pods(let sights): sights
            default: []
            }
        guard let pod = pods.first(where: { !$0.reason.isEmpty && !$0.isEnding }), !failed.missed.isEmpty
        else {
            return nil
        }
        let isCrash = ["CrashLoopBackOff", "Error", "OOMKilled", "RunContainerError"].contains(pod.reason)
        let said = pod.message.isEmpty ? "" : ": \(FailedCheck.short(pod.message))"
        return Explanation(
            why: "pod \(pod.name) is in \(pod.reason)\(said)",
            attempt: isCrash ? "kubectl logs \(pod.name) --previous" : "kubectl describe pod \(pod.name)"
        )
    }
}
