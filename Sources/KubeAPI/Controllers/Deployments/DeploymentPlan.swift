import EngineAPI

/// A deployment with its replica sets, and the numbers by which it rolls out.
struct DeploymentPlan {
    static let revision = "deployment.kubernetes.io/revision"
    static let revisionHistory = "deployment.kubernetes.io/revision-history"
    static let desiredReplicas = "deployment.kubernetes.io/desired-replicas"
    static let maxReplicas = "deployment.kubernetes.io/max-replicas"
    static let hashLabel = "pod-template-hash"

    let deployment: KubeObject
    /// All of its replica sets, the oldest first.
    let sets: [KubeObject]
    /// The one of the present template.
    let newSet: KubeObject?
    let replicas: Int
    let isRecreate: Bool
    let maxSurge: Int
    let maxUnavailable: Int

    init(_ deployment: KubeObject, sets: [KubeObject]) {
        self.deployment = deployment
        let template = PodTemplate.normal(deployment.spec("template"))
        self.sets = sets.sorted { one, other in
            (one.created ?? KubeTime(nanoseconds: 0), one.madeForRevision, one.name)
                < (other.created ?? KubeTime(nanoseconds: 0), other.madeForRevision, other.name)
        }
        newSet = self.sets.first { PodTemplate.normal($0.spec("template")) == template }
        replicas = max(0, deployment.spec("replicas")?.integer ?? 1)
        let strategy = deployment.spec("strategy")
        isRecreate = strategy?["type"]?.text == "Recreate"
        let rolling = strategy?["rollingUpdate"]
        let surge = isRecreate ? 0 : Self.share(rolling?["maxSurge"], of: replicas, roundsUp: true, or: "25%")
        var unavailable =
            isRecreate
            ? 0 : Self.share(rolling?["maxUnavailable"], of: replicas, roundsUp: false, or: "25%")
        // Nothing could ever move otherwise.
        if surge == 0, unavailable == 0 { unavailable = 1 }
        maxSurge = surge
        maxUnavailable = isRecreate ? 0 : min(unavailable, replicas)
    }

    /// A number, or a share in percent of the replicas.
    static func share(_ json: JSON?, of total: Int, roundsUp: Bool, or fallback: String) -> Int {
        if let number = json?.integer { return max(0, number) }
        let text = json?.text ?? fallback
        if let number = Int(text) { return max(0, number) }
        guard text.hasSuffix("%"), let percent = Int(text.dropLast()), percent >= 0 else { return 0 }
        let (product, overflows) = total.multipliedReportingOverflow(by: percent)
        guard !overflows else { return total }
        return roundsUp ? (product &+ 99) / 100 : product / 100
    }

    /// Those of former templates, the oldest first.
    var oldSets: [KubeObject] { sets.filter { $0.uid != newSet?.uid } }
    var total: Int { sets.reduce(0) { $0 + Self.size($1) } }
    var progressDeadline: Int? {
        guard let seconds = deployment.spec("progressDeadlineSeconds")?.integer, seconds < Int(Int32.max)
        else {
            return nil
        }
        return seconds
    }
    var isPaused: Bool { deployment.spec("paused") == .bool(true) }

    static func size(_ set: KubeObject) -> Int { set.spec("replicas")?.integer ?? 1 }

    /// How many pods of the new template there may be now.
    func newSize(from current: Int) -> Int {
        guard !isRecreate else { return replicas }
        let most = replicas + maxSurge
        guard total < most else { return current }
        return current + min(most - total, replicas - current)
    }

    /// The number of a set's template among all that the deployment had; 0 where it isn't said.
    static func revision(of set: KubeObject) -> Int { set.annotations[revision].flatMap { Int($0) } ?? 0 }
}

extension KubeObject {
    /// What tells sets apart that were made in one second: the revisions that they were made for.
    fileprivate var madeForRevision: Int { DeploymentPlan.revision(of: self) }
}
