import EngineAPI
import KubeAPI

/// Writes a pod's status: a pure function of the pod, of how its containers stand, and of the moment.
struct PodStatus: Sendable {
    let pod: KubeObject
    let situation: PodSituation
    let now: KubeTime

    /// The status, in the place of the one that the pod has.
    ///
    /// Conditions of others (the scheduler's, readiness gates) stay; a condition that says what it said keeps its date.
    func json() -> JSON {
        let spec = PodSpec(pod)
        let summary = PodSummary(pod, situation)
        let old = pod["status"]
        let addresses = situation.address.isEmpty ? [] : [situation.address]
        let status = JSON.of([
            "phase": .string(summary.phase.rawValue),
            "conditions": .array(conditions(spec, summary)),
            "message": absentOr(situation.failureMessage, old?["message"]),
            "reason": absentOr(situation.failure, old?["reason"]),
            "hostIP": situation.hostAddress.jsonUnlessEmpty,
            "hostIPs": situation.hostAddress.isEmpty ? nil : Self.addresses([situation.hostAddress]),
            "podIP": addresses.first.map { .string($0) },
            "podIPs": addresses.isEmpty ? nil : Self.addresses(addresses),
            "startTime": situation.startTime?.json,
            "initContainerStatuses": spec.initial.isEmpty
                ? nil : .array(spec.initial.map { containerStatus($0, situation.containers[$0.name]) }),
            "containerStatuses": .array(
                spec.main.map { containerStatus($0, situation.containers[$0.name]) }
            ),
            "ephemeralContainerStatuses": spec.ephemeral.isEmpty
                ? nil : .array(spec.ephemeral.map { containerStatus($0, situation.containers[$0.name]) }),
            "qosClass": .string(QualityOfService.of(pod).rawValue),
        ])
        return status
    }

    /// A null takes away what an earlier status said.
    private func absentOr(_ text: String, _ old: JSON?) -> JSON? {
        text.isEmpty ? (old == nil ? nil : .null) : .string(text)
    }

    private static func addresses(_ list: [String]) -> JSON {
        .array(list.map { .of(["ip": .string($0)]) })
    }

    // MARK: Conditions

    private struct Condition {
        var type: String
        var isTrue: Bool
        var reason = ""
        var message = ""
    }

    private func conditions(_ spec: PodSpec, _ summary: PodSummary) -> [JSON] {
        let isOver = summary.phase.isOver
        var ready = Condition(type: "Ready", isTrue: summary.unready.isEmpty && !isOver)
        // Once a container has run, what was before it is done, and doesn't count again.
        var initialized = Condition(
            type: "Initialized",
            isTrue: summary.incomplete.isEmpty || summary.phase == .succeeded || hasBegun(spec)
        )
        switch summary.phase {
        case .succeeded: (ready.reason, initialized.reason) = ("PodCompleted", "PodCompleted")
        case .failed: ready.reason = "PodFailed"
        default:
            if !ready.isTrue {
                ready.reason = "ContainersNotReady"
                ready.message = "containers with unready status: \(GoText.list(summary.unready))"
            }
        }
        if !initialized.isTrue {
            initialized.reason = "ContainersNotInitialized"
            initialized.message = "containers with incomplete status: \(GoText.list(summary.incomplete))"
        }
        var containersReady = ready
        containersReady.type = "ContainersReady"
        if ready.isTrue, let gate = missingGate(spec) {
            (ready.isTrue, ready.reason) = (false, "ReadinessGatesNotReady")
            ready.message = "corresponding condition of pod readiness gate \"\(gate)\" does not exist."
        }
        let own = [
            Condition(type: "PodReadyToStartContainers", isTrue: situation.isSandboxReady && !isOver),
            initialized, ready, containersReady,
        ]
        let old = pod["status", "conditions"]?.elements ?? []
        let names = own.map(\.type)
        let others = old.filter { !names.contains($0["type"]?.text ?? "") }
        let isScheduled = others.contains { $0["type"]?.text == "PodScheduled" }
        return own.map { written($0, old) }
            + (isScheduled ? [] : [written(Condition(type: "PodScheduled", isTrue: true), old)]) + others
    }

    private func hasBegun(_ spec: PodSpec) -> Bool {
        spec.main.contains { container in
            situation.containers[container.name].map { $0.termination != nil || $0.isRunning } ?? false
        }
    }

    private func missingGate(_ spec: PodSpec) -> String? {
        let conditions = pod["status", "conditions"]?.elements ?? []
        return (spec.json["readinessGates"]?.elements ?? []).compactMap { $0["conditionType"]?.text }
            .first { gate in
                !conditions.contains { $0["type"]?.text == gate && $0["status"]?.text == "True" }
            }
    }

    private func written(_ condition: Condition, _ old: [JSON]) -> JSON {
        let status = condition.isTrue ? "True" : "False"
        let before = old.first { $0["type"]?.text == condition.type }
        let since = before?["status"]?.text == status ? before?["lastTransitionTime"]?.text : nil
        return .of([
            "type": .string(condition.type), "status": .string(status), "lastProbeTime": .null,
            "lastTransitionTime": .string(since ?? now.text),
            "reason": condition.reason.jsonUnlessEmpty, "message": condition.message.jsonUnlessEmpty,
        ])
    }

    // MARK: Containers

    private func containerStatus(_ spec: ContainerSpec, _ found: ContainerSituation?) -> JSON {
        let found = found ?? ContainerSituation(waitingFor: "PodInitializing")
        let mounts = spec.mounts.map { mount -> JSON in
            let isReadOnly = mount["readOnly"]?.isTrue ?? false
            return .of([
                "name": mount["name"], "mountPath": mount["mountPath"],
                "readOnly": isReadOnly ? .bool(true) : nil,
                "recursiveReadOnly": isReadOnly ? .string("Disabled") : nil,
            ])
        }
        return .of([
            "name": .string(spec.name),
            "state": state(found.state),
            "lastState": found.last.map { .of(["terminated": terminated($0)]) } ?? .object([]),
            "ready": .bool(found.isReady),
            "restartCount": found.restartCount.json,
            "image": .string(found.image.isEmpty ? spec.image : found.image),
            "imageID": .string(found.imageID),
            "containerID": found.containerID.jsonUnlessEmpty,
            "started": .bool(found.isStarted),
            "volumeMounts": mounts.isEmpty ? nil : .array(mounts),
        ])
    }

    private func state(_ state: ContainerSituation.State) -> JSON {
        switch state {
        case .waiting(let reason, let message):
            .of([
                "waiting": .of(["reason": .string(reason), "message": message.jsonUnlessEmpty])
            ])
        case .running(let since):
            .of(["running": .of(["startedAt": since.json])])
        case .terminated(let termination): .of(["terminated": terminated(termination)])
        }
    }

    private func terminated(_ end: ContainerSituation.Termination) -> JSON {
        .of([
            "exitCode": end.exitCode.json,
            "reason": .string(end.reason),
            "message": end.message.jsonUnlessEmpty,
            "startedAt": end.startedAt.json,
            "finishedAt": end.finishedAt.json,
            "containerID": end.containerID.jsonUnlessEmpty,
        ])
    }
}
