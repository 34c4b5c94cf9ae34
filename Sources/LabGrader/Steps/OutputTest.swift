import LabModel
import TextMatch

/// Compares an output in whichever way a step asks for.
enum OutputTest {
    case block(BlockPattern)
    case table(TablePattern)
    case document(LabStep.DocumentFormat, String)

    /// Nil where any output will do.
    init?(_ output: LabStep.Output) {
        switch output {
        case .block(let pattern): self = .block(pattern)
        case .table(let pattern): self = .table(pattern)
        case .document(let format, let text): self = .document(format, text)
        case .anything: return nil
        }
    }

    func match(_ lines: [String], _ captures: Captures) -> MatchResult {
        switch self {
        case .block(let pattern): pattern.match(lines, captures: captures)
        case .table(let pattern): pattern.match(lines, captures: captures)
        case .document(let format, let text):
            DocumentTest(format, text).match(lines.joined(separator: "\n"), captures)
        }
    }
}

extension LabStep {
    /// The lines that the step's output is compared with, and the stream that they came on.
    func compared(
        _ output: [String],
        _ errorOutput: [String]
    ) -> (lines: [String], stream: CommandOutcome.Difference.Stream) {
        if mode == .terminal { return (output, .screen) }
        return isOutputShown && output.isEmpty && !errorOutput.isEmpty
            ? (errorOutput, .error) : (output, .output)
    }
}
