import EngineAPI

/// What a deployment says of its rollout.
struct DeploymentStatus {
    let plan: DeploymentPlan
    let now: KubeTime
    private(set) var conditions: Conditions
    private let replicas: Int
    private let updated: Int
    private let ready: Int
    private let available: Int

    init(_ plan: DeploymentPlan, at now: KubeTime) {
        self.plan = plan
        self.now = now
        conditions = Conditions(plan.deployment)
        replicas = plan.sets.reduce(0) { $0 + $1.count("replicas") }
        updated = plan.newSet?.count("replicas") ?? 0
        ready = plan.sets.reduce(0) { $0 + $1.count("readyReplicas") }
        available = plan.sets.reduce(0) { $0 + $1.count("availableReplicas") }
    }

    /// Whether all pods are of the present template, and available.
    var isComplete: Bool {
        updated == plan.replicas && replicas == plan.replicas && available == plan.replicas
    }

    /// The status as it should be now, and when the progress deadline is.
    func decision() -> Decision {
        var copy = self
        return copy.refreshed()
    }

    /// The condition that says that the deployment was paused or goes on; nil where it says so already.
    func pausing() -> [Write]? {
        guard plan.progressDeadline != nil else { return nil }
        let reason = conditions.reason("Progressing")
        if reason == "ProgressDeadlineExceeded" { return nil }
        var copy = self
        if plan.isPaused, reason != "DeploymentPaused" {
            return copy.progress("Unknown", "DeploymentPaused", "Deployment is paused")
        }
        if !plan.isPaused, reason == "DeploymentPaused" {
            return copy.progress("Unknown", "DeploymentResumed", "Deployment is resumed")
        }
        return nil
    }

    /// The status as it is, but for one condition.
    mutating func progress(_ status: String, _ reason: String, _ message: String) -> [Write] {
        guard plan.progressDeadline != nil else { return [] }
        conditions.set("Progressing", status, reason, message, at: now, hasUpdateTime: true)
        var copy = plan.deployment
        copy["status", "conditions"] = conditions.json
        return copy == plan.deployment ? [] : [.status(.deployments, copy)]
    }

    private mutating func refreshed() -> Decision {
        let isEnough = available >= plan.replicas - plan.maxUnavailable
        set(
            "Available",
            isEnough ? "True" : "False",
            isEnough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
            isEnough
                ? "Deployment has minimum availability." : "Deployment does not have minimum availability."
        )
        if !plan.isPaused { setProgress() }
        setFailure()
        func counted(_ count: Int) -> JSON? { count == 0 ? nil : count.json }
        let status = JSON.of([
            "observedGeneration": plan.deployment.generation.json,
            "replicas": counted(replicas), "updatedReplicas": counted(updated),
            "readyReplicas": counted(ready),
            "availableReplicas": counted(available),
            "unavailableReplicas": counted(max(0, plan.total - available)),
            "collisionCount": plan.deployment.status("collisionCount"), "conditions": conditions.json,
        ])
        return Decision(plan.deployment.statusWrite(status, on: .deployments), lookAgain: deadline)
    }

    private mutating func setProgress() {
        guard let limit = plan.progressDeadline else { return conditions.remove("Progressing") }
        let name = plan.newSet?.name ?? plan.deployment.name
        let subject = plan.newSet == nil ? "Deployment" : "ReplicaSet"
        let isOver = replicas == updated && conditions.reason("Progressing") == "NewReplicaSetAvailable"
        if isOver { return }
        if isComplete {
            set(
                "Progressing",
                "True",
                "NewReplicaSetAvailable",
                "\(subject) \"\(name)\" has successfully progressed."
            )
        } else if isProgressing {
            conditions.set(
                "Progressing",
                "True",
                "ReplicaSetUpdated",
                "\(subject) \"\(name)\" is progressing.",
                at: now,
                hasUpdateTime: true,
                refreshes: true
            )
        } else if let since = progressSince, since.advanced(by: .seconds(limit)) <= now {
            set(
                "Progressing",
                "False",
                "ProgressDeadlineExceeded",
                "\(subject) \"\(name)\" has timed out progressing."
            )
        }
    }

    /// Whether something has come forward since the last status.
    private var isProgressing: Bool {
        let old = plan.deployment
        let oldUpdated = old.count("updatedReplicas")
        return updated > oldUpdated || replicas - updated < old.count("replicas") - oldUpdated
            || ready > old.count("readyReplicas") || available > old.count("availableReplicas")
    }

    /// Since when nothing has come forward; nil where nothing is awaited.
    private var progressSince: KubeTime? {
        switch conditions.reason("Progressing") {
        case "", "NewReplicaSetAvailable", "ProgressDeadlineExceeded", "DeploymentPaused": nil
        default: conditions["Progressing"]?["lastUpdateTime"]?.text.flatMap { KubeTime($0) }
        }
    }

    private var deadline: KubeTime? {
        guard let limit = plan.progressDeadline, !plan.isPaused, !isComplete else { return nil }
        return progressSince?.advanced(by: .seconds(limit))
    }

    private mutating func setFailure() {
        let failure = plan.sets.reversed().lazy.compactMap { $0.condition("ReplicaFailure") }
            .first { $0["status"]?.text == "True" }
        guard let failure else { return conditions.remove("ReplicaFailure") }
        set("ReplicaFailure", "True", failure["reason"]?.text ?? "", failure["message"]?.text ?? "")
    }

    /// A condition whose message alone doesn't change it.
    private mutating func set(_ type: String, _ status: String, _ reason: String, _ message: String) {
        if conditions[type]?["status"]?.text == status, conditions.reason(type) == reason { return }
        conditions.set(type, status, reason, message, at: now, hasUpdateTime: true)
    }
}
