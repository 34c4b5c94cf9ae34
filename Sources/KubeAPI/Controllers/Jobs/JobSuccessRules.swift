import EngineAPI

/// A job's `successPolicy`: which of its indices are enough.
enum JobSuccessRules {
    /// The number of the first rule that the completed indices meet; nil where none does.
    static func met(by completed: Set<Int>, of job: KubeObject, completions: Int) -> Int? {
        let rules = job.spec("successPolicy")?["rules"]?.elements ?? []
        return rules.firstIndex { rule in
            var counted = completed
            if let text = rule["succeededIndexes"]?.text {
                let named = CompletionIndexes.read(text, below: completions)
                counted.formIntersection(named)
                // Without a count all that are named are needed.
                guard rule["succeededCount"]?.integer != nil else { return counted == named }
            }
            return counted.count >= rule["succeededCount"]?.integer ?? Int.max
        }
    }
}
