import EngineAPI

/// The templates that a set had: `ControllerRevision`s, by which it is rolled back.
struct RevisionHistory {
    private static let hashLabel = "controller.kubernetes.io/hash"

    let owner: KubeObject
    /// The oldest first.
    let revisions: [KubeObject]
    /// The names that revisions of this and of other owners have.
    private let taken: Set<String>
    /// The writes by which it takes in what an owner of its name has left behind.
    private let adoptions: [Write]

    init(of owner: KubeObject, _ cache: ObjectCache) {
        let namespace = owner.namespace ?? ""
        let ownership = Ownership(
            of: owner,
            SelectorIndex.selector(of: owner) ?? LabelSelector(),
            dependents: cache.dependents(of: owner, .controllerRevisions),
            loose: cache.loose(.controllerRevisions, in: namespace),
            on: .controllerRevisions
        )
        self.owner = owner
        revisions = ownership.own.sorted { (Self.number($0), $0.name) < (Self.number($1), $1.name) }
        taken = Set(cache.keys(.controllerRevisions, in: namespace).map(\.name))
        adoptions = ownership.writes
    }

    static func number(_ revision: KubeObject) -> Int { revision["revision"]?.integer ?? 0 }

    /// The revision of the present template, where there is one.
    var present: KubeObject? {
        let template = PodTemplate.normal(owner.spec("template"))
        return revisions.last { PodTemplate.normal(Self.template(of: $0)) == template }
    }

    /// The template of a revision.
    static func template(of revision: KubeObject) -> JSON? {
        var template = KubeObject(revision["data", "spec", "template"] ?? .of([:]))
        template["$patch"] = nil
        return template.json
    }

    /// What makes the present template's revision the last one, once none is left to be taken in; nothing where it is.
    var writes: [Write] {
        guard adoptions.isEmpty else { return adoptions }
        let next = (revisions.map(Self.number).max() ?? 0) + 1
        if var present {
            guard Self.number(present) < next - 1 else { return [] }
            present["revision"] = next.json
            return [.update(.controllerRevisions, present)]
        }
        return [.create(.controllerRevisions, revision(next))]
    }

    private func revision(_ number: Int) -> KubeObject {
        let template = owner.spec("template")
        let collisions = owner.count("collisionCount")
        var hash = PodTemplate.hash(template, collisions: collisions)
        // Another template, or another owner's revision, may have the name already.
        var attempt = collisions
        while taken.contains("\(owner.name)-\(hash)"), attempt < collisions + 16 {
            attempt += 1
            hash = PodTemplate.hash(template, collisions: attempt)
        }
        var patch = KubeObject(template ?? .of([:]))
        patch["$patch"] = "replace".json
        var labels = KubeObject(template ?? .of([:])).labels
        labels[owner.kind == "DaemonSet" ? "controller-revision-hash" : Self.hashLabel] = hash
        return KubeObject(
            .of([
                "apiVersion": "apps/v1".json, "kind": "ControllerRevision".json,
                "metadata": .of([
                    "name": "\(owner.name)-\(hash)".json, "namespace": owner.namespace?.json,
                    "labels": labels.json, "annotations": owner["metadata", "annotations"],
                    "ownerReferences": .array([OwnerReference.controller(owner)]),
                ]),
                "data": .of(["spec": .of(["template": patch.json])]), "revision": number.json,
            ])
        )
    }

    /// Deletes the oldest revisions beyond those that are kept, but none that is in use.
    func cleanUp(inUse: Set<String>) -> [Write] {
        let limit = owner.spec("revisionHistoryLimit")?.integer ?? 10
        let idle = revisions.filter { !inUse.contains($0.name) && !$0.isBeingDeleted }
        return idle.prefix(max(0, idle.count - limit))
            .map { .delete(.controllerRevisions, ObjectKey($0), DeleteOptions(uid: $0.uid)) }
    }
}
