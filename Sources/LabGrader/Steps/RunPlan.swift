/// What is run for each step.
public enum RunPlan: Hashable, Sendable {
    /// The commands on the slides.
    case lecture
    /// What was handed in, by the step's id; a step without is not answered.
    case answers([String: Answer])

    /// What a student wrote for a step.
    public struct Answer: Hashable, Sendable {
        /// The shell script.
        public var script: String
        /// Lines to type, for a step on a terminal; nil where none were handed in, and then none are typed.
        public var typed: [String]?

        public init(script: String, typed: [String]? = nil) { (self.script, self.typed) = (script, typed) }
    }
}
