import EngineAPI
import KubeAPI

extension RequestHandler {
    /// Gives a pod a node.
    func bind(_ wanted: ResourceRequest) async throws {
        var binding = try await body(of: "Binding", "v1")
        if let name = wanted.path.name { binding["metadata", "name"] = .string(name) }
        _ = try await api.update(
            .pods,
            namespace: wanted.path.namespace,
            binding,
            subresource: "binding",
            try writeOptions()
        )
        try await request.answer(Self.success(201), status: 201)
    }

    /// Deletes a pod unless a disruption budget forbids it.
    func evict(_ wanted: ResourceRequest) async throws {
        let eviction = try await body(of: "Eviction", "policy/v1")
        let namespace = wanted.path.namespace
        let pod = try await api.get(.pods, namespace: namespace, name: wanted.name)
        let isDryRun = try isDryRun()
        let options = eviction["deleteOptions"] ?? .object([])
        let isDry = isDryRun || options["dryRun"]?.elements?.isEmpty == false
        // A pod that is over disturbs nobody.
        if !["Succeeded", "Failed", "Pending"].contains(pod["status", "phase"]?.text ?? ""),
            !pod.isBeingDeleted
        {
            let budgets = try await api.list(.podDisruptionBudgets, ObjectQuery(namespace: namespace))
            try await EvictionCheck(budgets: budgets.items).take(pod, from: api, isDryRun: isDry)
        }
        _ = try await api.delete(
            .pods,
            namespace: namespace,
            name: wanted.name,
            DeleteOptions(
                gracePeriodSeconds: options["gracePeriodSeconds"]?.integer,
                isDryRun: isDry,
                uid: options["preconditions"]?["uid"]?.text
            )
        )
        try await request.answer(Self.success(201), status: 201)
    }

    static func success(_ code: Int) -> JSON {
        .record([
            "kind": "Status", "apiVersion": "v1", "metadata": JSON.object([]), "status": "Success",
            "code": code,
        ])
    }
}

/// Whether a pod may be evicted, by the disruption budgets that hold it.
struct EvictionCheck {
    let budgets: [KubeObject]

    /// Takes one disruption from the budget that holds a pod.
    ///
    /// - Throws: ``StatusError`` 429 where there is none left, 500 where several budgets hold it.
    func take(_ pod: KubeObject, from api: any ClusterAPI, isDryRun: Bool) async throws(StatusError) {
        let holding = budgets.filter { budget in
            budget["spec", "selector"].flatMap { LabelSelector(json: $0) }?.matches(pod) ?? false
        }
        guard holding.count <= 1 else {
            throw StatusError(
                500,
                "InternalError",
                "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support."
            )
        }
        guard let budget = holding.first else { return }
        guard (budget["status", "observedGeneration"]?.integer ?? 0) >= budget.generation else {
            throw Self.refusal("The disruption budget \(budget.name) is still being processed by the server.")
        }
        let allowed = budget["status", "disruptionsAllowed"]?.integer ?? 0
        guard allowed > 0 else {
            let needed = budget["status", "desiredHealthy"]?.integer ?? 0
            let healthy = budget["status", "currentHealthy"]?.integer ?? 0
            throw Self.refusal(
                "The disruption budget \(budget.name) needs \(needed) healthy pods and has \(healthy) currently"
            )
        }
        guard !isDryRun else { return }
        var taken = budget
        taken["status", "disruptionsAllowed"] = .int(allowed - 1)
        _ = try await api.update(
            .podDisruptionBudgets,
            namespace: budget.namespace,
            taken,
            subresource: "status",
            WriteOptions("kube-apiserver")
        )
    }

    private static func refusal(_ why: String) -> StatusError {
        StatusError(
            429,
            "TooManyRequests",
            "Cannot evict pod as it would violate the pod's disruption budget.",
            causes: [.init("DisruptionBudget", "", why)]
        )
    }
}
