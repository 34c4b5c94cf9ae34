import EngineAPI
import KubeAPI

/// What a pod's containers make of the pod.
struct PodSummary: Hashable, Sendable {
    enum Phase: String, Hashable, Sendable {
        case pending = "Pending"
        case running = "Running"
        case succeeded = "Succeeded"
        case failed = "Failed"

        var isOver: Bool { self == .succeeded || self == .failed }
    }

    let phase: Phase
    /// Init containers that haven't done their work, in order.
    let incomplete: [String]
    /// Containers that aren't ready, in order.
    let unready: [String]

    /// Decides by what the API's documentation says of phases.
    init(_ pod: KubeObject, _ situation: PodSituation) {
        let spec = PodSpec(pod)
        let known = situation.containers
        incomplete = spec.initial.filter { container in
            guard let found = known[container.name] else { return true }
            return container.isSidecar ? !found.isStarted : !found.hasSucceeded
        }.map(\.name)
        unready =
            (spec.initial.filter(\.isSidecar) + spec.main).filter { known[$0.name]?.isReady != true }.map(
                \.name
            )
        phase = Self.phase(spec, situation, isInitialized: incomplete.isEmpty)
    }

    private static func phase(_ spec: PodSpec, _ situation: PodSituation, isInitialized: Bool) -> Phase {
        guard situation.failure.isEmpty else { return .failed }
        let mayRestart = { (found: ContainerSituation) in
            switch spec.restartPolicy {
            case .always: true
            case .onFailure: !found.hasSucceeded
            case .never: false
            }
        }
        let initial = spec.initial.filter { !$0.isSidecar }.compactMap { situation.containers[$0.name] }
        if initial.contains(where: { $0.termination != nil && !$0.hasSucceeded && !mayRestart($0) }) {
            return .failed
        }
        let hasBegun = spec.main.contains { container in
            situation.containers[container.name].map { $0.termination != nil || $0.isRunning } ?? false
        }
        guard isInitialized || hasBegun else { return .pending }
        let main = spec.main.map {
            situation.containers[$0.name] ?? ContainerSituation(waitingFor: "ContainerCreating")
        }
        let isOver = main.allSatisfy { $0.termination != nil && !mayRestart($0) }
        if isOver, !main.isEmpty { return main.allSatisfy(\.hasSucceeded) ? .succeeded : .failed }
        // A container that waits for its first run keeps the pod pending; one that waits for another run doesn't.
        let isUnknown = main.contains { found in
            if case .waiting = found.state { found.last == nil } else { false }
        }
        return isUnknown ? .pending : .running
    }
}
