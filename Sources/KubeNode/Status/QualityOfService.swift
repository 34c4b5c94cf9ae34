import EngineAPI
import KubeAPI

/// How a pod is treated where its node runs short of something.
enum QualityOfService: String, Hashable, Sendable {
    case bestEffort = "BestEffort"
    case burstable = "Burstable"
    case guaranteed = "Guaranteed"

    /// The class that a pod's requests and limits make.
    static func of(_ pod: KubeObject) -> QualityOfService {
        let spec = PodSpec(pod)
        var isAnything = false
        var isGuaranteed = true
        for container in spec.containers {
            let limits = container.json.at("resources", "limits")
            let requests = container.json.at("resources", "requests")
            for name in ["cpu", "memory"] {
                let limit = amount(limits?[name])
                let request = amount(requests?[name]) ?? limit
                if (limit ?? 0) > 0 || (request ?? 0) > 0 { isAnything = true }
                if (limit ?? 0) == 0 || limit != request { isGuaranteed = false }
            }
        }
        if !isAnything { return .bestEffort }
        return isGuaranteed ? .guaranteed : .burstable
    }

    private static func amount(_ json: JSON?) -> Int? { Amount(json)?.thousandths }
}
