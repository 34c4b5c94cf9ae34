/// One part of the cluster's control: which changes concern it, and what it then wants done.
///
/// Controllers hold nothing: a decision depends on the objects and on the time alone, so tables can test it.
protocol Controller: Sendable {
    /// Who it is in events: `replicaset-controller`.
    var component: String { get }
    /// The node that it speaks of in events; empty for most.
    var host: String { get }
    /// Who it is in `managedFields`.
    var manager: String { get }
    /// What it looks at in the beginning though nothing changes.
    var initialKeys: [ObjectKey] { get }
    /// What must be looked at after a change.
    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey]
    /// What is to be done about an object.
    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision
    /// What remains after the decision's writes: the status, which says what became of them.
    ///
    /// `failure` is why a write couldn't be done; the look is then tried again later by itself.
    func conclude(
        _ key: ObjectKey,
        in cache: ObjectCache,
        failure: StatusError?,
        at now: KubeTime
    ) -> Decision
}

extension Controller {
    var host: String { "" }
    var manager: String { "kube-controller-manager" }
    var initialKeys: [ObjectKey] { [] }

    func conclude(
        _ key: ObjectKey,
        in cache: ObjectCache,
        failure: StatusError?,
        at now: KubeTime
    ) -> Decision { .nothing }
}
