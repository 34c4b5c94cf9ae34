public import LabModel

/// Which tasks of a lab are done, as far as the state of things tells; asks nobody.
///
/// Tasks are ticked in the lab's order, or before their turn where what they ask was first seen not to hold. What holds
/// already when a task's turn comes is no merit: then something must have happened since.
struct TaskBoard: Sendable {
    struct Task: Sendable {
        let step: LabStep
        var isDone = false
        /// Whether it was seen that it isn't done.
        var wasOpen = false
    }

    private(set) var tasks: [Task]
    /// How often the engine told of something.
    private var happenings = 0
    /// The same, when the turn came to the task that has it now.
    private var happeningsAtTurn = 0
    /// Counts what makes looks that are under way worthless.
    private(set) var edition = 0
    private(set) var isHeld = false

    init(_ steps: [LabStep]) { tasks = steps.map { Task(step: $0) } }

    /// The task whose turn it is.
    var turn: Int? { tasks.firstIndex { !$0.isDone } }

    /// The tasks that are looked at now.
    ///
    /// Ports and addresses are asked only when it is the task's turn: whoever reads a service's log shall not find a
    /// question of ours in it each second.
    var open: [Int] {
        guard !isHeld else { return [] }
        return tasks.indices.filter { index in
            let step = tasks[index].step
            return !tasks[index].isDone && (index == turn || !step.asksNetwork) && isReady(step)
        }
    }

    private func isReady(_ step: LabStep) -> Bool {
        step.needs.allSatisfy { need in tasks.first { $0.step.id == need }?.isDone ?? true }
    }

    mutating func somethingHappened() { happenings += 1 }

    /// Takes what was seen of a task; returns whether it is done now.
    mutating func take(_ index: Int, isMet: Bool, edition: Int) -> Bool {
        guard edition == self.edition, !tasks[index].isDone else { return false }
        guard isMet else {
            tasks[index].wasOpen = true
            return false
        }
        let isInTurn = index == turn
        guard tasks[index].wasOpen || isInTurn && happenings > happeningsAtTurn else { return false }
        tasks[index].isDone = true
        if isInTurn { happeningsAtTurn = happenings }
        return true
    }

    /// Stops looking, while things are put back.
    mutating func hold() {
        isHeld = true
        edition += 1
    }

    /// Looks again; some tasks are as if they had never been done.
    mutating func goOn(reopening ids: Set<String>) {
        isHeld = false
        edition += 1
        happeningsAtTurn = happenings
        for index in tasks.indices where ids.contains(tasks[index].step.id) {
            tasks[index] = Task(step: tasks[index].step)
        }
    }
}

extension LabStep {
    /// Whether a check asks a port or an address.
    var asksNetwork: Bool { checks.contains { $0.subject.isOnNetwork } }

    /// Whether the state of things tells that the step is done: its output isn't known while somebody works in a shell.
    public var isToldByState: Bool {
        guard mode != .skip, mode != .template else { return false }
        return checks.contains { check in
            switch check.subject {
            case .object, .pods, .events: false
            default: true
            }
        }
    }
}

extension CheckSubject {
    var isOnNetwork: Bool {
        switch self {
        case .tcp, .http: true
        default: false
        }
    }
}
