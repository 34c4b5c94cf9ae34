import EngineAPI

/// What is filled in in definitions of custom types, and what holds for them.
enum DefinitionRules {
    static func fillIn(_ object: inout KubeObject) {
        object.json.edit("spec") { spec in
            let kind = spec["names"]?["kind"]?.text ?? ""
            spec.edit("names") { names in
                names.setDefault("singular", .string(kind.lowercased()))
                names.setDefault("listKind", .string(kind + "List"))
            }
            spec.setDefault("conversion", .object([.string("strategy", "None")]))
        }
    }

    /// Names are accepted at once; a definition that was stored is served.
    static func prepare(_ object: inout KubeObject, changing old: KubeObject?) {
        let time = old?["metadata", "creationTimestamp"] ?? object["metadata", "creationTimestamp"] ?? .null
        func condition(_ type: String, _ reason: String, _ message: String) -> JSON {
            .object([
                .init("lastTransitionTime", time), .string("message", message), .string("reason", reason),
                .string("status", "True"), .string("type", type),
            ])
        }
        object["status", "conditions"] = .array([
            condition("NamesAccepted", "NoConflicts", "no conflicts found"),
            condition("Established", "InitialNamesAccepted", "the initial names have been accepted"),
        ])
        object["status", "acceptedNames"] = object["spec", "names"]
        let storage = (object["spec", "versions"]?.elements ?? []).first { $0["storage"]?.flag ?? false }
        var stored = old?["status", "storedVersions"]?.elements ?? []
        if let name = storage?["name"], !stored.contains(name) { stored.append(name) }
        object["status", "storedVersions"] = .array(stored)
    }

    static func check(_ object: KubeObject, _ faults: inout Faults) {
        let spec = object["spec"]
        let names = spec?["names"]
        let group = spec?["group"]?.text ?? ""
        let plural = names?["plural"]?.text ?? ""
        if object.name != "\(plural).\(group)" {
            faults.refuse("metadata.name", object.name, "must be spec.names.plural+\".\"+spec.group")
        }
        faults.checkRequired("spec.group", group, NameRules.subdomainProblem)
        faults.check("spec.scope", spec?["scope"]?.text ?? "", oneOf: ["Cluster", "Namespaced"])
        for field in ["plural", "singular"] {
            faults.checkRequired("spec.names.\(field)", names?[field]?.text, NameRules.label1035Problem)
        }
        for field in ["kind", "listKind"] { faults.checkRequired("spec.names.\(field)", names?[field]?.text) }
        let versions = spec?["versions"]?.elements ?? []
        if versions.isEmpty { faults.require("spec.versions") }
        let stored = versions.count { $0["storage"]?.flag ?? false }
        if !versions.isEmpty, stored != 1 {
            faults.add(
                .invalid(
                    "spec.versions",
                    GoFormat.plain(.array(versions.map { $0["name"] ?? .null })),
                    "must have exactly one version marked as storage version"
                )
            )
        }
        for (index, version) in versions.enumerated() {
            let path = "spec.versions[\(index)]"
            faults.checkRequired("\(path).name", version["name"]?.text, NameRules.label1035Problem)
            guard let schema = version["schema"]?["openAPIV3Schema"] else {
                faults.require("\(path).schema.openAPIV3Schema", "schemas are required")
                continue
            }
            if schema["type"]?.text != "object" {
                faults.refuse(
                    "\(path).schema.openAPIV3Schema.type",
                    schema["type"]?.text ?? "",
                    "must be object at the root"
                )
            }
            StructuralRules.check(schema, "\(path).schema.openAPIV3Schema", isValueOnly: false, &faults)
        }
        if spec?["conversion"]?["strategy"]?.text != "None" {
            faults.add(
                .forbidden(
                    "spec.conversion.strategy",
                    "this cluster has no webhooks: only None converts versions"
                )
            )
        }
    }

    static func check(_ new: KubeObject, changing old: KubeObject, _ faults: inout Faults) {
        for path in [["group"], ["scope"], ["names", "kind"], ["names", "plural"]] {
            let value = new["spec"]?.value(at: path[...])
            guard value != old["spec"]?.value(at: path[...]) else { continue }
            let name = "spec.\(path.joined(separator: "."))"
            faults.add(.invalid(name, GoFormat.quoted(value?.text ?? ""), "field is immutable"))
        }
    }
}
