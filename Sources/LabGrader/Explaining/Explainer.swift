import LabModel

/// A cause that can be told from what was seen: general, with no name of any lecture in it.
protocol ExplanationRule: Sendable {
    /// Returns the cause and what to do; nil where the rule doesn't apply.
    static func explain(_ failed: FailedCheck) -> Explanation?
}

/// Finds the cause of a failure.
enum Explainer {
    /// The surest causes first.
    static var rules: [any ExplanationRule.Type] {
        [
            UnexpandedVariable.self, OptionAfterImage.self, OutOfMemory.self, MissingProgram.self,
            EndedContainer.self, OtherHostPort.self, UnpublishedPort.self, OtherPorts.self,
            FailingHealthcheck.self, OtherProject.self, StuckPod.self, OtherTag.self, VariableSpelling.self,
            OtherNetwork.self, SimilarName.self,
        ]
    }

    static func explain(_ failed: FailedCheck) -> Explanation? {
        for rule in rules { if let found = rule.explain(failed) { return found } }
        return nil
    }
}
