import EngineAPI

/// What is filled in in the specification of a pod, of a real one and in templates.
enum PodDefaults {
    static let containerLists = ["initContainers", "containers", "ephemeralContainers"]

    static func apply(to spec: inout JSON) {
        spec.setDefault("dnsPolicy", .string("ClusterFirst"))
        spec.setDefault("restartPolicy", .string("Always"))
        spec.setDefault("schedulerName", .string("default-scheduler"))
        spec.setDefault("securityContext", .object([]))
        spec.setDefault("terminationGracePeriodSeconds", .int(30))
        if let account = spec["serviceAccountName"] ?? spec["serviceAccount"] {
            // Two fields with one meaning; the older is written for old readers.
            spec.setDefault("serviceAccountName", account)
            spec.setDefault("serviceAccount", account)
        }
        for list in containerLists { spec.editEach(list, container) }
        spec.editEach("volumes", volume)
        spec.editEach("topologySpreadConstraints") { constraint in
            constraint.setDefault("whenUnsatisfiable", .string("DoNotSchedule"))
        }
        if spec["hostNetwork"]?.flag ?? false { useHostPorts(&spec) }
    }

    /// A pod itself, which has more filled in than its template.
    static func apply(toPod spec: inout JSON) {
        apply(to: &spec)
        spec.setDefault("enableServiceLinks", .bool(true))
        for list in ["initContainers", "containers"] { spec.editEach(list, requestLimits) }
    }

    /// A template of pods.
    static func apply(toTemplate template: inout JSON) {
        template.setDefault("metadata", .object([]))
        template.edit("metadata") { $0.setDefault("creationTimestamp", .null) }
        template.setDefault("spec", .object([]))
        template.edit("spec", apply(to:))
    }

    private static func container(_ container: inout JSON) {
        if container["imagePullPolicy"] == nil, let image = container["image"]?.text {
            container.setDefault("imagePullPolicy", .string(isLatest(image) ? "Always" : "IfNotPresent"))
        }
        container.setDefault("resources", .object([]))
        container.setDefault("terminationMessagePath", .string("/dev/termination-log"))
        container.setDefault("terminationMessagePolicy", .string("File"))
        container.editEach("ports") { $0.setDefault("protocol", .string("TCP")) }
        container.editEach("env") { variable in
            variable.edit(at: ["valueFrom", "fieldRef"]) { $0.setDefault("apiVersion", .string("v1")) }
            variable.edit(at: ["valueFrom", "resourceFieldRef"]) { $0.setDefault("divisor", .string("0")) }
        }
        for name in ["livenessProbe", "readinessProbe", "startupProbe"] { container.edit(name, probe) }
        for name in ["postStart", "preStop"] { container.edit(at: ["lifecycle", name], httpGet) }
    }

    /// What is limited and not requested is requested in full.
    private static func requestLimits(_ container: inout JSON) {
        guard let limits = container["resources"]?["limits"]?.members else { return }
        container.edit("resources") { resources in
            for limit in limits where resources["requests"]?[limit.name] == nil {
                resources.set(limit.value, at: ["requests", limit.name])
            }
        }
    }

    private static func isLatest(_ image: String) -> Bool {
        if image.contains("@") { return false }
        let last = image.split(separator: "/").last ?? ""
        guard let colon = last.firstIndex(of: ":") else { return true }
        return last[last.index(after: colon)...] == "latest"
    }

    private static func probe(_ probe: inout JSON) {
        probe.setDefault("failureThreshold", .int(3))
        probe.setDefault("periodSeconds", .int(10))
        probe.setDefault("successThreshold", .int(1))
        probe.setDefault("timeoutSeconds", .int(1))
        probe.edit("grpc") { $0.setDefault("service", .string("")) }
        httpGet(&probe)
    }

    private static func httpGet(_ handler: inout JSON) {
        handler.edit("httpGet") { get in
            get.setDefault("path", .string("/"))
            get.setDefault("scheme", .string("HTTP"))
        }
    }

    private static func volume(_ volume: inout JSON) {
        if (volume.members ?? []).allSatisfy({ $0.name == "name" }) {
            volume.setDefault("emptyDir", .object([]))
        }
        for source in ["configMap", "secret", "downwardAPI", "projected"] {
            volume.edit(source) { $0.setDefault("defaultMode", .int(420)) }
        }
        volume.edit("downwardAPI") { $0.editEach("items", fieldReference) }
        volume.edit("projected") { projected in
            projected.editEach("sources") { source in
                source.edit("serviceAccountToken") { $0.setDefault("expirationSeconds", .int(3600)) }
                source.edit("downwardAPI") { $0.editEach("items", fieldReference) }
            }
        }
        volume.edit("hostPath") { $0.setDefault("type", .string("")) }
        volume.edit(at: ["ephemeral", "volumeClaimTemplate", "spec"]) {
            $0.setDefault("volumeMode", .string("Filesystem"))
        }
    }

    private static func fieldReference(_ file: inout JSON) {
        file.edit("fieldRef") { $0.setDefault("apiVersion", .string("v1")) }
        file.edit("resourceFieldRef") { $0.setDefault("divisor", .string("0")) }
    }

    private static func useHostPorts(_ spec: inout JSON) {
        for list in containerLists {
            spec.editEach(list) { container in
                container.editEach("ports") { port in
                    if let number = port["containerPort"] { port.setDefault("hostPort", number) }
                }
            }
        }
    }
}
