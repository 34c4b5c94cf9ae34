import Dockerfile
import EngineAPI
import SourceText

/// Why a Dockerfile can't be built, in the engine's words.
enum DockerfileRefusal {
    /// The refusal of a file's first problem; nil where it has none.
    static func first(of file: Dockerfile, named name: String) -> EngineError? {
        guard let problem = file.problems.first else { return nil }
        if problem.text == "file with no instructions" {
            return .malformed("the Dockerfile (\(name)) cannot be empty")
        }
        if problem.text == "no build stage in current context" {
            return .malformed(
                "dockerfile parse error on line \(problem.range.lowerBound.line): \(problem.text)"
            )
        }
        let hint = InstructionNames.proposal(for: problem.text).map { " (did you mean \($0)?)" } ?? ""
        return .malformed(
            "dockerfile parse error on line \(problem.range.lowerBound.line): \(problem.text)\(hint)"
        )
    }
}
