import Dockerfile
import EngineAPI
import SourceText

/// Why a Dockerfile can't be built, in the engine's words.
enum DockerfileRefusal {
    /// The options that the classic builder knows; the others that there are need BuildKit.
    private static let flags: Set = [
        "platform", "mount", "network", "security", "from", "chown", "chmod", "link", "parents", "exclude",
        "checksum",
        "keep-git-dir", "interval", "timeout", "start-period", "start-interval", "retries",
    ]

    /// The refusal of a file's first problem; nil where it has none.
    static func first(of file: Dockerfile, named name: String, isEmpty: Bool = false) -> EngineError? {
        guard let problem = file.problems.first else { return inInstructions(of: file) }
        let line = "dockerfile parse error on line \(problem.range.lowerBound.line): "
        switch problem.text {
        case "file with no instructions" where isEmpty:
            return .malformed("the Dockerfile (\(name)) cannot be empty")
        case "no build stage in current context": return .malformed(problem.text)
        case "file with no instructions",
            _ where problem.text.hasSuffix(" must have two arguments"):
            return .malformed("failed to parse Dockerfile: \(problem.text)")
        default:
            let hint = InstructionNames.proposal(for: problem.text).map { " (did you mean \($0)?)" } ?? ""
            return .malformed(line + problem.text + hint)
        }
    }

    /// What only the builder knows to be wrong.
    private static func inInstructions(of file: Dockerfile) -> EngineError? {
        for instruction in file.instructions {
            let line = "dockerfile parse error on line \(instruction.range.lowerBound.line): "
            if let flag = instruction.flags.first(where: { !flags.contains($0.name) }) {
                return .malformed("\(line)unknown flag: --\(flag.name)")
            }
            guard case .healthcheck = instruction.kind else { continue }
            for name in ["interval", "timeout", "start-period", "start-interval"] {
                if let text = instruction.flag(name), GoDuration.read(text) == nil {
                    return .malformed("\(line)time: invalid duration \"\(text)\"")
                }
            }
        }
        return nil
    }
}
