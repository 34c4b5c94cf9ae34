import SourceText
import Yams

/// A Kubernetes object that keeps pods running, as far as the rules look at it.
struct Workload {
    var kind: String
    var name: String
    /// The labels that its pods are found by, and those that they get; nil where the manifest says none.
    var selector: [String: String]?
    var labels: [String: String]
    var containers: [String]
    var location: SourceLocation

    private static let kinds: Set<String> = ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"]

    static func read(_ source: SourceFile) -> YAMLFile.Reading<[Workload]> {
        let file = YAMLFile.read(source)
        guard let yaml = file.value else { return YAMLFile.Reading(problems: file.problems) }
        return YAMLFile.Reading(value: yaml.documents.compactMap { workload($0, yaml) })
    }

    private static func workload(_ node: Node, _ yaml: YAMLFile) -> Workload? {
        guard let kind = node["kind"]?.text, kinds.contains(kind), let spec = node["spec"] else { return nil }
        let template = spec["template"]
        let selector = spec["selector"]
        return Workload(
            kind: kind,
            name: node["metadata"]?["name"]?.text ?? "",
            selector: selector?["matchLabels"].map(labels),
            labels: template?["metadata"]?["labels"].map(labels) ?? [:],
            containers: template?["spec"]?["containers"]?.elements.compactMap { $0["name"]?.text } ?? [],
            location: yaml.location(selector ?? spec)
        )
    }

    private static func labels(_ node: Node) -> [String: String] {
        Dictionary(node.entries.compactMap { key, value in key.text.map { ($0, value.text ?? "") } }) { $1 }
    }
}

/// A workload finds its pods by labels that they must have.
enum SelectorRule {
    static func findings(in workload: Workload) -> [Diagnostic] {
        guard let selector = workload.selector else { return [] }
        let missing = selector.filter { workload.labels[$0.key] != $0.value }.map { "\($0.key)=\($0.value)" }
            .sorted()
        guard !missing.isEmpty else { return [] }
        return [
            Diagnostic(
                "file.manifest.selector",
                .warning,
                at: workload.location,
                "\(workload.kind) '\(workload.name)' selects pods by \(missing.joined(separator: ", ")), which its template doesn't have",
                notes: [Diagnostic.Note("put the same labels below spec.template.metadata.labels")]
            )
        ]
    }
}
