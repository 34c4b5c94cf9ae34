import SourceText
import Yams

/// What the rules look at in a compose file.
///
/// - Note: Source: the Compose Specification.
struct ComposeFile {
    struct Name {
        var text: String
        var location: SourceLocation
    }

    struct Service {
        var name: Name
        var image: String?
        var hasHealthcheck = false
        /// The services that it waits for, and until when.
        var dependencies: [(service: Name, condition: String)] = []
        var profiles: [Name] = []
        var networks: [Name] = []
        /// Volumes that are named, not folders.
        var volumes: [Name] = []
        var variables: [Name] = []
    }

    let source: SourceFile
    var services: [Service] = []
    var networks: Set<String> = ["default"]
    var volumes: Set<String> = []
    /// Whether parts stand in other files, so that what is missing here may be there.
    var hasMoreElsewhere = false

    static func read(_ source: SourceFile) -> YAMLFile.Reading<ComposeFile> {
        let file = YAMLFile.read(source)
        guard let yaml = file.value, let root = yaml.documents.first else {
            return YAMLFile.Reading(problems: file.problems)
        }
        var compose = ComposeFile(source: source)
        for (key, value) in root.entries {
            switch key.text {
            case "services": compose.services = value.entries.map { service($0.key, $0.value, yaml) }
            case "networks": compose.networks.formUnion(value.entries.compactMap(\.key.text))
            case "volumes": compose.volumes.formUnion(value.entries.compactMap(\.key.text))
            case "include": compose.hasMoreElsewhere = true
            default: continue
            }
        }
        return YAMLFile.Reading(value: compose)
    }

    private static func service(_ key: Node, _ value: Node, _ yaml: YAMLFile) -> Service {
        var service = Service(name: name(key, yaml))
        for (key, value) in value.entries {
            switch key.text {
            case "image": service.image = value.text
            case "healthcheck": service.hasHealthcheck = !isDisabled(value)
            case "profiles": service.profiles = value.elements.map { name($0, yaml) }
            case "depends_on":
                service.dependencies =
                    value.elements.map { (name($0, yaml), "service_started") }
                    + value.entries.map {
                        (name($0.key, yaml), $0.value["condition"]?.text ?? "service_started")
                    }
            case "networks":
                service.networks =
                    value.elements.map { name($0, yaml) } + value.entries.map { name($0.key, yaml) }
            case "volumes": service.volumes = value.elements.compactMap { volume($0, yaml) }
            case "environment":
                service.variables =
                    value.entries.map { name($0.key, yaml) } + value.elements.map { variable($0, yaml) }
            default: continue
            }
        }
        return service
    }

    private static func name(_ node: Node, _ yaml: YAMLFile) -> Name {
        Name(text: node.text ?? "", location: yaml.location(node))
    }

    private static func isDisabled(_ node: Node) -> Bool {
        node["disable"]?.text == "true" || node["test"]?.elements.first?.text == "NONE"
    }

    /// `NAME=value` or `NAME`.
    private static func variable(_ node: Node, _ yaml: YAMLFile) -> Name {
        let text = node.text ?? ""
        return Name(text: String(text.prefix { $0 != "=" }), location: yaml.location(node))
    }

    /// The volume of a mount; nil for a folder of the host, a variable, and mounts without a source.
    private static func volume(_ node: Node, _ yaml: YAMLFile) -> Name? {
        if let text = node.text {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count > 1, let first = parts.first?.first, !"/.~$".contains(first) else { return nil }
            return Name(text: String(parts[0]), location: yaml.location(node))
        }
        guard node["type"]?.text == "volume", let source = node["source"] else { return nil }
        return name(source, yaml)
    }
}
