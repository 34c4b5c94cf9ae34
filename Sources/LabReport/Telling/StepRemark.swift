import LabModel

/// What is worth a remark of a step that is met: how a state came about, where that took time.
struct StepRemark {
    var text: Plain?

    init(_ step: LabStep, _ told: ToldStep) {
        guard told.state == .passed else { return }
        let parts = told.checks.compactMap { check -> String? in
            guard let timing = step.checks.first(where: { Plain($0.id) == check.id })?.timing,
                let timeline = check.timeline, let last = timeline.texts.last, let time = timeline.times.last
            else { return nil }
            switch timing {
            case .now, .never: return nil
            case .always(let milliseconds): return "steady \(Seconds.text(milliseconds))"
            case .within:
                if timeline.texts.count > 1 {
                    let states = timeline.texts.map(\.text).joined(separator: " -> ")
                    return "\(states) in \(Seconds.text(time))"
                }
                return time > 0 ? "\(last) after \(Seconds.text(time))" : nil
            }
        }
        if !parts.isEmpty { text = Plain(parts.joined(separator: ", ")) }
    }
}

/// Times for people.
enum Seconds {
    /// Milliseconds as seconds with one decimal, rounded down: `1.2 s`, `20 s`; minutes from two minutes on.
    static func text(_ milliseconds: Int) -> String {
        let seconds = milliseconds / 1_000
        guard seconds < 120 else {
            return "\(seconds / 60) min" + (seconds % 60 > 0 ? " \(seconds % 60) s" : "")
        }
        let tenth = milliseconds / 100 % 10
        return tenth == 0 ? "\(seconds) s" : "\(seconds).\(tenth) s"
    }

    /// Milliseconds as a decimal number of seconds with three decimals.
    static func decimal(_ milliseconds: Int) -> String {
        let rest = String(milliseconds % 1_000)
        return "\(milliseconds / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
