import EngineAPI

/// What is filled in in services, claims and the rest.
enum ServiceDefaults {
    static func service(_ spec: inout JSON) {
        spec.setDefault("type", .string("ClusterIP"))
        spec.setDefault("sessionAffinity", .string("None"))
        if spec["sessionAffinity"]?.text == "ClientIP", spec["sessionAffinityConfig"] == nil {
            spec.set(.int(10_800), at: ["sessionAffinityConfig", "clientIP", "timeoutSeconds"])
        }
        spec.editEach("ports") { port in
            port.setDefault("protocol", .string("TCP"))
            let target = port["targetPort"] ?? .null
            if target.isNull || target.integer == 0 || target.text == "", let number = port["port"] {
                port.set(number, at: ["targetPort"])
            }
        }
        guard spec["type"]?.text != "ExternalName" else { return }
        spec.setDefault("internalTrafficPolicy", .string("Cluster"))
        spec.setDefault("ipFamilies", .array([.string("IPv4")]))
        spec.setDefault("ipFamilyPolicy", .string("SingleStack"))
        switch spec["type"]?.text {
        case "NodePort": spec.setDefault("externalTrafficPolicy", .string("Cluster"))
        case "LoadBalancer":
            spec.setDefault("externalTrafficPolicy", .string("Cluster"))
            spec.setDefault("allocateLoadBalancerNodePorts", .bool(true))
        default: break
        }
    }

    static func claim(_ spec: inout JSON) { spec.setDefault("volumeMode", .string("Filesystem")) }

    static func volume(_ spec: inout JSON) {
        spec.setDefault("persistentVolumeReclaimPolicy", .string("Retain"))
        spec.setDefault("volumeMode", .string("Filesystem"))
        spec.edit("hostPath") { $0.setDefault("type", .string("")) }
    }

    static func autoscaler(_ spec: inout JSON) {
        spec.setDefault("minReplicas", .int(1))
        guard spec["metrics"] == nil else { return }
        let target: JSON = .object([.int("averageUtilization", 80), .string("type", "Utilization")])
        let metric: JSON = .object([.string("name", "cpu"), .init("target", target)])
        spec.setDefault(
            "metrics",
            .array([.object([.init("resource", metric), .string("type", "Resource")])])
        )
    }

    static func networkPolicy(_ spec: inout JSON) {
        let types = ["Ingress"] + (spec["egress"] == nil ? [] : ["Egress"])
        spec.setDefault("policyTypes", .array(types.map { .string($0) }))
        spec.setDefault("podSelector", .object([]))
        for list in ["ingress", "egress"] {
            spec.editEach(list) { rule in
                rule.editEach("ports") { $0.setDefault("protocol", .string("TCP")) }
            }
        }
    }

    static func limitRange(_ spec: inout JSON) {
        spec.editEach("limits") { item in
            guard item["type"]?.text == "Container" else { return }
            // A most is a default limit, a default limit a default request, and so is a least.
            for (source, target) in [
                ("max", "default"), ("default", "defaultRequest"), ("min", "defaultRequest"),
            ] {
                for member in item[source]?.members ?? [] where item[target]?[member.name] == nil {
                    item.set(member.value, at: [target, member.name])
                }
            }
        }
    }

    static func endpoints(_ object: inout KubeObject) {
        object.json.editEach("subsets") { subset in
            subset.editEach("ports") { $0.setDefault("protocol", .string("TCP")) }
        }
    }

    static func roleBinding(_ object: inout KubeObject) {
        object.json.edit("roleRef") { $0.setDefault("apiGroup", .string("rbac.authorization.k8s.io")) }
        object.json.editEach("subjects") { subject in
            if subject["kind"]?.text != "ServiceAccount" {
                subject.setDefault("apiGroup", .string("rbac.authorization.k8s.io"))
            }
        }
    }

    static func storageClass(_ object: inout KubeObject) {
        object.json.setDefault("reclaimPolicy", .string("Delete"))
        object.json.setDefault("volumeBindingMode", .string("Immediate"))
    }
}
