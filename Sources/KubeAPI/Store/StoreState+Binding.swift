import EngineAPI

extension StoreState {
    /// Gives a pod its node, as a scheduler does: a `Binding` with the pod's name and the node as `target`.
    mutating func bind(
        _ namespace: String?,
        _ binding: KubeObject,
        _ options: WriteOptions
    ) throws(StatusError) -> KubeObject {
        let type = ResourceType.pods
        guard let pod = object(type, namespace ?? binding.namespace ?? "default", binding.name) else {
            throw .notFound(type, binding.name)
        }
        guard let node = binding["target", "name"]?.text, !node.isEmpty else {
            throw .invalid(
                ResourceType.bindings,
                binding.name,
                [.required("target.name")]
            )
        }
        if !binding.uid.isEmpty, binding.uid != pod.uid {
            throw .conflict(
                type,
                pod.name,
                "Precondition failed: UID in precondition: \(binding.uid), UID in object meta: \(pod.uid)"
            )
        }
        guard !pod.isBeingDeleted else {
            throw .conflict(type, pod.name, "pod \(pod.name) is being deleted, cannot be assigned to a host")
        }
        guard pod["spec", "nodeName"]?.text ?? "" == "" else {
            throw .conflict(
                type,
                pod.name,
                "pod \(pod.name) is already assigned to node \(GoFormat.quoted(pod["spec", "nodeName"]?.text ?? ""))"
            )
        }
        var new = pod
        new["spec", "nodeName"] = .string(node)
        var conditions = (pod["status", "conditions"]?.elements ?? [])
            .filter { $0["type"]?.text != "PodScheduled" }
        conditions.append(
            .object([
                .init("lastProbeTime", .null), .string("lastTransitionTime", clock.now.text),
                .string("status", "True"), .string("type", "PodScheduled"),
            ])
        )
        new["status", "conditions"] = .array(conditions)
        return options.isDryRun ? new : put(type, new)
    }
}
