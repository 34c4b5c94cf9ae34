import EngineAPI
import KubeAPI

/// What a pod can be told of itself beside its description (the downward API).
struct PodFacts: Hashable, Sendable {
    var address = ""
    var hostAddress = ""
    /// What a container without limits may use: the node's processors and its memory in bytes.
    var nodeProcessors = 2
    var nodeMemory = 4 << 30

    /// A field of the pod's by its path.
    func field(_ path: String, of pod: KubeObject) throws(ConfigError) -> String {
        switch path {
        case "metadata.name": return pod.name
        case "metadata.namespace": return pod.namespace ?? ""
        case "metadata.uid": return pod.uid
        case "metadata.labels": return Self.lines(pod.labels)
        case "metadata.annotations": return Self.lines(pod.annotations)
        case "spec.nodeName": return PodSpec(pod).nodeName
        case "spec.serviceAccountName": return pod["spec", "serviceAccountName"]?.text ?? ""
        case "status.hostIP", "status.hostIPs": return hostAddress
        case "status.podIP", "status.podIPs": return address
        default:
            for (field, values) in [("labels", pod.labels), ("annotations", pod.annotations)] {
                let start = "metadata.\(field)['"
                if path.hasPrefix(start), path.hasSuffix("']") {
                    return values[String(path.dropFirst(start.utf8.count).dropLast(2))] ?? ""
                }
            }
            throw ConfigError("unsupported fieldPath: \(path)")
        }
    }

    /// As files of the downward API hold labels: `app="web"`, a line each.
    private static func lines(_ values: [String: String]) -> String {
        values.sorted { $0.key < $1.key }.map { key, value in
            let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                .replacing("\n", with: "\\n")
            return "\(key)=\"\(escaped)\""
        }.joined(separator: "\n")
    }

    /// A container's request or limit, in units of the divisor, rounded up.
    func resource(
        _ reference: JSON,
        of spec: PodSpec,
        _ container: ContainerSpec
    ) throws(ConfigError) -> String {
        let name = reference["resource"]?.text ?? ""
        let named = reference["containerName"]?.text.flatMap { spec.container($0) } ?? container
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, ["limits", "requests"].contains(parts[0]) else {
            throw ConfigError("unsupported container resource : \(name)")
        }
        let found = Amount(named.json.at("resources", parts[0], parts[1]))?.thousandths
        let fallback =
            switch parts[1] {
            case "cpu": nodeProcessors * 1000
            case "memory": nodeMemory.multipliedReportingOverflow(by: 1000).partialValue
            default: 0
            }
        let amount = found ?? (parts[0] == "limits" ? fallback : 0)
        let divisor = max(1, Amount(reference["divisor"])?.thousandths ?? 1000)
        // Without a divisor it is 1; `0` stands for that, too.
        let unit = reference["divisor"]?.text == "0" ? 1000 : divisor
        return String(amount / unit + (amount % unit > 0 ? 1 : 0))
    }
}
