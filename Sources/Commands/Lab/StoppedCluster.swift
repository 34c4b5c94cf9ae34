import LabModel

/// A cluster that one slide stops while slides behind it go on to use it.
///
/// A slide that shows how to start, ask and stop a cluster is no reason why nothing of the next one could work: outside of
/// labs each slide finds the cluster running.
enum StoppedCluster {
    /// What is run before a step so that it finds a cluster; nil where that runs, or the step asks for none.
    static func start(before step: LabStep, in lab: Lab) -> LabModel.LabCommand? {
        guard !lab.isDeclared, uses(step), !changes(step),
            let index = lab.steps.firstIndex(where: { $0.id == step.id }),
            let last = lab.steps[..<index].last(where: uses),
            last.slide != step.slide, stops(last)
        else { return nil }
        return LabModel.LabCommand("minikube start", at: step.command.location)
    }

    private static func uses(_ step: LabStep) -> Bool {
        step.mode != .skip && step.mode != .template
            && words(step).contains { ["kubectl", "minikube"].contains($0.first) }
    }

    /// Whether a step starts or ends the cluster itself.
    private static func changes(_ step: LabStep) -> Bool {
        words(step).contains { $0.first == "minikube" && $0.contains("start") } || stops(step)
    }

    private static func stops(_ step: LabStep) -> Bool {
        words(step).contains { $0.first == "minikube" && !Set($0).isDisjoint(with: ["stop", "delete"]) }
    }

    private static func words(_ step: LabStep) -> [[String]] { CommandWords(step.command.text).commands }
}
