import EngineAPI
import KubeAPI

/// What is looked at before a write that the store itself would do: who gives which rights, and the security of pods.
extension RequestHandler {
    /// Refuses what may not be, and returns what is only to be said about it.
    ///
    /// `old` is what the object is to take the place of; nil where it is new.
    func vet(
        _ object: KubeObject,
        _ wanted: ResourceRequest,
        changing old: KubeObject? = nil
    ) async throws -> [String] {
        let type = wanted.type
        guard wanted.path.subresource == nil else { return [] }
        if EscalationGuard.concerns(type) {
            let guardian = EscalationGuard(api: api, user: request.user)
            try await guardian.check(object, type, in: wanted.path.namespace ?? "")
        }
        if type.qualifiedName == "namespaces" { return try await vet(namespace: object, changing: old) }
        guard let pod = Self.pod(in: object, type), type.qualifiedName != "pods" || old == nil else {
            return []
        }
        let name = wanted.path.namespace ?? "default"
        guard let namespace = try? await api.get(.namespaces, namespace: nil, name: name) else { return [] }
        return PodSecurity.warnings(of: pod, in: namespace)
    }

    /// As a new object: one that takes the place of another.
    func vetReplacement(_ object: KubeObject, _ wanted: ResourceRequest) async throws -> [String] {
        guard Self.isVetted(wanted), wanted.type.qualifiedName != "pods" else { return [] }
        let old = try? await api.get(
            wanted.served.stored,
            namespace: wanted.path.namespace,
            name: wanted.name
        )
        return try await vet(object, wanted, changing: old)
    }

    /// As a new object: what a patch would make of the one that is there.
    func vet(
        _ patch: ObjectPatch,
        _ wanted: ResourceRequest,
        _ options: WriteOptions
    ) async throws -> [String] {
        guard Self.isVetted(wanted), try await isVettedHere(patch, wanted) else { return [] }
        let (namespace, name) = (wanted.path.namespace, wanted.name)
        var options = options
        options.isDryRun = true
        let old = try? await api.get(wanted.served.stored, namespace: namespace, name: name)
        let patch = wanted.served.view?.stored(patch) ?? patch
        let patched = try await api.patch(
            wanted.served.stored,
            namespace: namespace,
            name: name,
            patch,
            subresource: nil,
            options
        )
        return try await vet(patched.object, wanted, changing: old)
    }

    /// Whether an object of the type is looked at before it is written.
    private static func isVetted(_ wanted: ResourceRequest) -> Bool {
        let type = wanted.type
        return wanted.path.subresource == nil
            && (EscalationGuard.concerns(type) || type.qualifiedName == "namespaces"
                || pod(in: KubeObject(.object([])), type) != nil)
    }

    /// Whether it is worth while to see what a patch would lead to.
    private func isVettedHere(_ patch: ObjectPatch, _ wanted: ResourceRequest) async throws -> Bool {
        let type = wanted.type
        if EscalationGuard.concerns(type) { return !request.user.isAdmin }
        if type.qualifiedName == "namespaces" { return true }
        // The security of a pod can't be changed: only an applied one may be new.
        if type.qualifiedName == "pods" { guard case .apply = patch else { return false } }
        let name = wanted.path.namespace ?? "default"
        let namespace = try? await api.get(.namespaces, namespace: nil, name: name)
        return namespace.map(PodSecurity.warns) ?? false
    }

    private func vet(namespace: KubeObject, changing old: KubeObject?) async throws -> [String] {
        let causes = PodSecurity.causes(namespace, changing: old)
        guard causes.isEmpty else { throw StatusError.invalid(.namespaces, namespace.name, causes) }
        let pods = old == nil ? nil : try? await api.list(.pods, ObjectQuery(namespace: namespace.name)).items
        return PodSecurity.warnings(of: namespace, changing: old, pods ?? [])
    }

    /// The pod that an object is or makes, with its metadata and its spec; nil for other types.
    private static func pod(in object: KubeObject, _ type: ResourceType) -> KubeObject? {
        switch type.qualifiedName {
        case "pods": return object
        case "replicationcontrollers", "deployments.apps", "replicasets.apps", "statefulsets.apps",
            "daemonsets.apps", "jobs.batch":
            return KubeObject(object["spec", "template"] ?? .object([]))
        case "cronjobs.batch":
            return KubeObject(object["spec", "jobTemplate", "spec", "template"] ?? .object([]))
        case "podtemplates": return KubeObject(object["template"] ?? .object([]))
        default: return nil
        }
    }
}
