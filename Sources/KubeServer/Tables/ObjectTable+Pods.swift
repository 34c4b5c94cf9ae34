import EngineAPI
import KubeAPI

extension ObjectTable {
    static let pods = ObjectTable(
        [
            .init("Name"), .init("Ready"), .init("Status"), .init("Restarts"), .init("Age"),
            .init("IP", wide: true), .init("Node", wide: true), .init("Nominated Node", wide: true),
            .init("Readiness Gates", wide: true),
        ]
    ) { pod, now in
        let summary = PodSummary(pod)
        return [
            .string(pod.name), .string("\(summary.ready)/\(summary.total)"), .string(summary.status),
            .string(summary.restartText(now)), pod.age(now), pod.text("status", "podIP"),
            pod.text("spec", "nodeName"), pod.text("status", "nominatedNodeName"),
            .string(readinessGates(pod)),
        ]
    }

    static let podTemplates = ObjectTable(
        [.init("Name"), .init("Containers"), .init("Images"), .init("Pod Labels")]
    ) { template, _ in
        let containers = template.containers("template", "spec", "containers")
        return [
            .string(template.name), containers.names, containers.images,
            .string(template["template", "metadata", "labels"]?.labelText ?? "<none>"),
        ]
    }

    private static func readinessGates(_ pod: KubeObject) -> String {
        let gates = pod["spec", "readinessGates"]?.elements ?? []
        guard !gates.isEmpty else { return "<none>" }
        let conditions = pod["status", "conditions"]?.elements ?? []
        let open = gates.filter { gate in
            conditions.contains { $0["type"] == gate["conditionType"] && $0["status"]?.text == "True" }
        }
        return "\(open.count)/\(gates.count)"
    }
}
