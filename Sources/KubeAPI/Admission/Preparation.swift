import EngineAPI

/// What a kind's own rules put into an object as it is made, after its defaults and before it is judged.
enum Preparation {
    static func prepare(_ object: inout KubeObject, _ type: ResourceType) {
        switch type.qualifiedName {
        case "pods": object["status", "qosClass"] = .string(QualityOfService.of(object))
        case "jobs.batch": job(&object)
        case "daemonsets.apps":
            object["metadata", "annotations", "deprecated.daemonset.template.generation"] = .string("1")
        case "persistentvolumeclaims": protect(&object, "kubernetes.io/pvc-protection")
        case "customresourcedefinitions.apiextensions.k8s.io":
            DefinitionRules.prepare(&object, changing: nil)
        case "persistentvolumes": protect(&object, "kubernetes.io/pv-protection")
        default: break
        }
    }

    /// What a change can't take away, and what follows from it.
    static func prepare(_ object: inout KubeObject, changing old: KubeObject, _ type: ResourceType) {
        switch type.qualifiedName {
        case "daemonsets.apps": countTemplates(&object, old)
        case "services": keepAllocated(&object, old)
        case "customresourcedefinitions.apiextensions.k8s.io":
            DefinitionRules.prepare(&object, changing: old)
        default: break
        }
    }

    /// A changed template of a daemon set counts in an annotation, for readers of long ago.
    private static func countTemplates(_ object: inout KubeObject, _ old: KubeObject) {
        let name = "deprecated.daemonset.template.generation"
        let last = Int(old.annotations[name] ?? "") ?? 1
        let isChanged = object["spec", "template"] != old["spec", "template"]
        object["metadata", "annotations", name] = .string(String(isChanged ? last &+ 1 : last))
    }

    /// A service whose writer doesn't know its address and ports keeps them; one that needs them no more loses them.
    private static func keepAllocated(_ object: inout KubeObject, _ old: KubeObject) {
        let type = object["spec", "type"]?.text
        let hadPorts = ["NodePort", "LoadBalancer"].contains(old["spec", "type"]?.text)
        let hasPorts = type == "NodePort" || type == "LoadBalancer"
        if type != "ExternalName", old["spec", "type"]?.text != "ExternalName" {
            for field in ["clusterIP", "clusterIPs"] where object["spec", field] == nil {
                object["spec", field] = old["spec", field]
            }
        }
        let oldPorts = old["spec", "ports"]?.elements ?? []
        object.json.edit("spec") { spec in
            if hadPorts, !hasPorts, spec["externalTrafficPolicy"] == old["spec", "externalTrafficPolicy"] {
                spec.set(nil, at: ["externalTrafficPolicy"])
            }
            spec.editEach("ports") { port in
                let same = oldPorts.first { $0["port"] == port["port"] && $0["protocol"] == port["protocol"] }
                guard let number = same?["nodePort"] else { return }
                if hasPorts {
                    port.setDefault("nodePort", number)
                } else if port["nodePort"] == number {
                    port.set(nil, at: ["nodePort"])
                }
            }
        }
    }

    private static func protect(_ object: inout KubeObject, _ finalizer: String) {
        guard !object.finalizers.contains(finalizer) else { return }
        object["metadata", "finalizers"] = .array((object.finalizers + [finalizer]).map { .string($0) })
    }

    /// A job finds its pods by its own identifier, unless it says that it brings a selector.
    private static func job(_ object: inout KubeObject) {
        if object["spec", "manualSelector"]?.flag ?? false { return }
        let labels = [
            "batch.kubernetes.io/controller-uid": object.uid, "controller-uid": object.uid,
            "batch.kubernetes.io/job-name": object.name, "job-name": object.name,
        ]
        for (name, value) in labels {
            object["spec", "template", "metadata", "labels", name] = .string(value)
        }
        let key = "batch.kubernetes.io/controller-uid"
        object["spec", "selector", "matchLabels", key] = .string(object.uid)
        if object.labels.isEmpty, let own = object["spec", "template", "metadata", "labels"] {
            object["metadata", "labels"] = own
        }
    }
}
