import EngineAPI
import KubeAPI

@testable import KubeServer

/// A kubelet without containers: pods that have a node run and are ready at once, and end when they are to.
struct FakeKubelet: Sendable {
    let api: any ClusterAPI
    let clock: any ClusterClock

    func run() async {
        guard let events = try? await api.watch(.pods, ObjectQuery(), from: nil) else { return }
        defer { events.cancel() }
        while let event = try? await events.next() {
            guard event.kind != .deleted else { continue }
            await act(on: event.object)
        }
    }

    private func act(on pod: KubeObject) async {
        guard pod["spec", "nodeName"]?.text?.isEmpty == false else { return }
        if pod.isBeingDeleted {
            let options = DeleteOptions(gracePeriodSeconds: 0, uid: pod.uid)
            _ = try? await api.delete(.pods, namespace: pod.namespace, name: pod.name, options)
        } else if pod["status", "phase"]?.text != "Running" {
            var running = pod
            running["status"] = status(of: pod)
            let options = WriteOptions("kubelet")
            _ = try? await api.update(
                .pods,
                namespace: pod.namespace,
                running,
                subresource: "status",
                options
            )
        }
    }

    private func status(of pod: KubeObject) -> JSON {
        let now = clock.now.text
        let types = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"]
        let conditions = types.map { JSON.record(["type": $0, "status": "True", "lastTransitionTime": now]) }
        let containers = (pod["spec", "containers"]?.elements ?? []).map { container in
            JSON.record([
                "name": container["name"], "image": container["image"], "imageID": "", "ready": true,
                "started": true, "restartCount": 0,
                "state": JSON.record(["running": JSON.record(["startedAt": now])]),
            ])
        }
        return .record([
            "phase": "Running", "conditions": conditions, "hostIP": "192.168.49.2",
            "podIP": "10.244.0.\(pod.resourceVersion % 250 + 2)", "startTime": now,
            "containerStatuses": containers,
        ])
    }
}
