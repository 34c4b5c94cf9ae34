import LabModel
import SourceText
import TextMatch

/// Finds checks that give points although nobody has done anything for them.
enum UntouchedLint {
    static func findings(_ lab: Lab) -> [Diagnostic] {
        let things = SetupThings(lab.setup)
        var before: [LabStep] = []
        var findings: [Diagnostic] = []
        for step in lab.steps {
            // What was there before a step may be gone behind it, and that is an achievement.
            if step.needs.isEmpty { findings += Self.findings(step, before, lab, things) }
            before.append(step)
        }
        return findings
    }

    private static func findings(
        _ step: LabStep,
        _ before: [LabStep],
        _ lab: Lab,
        _ things: SetupThings
    ) -> [Diagnostic] {
        let commands = (before + [step]).map(\.command.text)
        let found = zip(step.checks, StepShares(of: step).checks).compactMap { check, share -> Diagnostic? in
            guard share > .zero else { return nil }
            if things.meet(check, before: commands) { return .holdsBySetup(check) }
            guard holds(check), !isNamedByAnOutput(check.subject),
                !mayExist(check.subject, lab.setup.map(\.text))
            else { return nil }
            let makers = before.filter {
                mayExist(check.subject, [$0.command.text] + $0.checks.map(\.source))
            }
            if makers.isEmpty { return .holdsUntouched(check) }
            // What another check of the step asks for stands or falls with the output of a step above.
            if step.checks.contains(where: \.usesOutput) { return nil }
            return .holdsAlone(check, makers.first(where: \.isDeclared))
        }
        // All or nothing is given for what doesn't hold yet.
        return step.award == .all && found.count < step.checks.count ? [] : found
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

    /// Whether a subject has no name where nothing was done.
    private static func isNamedByAnOutput(_ subject: CheckSubject) -> Bool {
        name(of: subject).contains("$") || name(of: subject).contains("{{")
    }

    /// Whether commands may have made the subject: they name it, or say by a file what they make.
    private static func mayExist(_ subject: CheckSubject, _ commands: [String]) -> Bool {
        let name = name(of: subject)
        return commands.contains { text in
            text.contains(name) || text.contains("compose") || text.contains(" -f ") || text.contains(" -k ")
        }
    }

    private static func name(of subject: CheckSubject) -> String {
        switch subject {
        case .container(let text), .image(let text), .volume(let text), .network(let text), .file(let text),
            .object(_, let text), .compose(let text, _), .tcp(let text), .http(let text, _):
            text
        case .pods(let selector): selector.split(separator: "=").last.map(String.init) ?? selector
        case .events: ""
        }
    }
}

extension LabCheck {
    /// Whether it asks about something that an output of a step gave.
    fileprivate var usesOutput: Bool {
        CaptureNames.used(in: source).contains { !$0.hasPrefix("variant.") }
    }
}

extension CheckSubject {
    /// The subject within a sentence.
    fileprivate var inWords: String {
        switch self {
        case .container(let name): "the container '\(name)'"
        case .image(let name): "the image '\(name)'"
        case .volume(let name): "the volume '\(name)'"
        case .network(let name): "the network '\(name)'"
        case .compose(let project, let service):
            (service.map { "the service '\($0)' of " } ?? "") + "the compose project '\(project)'"
        case .tcp(let port), .http(let port, _): "a server on port \(port)"
        case .file(let path): "the file '\(path)'"
        case .object(let kind, let name): "\(kind)/\(name)"
        case .pods(let selector): "pods with \(selector)"
        case .events: "events"
        }
    }
}

extension Diagnostic {
    static func holdsUntouched(_ check: LabCheck) -> Self {
        Self(
            "lab.check.untouched",
            .error,
            at: check.location,
            "this holds before anything is done: nothing in the lab makes or starts \(check.subject.inWords)",
            notes: [Note("make it in an earlier step or in setup, and write needs= on this step")]
        )
    }

    static func holdsBySetup(_ check: LabCheck) -> Self {
        Self(
            "lab.check.unearned",
            .warning,
            at: check.location,
            "this holds before anything is done: \(check.subject.inWords) is there from the beginning",
            notes: [Note("check what the step does to it, or write needs= on this step")]
        )
    }

    /// The maker is the step above that makes what the check is about; there may be a command only that is no step.
    static func holdsAlone(_ check: LabCheck, _ maker: LabStep?) -> Self {
        let wayOut =
            maker.map { "write needs=\($0.id) on this step" }
            ?? "mark the command above that makes it with 'lab:step', and name that step by needs="
        return Self(
            "lab.check.unearned",
            .warning,
            at: check.location,
            "this holds also where only this step is handed in: nothing has made or started "
                + "\(check.subject.inWords) then",
            notes: [Note(wayOut)]
        )
    }
}
