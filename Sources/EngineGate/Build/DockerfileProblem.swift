import Dockerfile
import EngineAPI

/// Why a Dockerfile can't be built, in the words of the engine that would have built it.
struct DockerfileProblem {
    private let text: String
    private let line: Int

    init(_ text: String, line: Int) { (self.text, self.line) = (text, line) }

    func error(of engine: APIVersion) -> EngineError {
        let isNew = engine >= APIVersion(1, 42)
        let hint = isNew ? InstructionNames.proposal(for: text).map { " (did you mean \($0)?)" } ?? "" : ""
        return .malformed("dockerfile parse error \(isNew ? "on " : "")line \(line): \(text)\(hint)")
    }
}
