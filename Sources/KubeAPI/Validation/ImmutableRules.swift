import EngineAPI

/// What can't be changed once an object is there.
enum ImmutableRules {
    static func check(_ new: KubeObject, _ old: KubeObject, _ type: ResourceType, _ faults: inout Faults) {
        checkFinalizers(new, old, &faults)
        checkContent(new, old, type, &faults)
    }

    /// What is on its way out can't be held by more.
    static func checkFinalizers(_ new: KubeObject, _ old: KubeObject, _ faults: inout Faults) {
        if old.isBeingDeleted {
            let added = new.finalizers.filter { !old.finalizers.contains($0) }
            if !added.isEmpty {
                faults.add(
                    .forbidden(
                        "metadata.finalizers",
                        "no new finalizers can be added if the object is being deleted, found new finalizers "
                            + "[]string{\(added.map(GoFormat.quoted).joined(separator: ", "))}"
                    )
                )
            }
        }
    }

    private static func checkContent(
        _ new: KubeObject,
        _ old: KubeObject,
        _ type: ResourceType,
        _ faults: inout Faults
    ) {
        switch type.qualifiedName {
        case "pods": PodImmutability.check(new, old, &faults)
        case "deployments.apps", "replicasets.apps", "daemonsets.apps": selector(new, old, &faults)
        case "statefulsets.apps": statefulSet(new, old, &faults)
        case "jobs.batch": job(new, old, &faults)
        case "services": service(new, old, &faults)
        case "configmaps", "secrets": config(new, old, type, &faults)
        case "persistentvolumeclaims": claim(new, old, &faults)
        case "rolebindings.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io":
            if new["roleRef"] != old["roleRef"] {
                let shown =
                    "rbac.RoleRef{APIGroup:\(text(new, "apiGroup")), Kind:\(text(new, "kind")), Name:\(text(new, "name"))}"
                faults.add(.invalid("roleRef", shown, "cannot change roleRef"))
            }
        case "customresourcedefinitions.apiextensions.k8s.io":
            DefinitionRules.check(new, changing: old, &faults)
        case "storageclasses.storage.k8s.io":
            for field in ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"]
            where new[field] != old[field] {
                faults.add(.forbidden(field, "updates to \(field) are forbidden."))
            }
        case "priorityclasses.scheduling.k8s.io":
            if new["value"] != old["value"] {
                faults.add(.forbidden("value", "may not be changed in an update."))
            }
        default: break
        }
    }

    private static func text(_ binding: KubeObject, _ field: String) -> String {
        GoFormat.quoted(binding["roleRef", field]?.text ?? "")
    }

    private static func selector(_ new: KubeObject, _ old: KubeObject, _ faults: inout Faults) {
        guard new["spec", "selector"] != old["spec", "selector"] else { return }
        faults.add(
            .invalid("spec.selector", GoFormat.labelSelector(new["spec", "selector"]), "field is immutable")
        )
    }

    private static func statefulSet(_ new: KubeObject, _ old: KubeObject, _ faults: inout Faults) {
        let free = [
            "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy", "minReadySeconds",
        ]
        guard rest(new, without: free) != rest(old, without: free) else { return }
        faults.add(
            .forbidden(
                "spec",
                "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', "
                    + "'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and "
                    + "'minReadySeconds' are forbidden"
            )
        )
    }

    private static func rest(_ object: KubeObject, without fields: [String]) -> [JSON.Member] {
        (object["spec"]?.members ?? []).filter { !fields.contains($0.name) }
    }

    private static func job(_ new: KubeObject, _ old: KubeObject, _ faults: inout Faults) {
        selector(new, old, &faults)
        if new["spec", "template"] != old["spec", "template"] {
            faults.add(
                .invalid(
                    "spec.template",
                    GoFormat.plain(new["spec", "template"] ?? .null),
                    "field is immutable"
                )
            )
        }
        for field in [
            "completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy",
        ]
        where new["spec", field] != old["spec", field] {
            let shown = GoFormat.plain(new["spec", field] ?? .null)
            faults.add(.invalid("spec.\(field)", shown, "field is immutable"))
        }
        if new["spec", "completions"] != old["spec", "completions"],
            new["spec", "completionMode"]?.text != "Indexed"
        {
            faults.add(
                .invalid(
                    "spec.completions",
                    GoFormat.plain(new["spec", "completions"] ?? .null),
                    "field is immutable"
                )
            )
        }
    }

    private static func service(_ new: KubeObject, _ old: KubeObject, _ faults: inout Faults) {
        guard new["spec", "type"]?.text != "ExternalName", old["spec", "type"]?.text != "ExternalName",
            let before = old["spec", "clusterIP"]?.text, !before.isEmpty,
            new["spec", "clusterIP"]?.text != before
        else { return }
        let shown = "[]string{\(GoFormat.quoted(new["spec", "clusterIP"]?.text ?? ""))}"
        faults.add(.invalid("spec.clusterIPs[0]", shown, "may not change once set"))
    }

    private static func config(
        _ new: KubeObject,
        _ old: KubeObject,
        _ type: ResourceType,
        _ faults: inout Faults
    ) {
        if type.qualifiedName == "secrets", new["type"] != old["type"] {
            faults.add(.invalid("type", GoFormat.quoted(new["type"]?.text ?? ""), "field is immutable"))
        }
        guard old["immutable"]?.flag ?? false else { return }
        if !(new["immutable"]?.flag ?? false) {
            faults.add(.forbidden("immutable", "field is immutable when `immutable` is set"))
        }
        for field in ["data", "binaryData"] where new[field] != old[field] {
            faults.add(.forbidden(field, "field is immutable when `immutable` is set"))
        }
    }

    private static func claim(_ new: KubeObject, _ old: KubeObject, _ faults: inout Faults) {
        // A claim takes its volume once, and may ask for more of it.
        var free = ["resources"]
        if (old["spec", "volumeName"]?.text ?? "").isEmpty { free.append("volumeName") }
        if old["spec", "storageClassName"] == nil { free.append("storageClassName") }
        if rest(new, without: free) != rest(old, without: free) {
            faults.add(
                .forbidden(
                    "spec",
                    "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims"
                )
            )
        }
        let path = ["spec", "resources", "requests", "storage"]
        if let size = Quantity(json: new.json.value(at: path[...])),
            let before = Quantity(json: old.json.value(at: path[...])), size < before
        {
            faults.add(
                .forbidden("spec.resources.requests.storage", "field can not be less than status.capacity")
            )
        }
    }
}
