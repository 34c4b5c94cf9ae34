import SourceText

/// `kubectl set image` names a container, not the deployment: `kubectl create deployment` calls it after its image.
enum ContainerNameRule {
    static func findings(in commands: [ShownCommand], _ workloads: [Workload]) -> [Diagnostic] {
        var containers: [String: Set<String>] = [:]
        for workload in workloads where workload.kind == "Deployment" {
            containers[workload.name, default: []].formUnion(workload.containers)
        }
        var findings: [Diagnostic] = []
        for command in commands {
            for words in command.commands where words.first == "kubectl" {
                let arguments = Array(words.dropFirst())
                if let (name, images) = created(arguments) {
                    containers[name] = Set(images.map(containerName))
                } else if let (name, changes) = setImage(arguments), let known = containers[name],
                    !known.isEmpty
                {
                    for change in changes where !known.contains(change) && change != "*" {
                        findings.append(.unknownContainer(change, name, known, at: command.location))
                    }
                }
            }
        }
        return findings
    }

    /// The name and the images of `create deployment NAME --image=IMAGE`.
    private static func created(_ words: [String]) -> (name: String, images: [String])? {
        guard words.count > 2, words[0] == "create", ["deployment", "deploy"].contains(words[1]) else {
            return nil
        }
        var images: [String] = []
        var name: String?
        var index = 2
        while index < words.count {
            let word = words[index]
            if word == "--image", index + 1 < words.count {
                images += words[index + 1].split(separator: ",").map(String.init)
                index += 1
            } else if word.hasPrefix("--image=") {
                images += word.dropFirst("--image=".count).split(separator: ",").map(String.init)
            } else if !word.hasPrefix("-"), name == nil {
                name = word
            }
            index += 1
        }
        return name.map { ($0, images) }
    }

    /// The deployment of `set image deployment/NAME CONTAINER=IMAGE…`, and the containers.
    private static func setImage(_ words: [String]) -> (name: String, containers: [String])? {
        guard words.count > 3, words[0] == "set", words[1] == "image" else { return nil }
        var rest = words.dropFirst(2).filter { !$0.hasPrefix("-") }[...]
        guard let target = rest.popFirst() else { return nil }
        let parts = target.split(separator: "/")
        let kinds: Set<Substring> = [
            "deployment", "deployments", "deploy", "deployment.apps", "deployments.apps",
        ]
        guard let kind = parts.first, kinds.contains(kind) else { return nil }
        guard let name = parts.count > 1 ? String(parts[1]) : rest.popFirst() else { return nil }
        return (name, rest.compactMap { word in word.split(separator: "=").first.map(String.init) })
    }

    /// The name that `kubectl create deployment` gives a container.
    ///
    /// - Note: Source: kubectl's `create_deployment.go`: the last part of the image's path, without tag and digest.
    private static func containerName(_ image: String) -> String {
        let path = image.split(separator: "@").first ?? ""
        let last = path.split(separator: "/").last ?? ""
        return String(last.split(separator: ":").first ?? "").replacing("_", with: "-").replacing(
            ".",
            with: "-"
        )
    }
}

extension Diagnostic {
    static func unknownContainer(
        _ container: String,
        _ deployment: String,
        _ known: Set<String>,
        at location: SourceLocation
    ) -> Self {
        let names = known.sorted()
        return Self(
            "file.manifest.container-name",
            .warning,
            at: location,
            "deployment/\(deployment) has no container '\(container)'; it has \(names.joined(separator: ", "))",
            notes: [
                Note("kubectl create deployment calls a container after its image, not after the deployment"),
                Note("write '\(names.first ?? "NAME")=IMAGE'"),
            ]
        )
    }
}
