import LabModel

/// A variable that isn't set, while one is that is spelled nearly so.
enum VariableSpelling: ExplanationRule {
    static func explain(_ failed: FailedCheck) -> Explanation? {
        for case .environment(let name, _) in failed.missed {
            let names = Comparison.environment(environment(failed.observation)).keys
            guard !names.contains(name), let near = Spelling.nearest(name, among: names) else { continue }
            return Explanation(
                why: "\(near) is set, and \(name) isn't",
                attempt: "write \(name)=… where \(near)=… stands"
            )
        }
        return nil
    }

    private static func environment(_ observation: Observation) -> [String] {
        switch observation {
        case .container(let sight): sight.setup.environment
        case .image(let sight): sight.environment
        default: []
        }
    }
}
