import LabModel
import SourceText
import TextMatch

/// Finds checks that hold before anybody has done anything, and give points for it.
enum UntouchedLint {
    static func findings(_ lab: Lab) -> [Diagnostic] {
        // What was there before a step may be gone behind it, and that is an achievement.
        var before = lab.setup.map(\.text)
        var findings: [Diagnostic] = []
        for step in lab.steps {
            let shares = StepShares(of: step).checks
            for (check, share) in zip(step.checks, shares)
            where share > .zero && step.needs.isEmpty && holds(check) && !mayExist(check.subject, before) {
                findings.append(.holdsUntouched(check))
            }
            before.append(step.command.text)
            before += step.checks.map(\.source)
        }
        return findings
    }

    /// Whether a check holds in a room that nothing is in.
    private static func holds(_ check: LabCheck) -> Bool {
        let isOfNothing = check.predicates.allSatisfy { predicate in
            switch predicate {
            case .absent, .refused: true
            case .quantity("count", let condition): condition.isMet(by: Quantity(.number, 0))
            default: false
            }
        }
        switch check.subject {
        // The lecture's own files are there.
        case .file, .events: return false
        default: break
        }
        guard case .never = check.timing else { return isOfNothing }
        return !check.predicates.contains { $0 == .absent || $0 == .refused }
    }

    /// Whether the commands before may have made the subject: they name it, or say by a file what they make.
    private static func mayExist(_ subject: CheckSubject, _ before: [String]) -> Bool {
        let name: String
        switch subject {
        case .container(let text), .image(let text), .volume(let text), .network(let text), .file(let text),
            .object(_, let text), .compose(let text, _), .tcp(let text), .http(let text, _):
            name = text
        case .pods(let selector): name = selector.split(separator: "=").last.map(String.init) ?? selector
        case .events: return true
        }
        // A name that an output gives has no value where nothing was done.
        if name.contains("$") || name.contains("{{") { return true }
        return before.contains { text in
            text.contains(name) || text.contains("compose") || text.contains(" -f ") || text.contains(" -k ")
        }
    }
}

extension Diagnostic {
    static func holdsUntouched(_ check: LabCheck) -> Self {
        Self(
            "lab.check.untouched",
            .error,
            at: check.location,
            "this holds before anything is done: nothing in the lab makes \(check.subject.word) it is about",
            notes: [Note("make it in an earlier step or in setup, and write needs= on this step")]
        )
    }
}
