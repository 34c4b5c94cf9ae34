import EngineAPI

@testable import KubeAPI

/// A kubelet without containers: pods run at once, are ready at once, and end when they are to.
struct FakeKubelet: Controller {
    /// Images whose containers never become ready, and such that end well or badly.
    var unready: Set<String> = ["broken"]
    var succeeding: Set<String> = ["done"]
    var failing: Set<String> = ["fails"]
    /// Images whose containers don't end when they are to.
    var lingering: Set<String> = ["lingers"]

    var component: String { "kubelet" }
    var manager: String { "kubelet" }

    func keys(for change: ObjectChange, in cache: ObjectCache) -> [ObjectKey] {
        guard change.shelf == .pods, let pod = change.podAfter, !pod.node.isEmpty else { return [] }
        return [change.key]
    }

    func decide(_ key: ObjectKey, in cache: ObjectCache, at now: KubeTime) -> Decision {
        guard let pod = cache[.pods, key], let facts = cache.pod(key), !facts.node.isEmpty else {
            return .nothing
        }
        let image = pod.spec("containers")?.elements?.first?["image"]?.text ?? ""
        if facts.isBeingDeleted {
            guard !lingering.contains(image) else { return .nothing }
            return Decision([.delete(.pods, key, DeleteOptions(gracePeriodSeconds: 0, uid: pod.uid))])
        }
        guard facts.phase == .pending else { return .nothing }
        let phase = succeeding.contains(image) ? "Succeeded" : failing.contains(image) ? "Failed" : "Running"
        var conditions = Conditions(pod)
        let isReady = phase == "Running" && !unready.contains(image)
        for type in ["Ready", "ContainersReady"] {
            conditions.set(type, isReady ? "True" : "False", isReady ? "" : "ContainersNotReady", "", at: now)
        }
        let number = (Int(pod.resourceVersion) % 60_000) + 256
        let state: JSON =
            phase == "Running"
            ? .of(["running": .of(["startedAt": now.json])])
            : .of(["terminated": .of(["exitCode": (phase == "Failed" ? 1 : 0).json, "finishedAt": now.json])])
        let status = JSON.of([
            "phase": phase.json, "conditions": conditions.json, "hostIP": "192.168.49.2".json,
            "podIP": "10.244.\(number / 256).\(number % 256)".json, "startTime": now.json,
            "containerStatuses": .array([
                .of([
                    "name": pod.spec("containers")?.elements?.first?["name"], "image": image.json,
                    "imageID": "".json,
                    "ready": isReady.json, "restartCount": 0.json, "state": state,
                ])
            ]),
        ])
        return Decision([.status(.pods, pod.with(status: status))])
    }
}
