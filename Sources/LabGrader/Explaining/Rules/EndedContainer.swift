import LabModel

/// A container that ended, with what it said last.
enum EndedContainer: ExplanationRule {
    static func explain(_ failed: FailedCheck) -> Explanation? {
        guard isAboutRunning(failed), let container = failed.containers.first(where: \.isDown) else {
            return nil
        }
        var why = "\(container.shortName) \(ContainerJudge(sight: container).status)"
        if let line = failed.lastLine(of: container) { why += ": \(line)" }
        return Explanation(why: why, attempt: "docker logs \(container.shortName)")
    }

    private static func isAboutRunning(_ failed: FailedCheck) -> Bool {
        if failed.port != nil { return true }
        return failed.missed.contains { predicate in
            switch predicate {
            case .running, .healthy, .publishes, .contains("logs", _, _), .exited, .quantity("restarts", _):
                true
            default: false
            }
        }
    }
}
