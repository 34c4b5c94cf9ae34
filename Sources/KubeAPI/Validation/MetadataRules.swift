import EngineAPI

/// What holds for the metadata of all objects.
enum MetadataRules {
    static func causes(of object: KubeObject, _ type: ResourceType) -> [StatusError.Cause] {
        var causes: [StatusError.Cause] = []
        if let problem = nameProblem(object.name, type) {
            causes.append(.invalid("metadata.name", GoFormat.quoted(object.name), problem))
        }
        causes += labels(object["metadata", "labels"], "metadata.labels")
        causes += annotations(object["metadata", "annotations"], "metadata.annotations")
        return causes
    }

    /// Labels at a path: keys and values must have their forms.
    static func labels(_ labels: JSON?, _ path: String) -> [StatusError.Cause] {
        var causes: [StatusError.Cause] = []
        for member in labels?.members ?? [] {
            if let problem = NameRules.qualifiedNameProblem(member.name) {
                causes.append(.invalid(path, GoFormat.quoted(member.name), problem))
            }
            let value = member.value.text ?? ""
            if let problem = NameRules.labelValueProblem(value) {
                causes.append(.invalid(path, GoFormat.quoted(value), problem))
            }
        }
        return causes
    }

    /// Annotations: keys have a form, and all together have at most 256 KiB.
    static func annotations(_ annotations: JSON?, _ path: String) -> [StatusError.Cause] {
        var causes: [StatusError.Cause] = []
        var size = 0
        for member in annotations?.members ?? [] {
            if let problem = NameRules.qualifiedNameProblem(member.name.lowercased()) {
                causes.append(.invalid(path, GoFormat.quoted(member.name), problem))
            }
            size += member.name.utf8.count + (member.value.text?.utf8.count ?? 0)
        }
        if size > 256 * 1024 {
            causes.append(.init("FieldValueTooLong", path, "Too long: may not be more than 262144 bytes"))
        }
        return causes
    }

    private static func nameProblem(_ name: String, _ type: ResourceType) -> String? {
        switch type.qualifiedName {
        case "namespaces": NameRules.labelProblem(name)
        case "services": NameRules.label1035Problem(name)
        case let kind where kind.hasSuffix(".rbac.authorization.k8s.io"): NameRules.pathSegmentProblem(name)
        default: NameRules.subdomainProblem(name)
        }
    }
}
