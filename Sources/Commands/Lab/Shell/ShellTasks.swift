import LabGrader
import LabModel
import LabReport

/// What is written in a lab's shell: the tasks, and a tick for each that is done.
struct ShellTasks: Sendable {
    let lab: Lab
    /// The student's own values.
    var variant: [String: String] = [:]
    let style: TextStyle

    /// What a student is asked to do; other commands of the lab only show something.
    var tasks: [LabStep] { lab.steps.filter(\.isDeclared) }

    /// The list for the start.
    func list() -> [String] {
        let head = style.paint(Self.plain(lab.id), .title) + "  " + Self.plain(lab.title)
        let own = variant.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return [head] + (own.isEmpty ? [] : ["  yours: " + own.joined(separator: ", ")]) + tasks.map(line)
    }

    private func line(_ step: LabStep) -> String {
        var line = "  \(style.paint("·", .quiet)) \(name(step))  \(points(step))  slide \(step.slide)"
        switch step.mode {
        case .skip, .template: line += "  isn't run: \(Self.plain(step.reason ?? "the lecture says so"))"
        default:
            if !step.isToldByState { line += style.paint("  no tick: lab run judges what it prints", .quiet) }
        }
        let names = NameTable(variant: variant).with(step.replacements)
        let asked = step.checks.filter { !$0.isHidden }.map { "      " + Self.plain(names.filled($0.source)) }
        return ([line] + asked.map { style.paint($0, .quiet) }).joined(separator: "\n")
    }

    /// The line for a task that is done.
    func tick(_ step: LabStep, done: Set<String>) -> String {
        let told = tasks.filter(\.isToldByState)
        let count = told.count { done.contains($0.id) }
        return "\(style.paint("✓", .passed)) \(Self.plain(step.id))  \(count) of \(told.count)"
            + (count == told.count ? "  all that can be ticked; slidectl lab run judges the answers" : "")
    }

    private func name(_ step: LabStep) -> String {
        let width = tasks.map { Self.plain($0.id).count }.max() ?? 0
        let id = Self.plain(step.id)
        return id + String(repeating: " ", count: max(width - id.count, 0))
    }

    private func points(_ step: LabStep) -> String {
        let widest = tasks.map { "\($0.points ?? .zero)".count }.max() ?? 1
        let points = "\(step.points ?? .zero)"
        return String(repeating: " ", count: max(widest - points.count, 0)) + points
    }

    /// One line that steers no terminal.
    static func plain(_ text: String) -> String {
        Plain(text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "").text
    }
}
