import EngineAPI

/// What a deployment notes on its replica sets: their revision, its sizes, and its own annotations.
enum RevisionAnnotations {
    /// What isn't passed on to replica sets.
    private static let own: Set<String> = [
        "kubectl.kubernetes.io/last-applied-configuration", DeploymentPlan.revision,
        DeploymentPlan.revisionHistory, DeploymentPlan.desiredReplicas, DeploymentPlan.maxReplicas,
        "deprecated.deployment.rollback.to",
    ]

    /// The annotations that a set of the present template should have.
    ///
    /// A set that is used again gets the next revision, and remembers those that it had.
    static func forNewSet(_ set: KubeObject?, of plan: DeploymentPlan) -> [String: String] {
        var annotations = set?.annotations ?? [:]
        for (name, value) in plan.deployment.annotations where !own.contains(name) {
            annotations[name] = value
        }
        let next = (plan.oldSets.map(DeploymentPlan.revision).max() ?? 0) + 1
        let old = set.map(DeploymentPlan.revision) ?? 0
        if old < next {
            annotations[DeploymentPlan.revision] = String(next)
            if old > 0 {
                let history = annotations[DeploymentPlan.revisionHistory] ?? ""
                annotations[DeploymentPlan.revisionHistory] = history.isEmpty ? "\(old)" : "\(history),\(old)"
            }
        }
        if set == nil { annotations.merge(sizes(of: plan)) { $1 } }
        return annotations
    }

    /// The sizes by which a change of the deployment's scale is told from a rollout.
    static func sizes(of plan: DeploymentPlan) -> [String: String] {
        [
            DeploymentPlan.desiredReplicas: String(plan.replicas),
            DeploymentPlan.maxReplicas: String(plan.replicas + plan.maxSurge),
        ]
    }
}
