/// When a hint applies: `exit=125 and err~'port is already allocated'`.
///
/// ```
/// condition = term *( "or" term )
/// term      = factor *( "and" factor )
/// factor    = "not" factor / "(" condition ")" / test
/// test      = "exit=" N / "exit!=" N / "out~" text / "err~" text
/// text      = "'" characters "'" / characters without blanks and parentheses
/// ```
///
/// `and` binds more tightly than `or`. A text is contained in the lines that were printed, as it stands.
public indirect enum HintCondition: Hashable, Sendable {
    /// The streams that a text can be looked for in.
    public enum Stream: String, Hashable, Sendable, CaseIterable {
        case output = "out"
        case error = "err"
    }

    case exit(Int)
    case contains(Stream, String)
    case not(HintCondition)
    case all([HintCondition])
    case any([HintCondition])

    /// Whether the condition holds of a command.
    ///
    /// A command that didn't exit by itself has no exit code: `exit=` doesn't hold of it, and `exit!=` does.
    public func holds(of command: CommandOutcome) -> Bool {
        switch self {
        case .exit(let code):
            if case .exited(let found) = command.ending { return found == code }
            return false
        case .contains(let stream, let text):
            let lines = stream == .output ? command.output : command.errorOutput
            return lines.contains { $0.contains(text) }
        case .not(let condition): return !condition.holds(of: command)
        case .all(let conditions): return conditions.allSatisfy { $0.holds(of: command) }
        case .any(let conditions): return conditions.contains { $0.holds(of: command) }
        }
    }
}

/// Why a condition can't be read.
public struct HintConditionError: Error, Hashable, Sendable {
    /// What is wrong, in headline style.
    public var message: String
    /// Where it is wrong, in bytes from the condition's start.
    public var offset: Int

    public init(_ message: String, at offset: Int) { (self.message, self.offset) = (message, offset) }
}

extension LabStep {
    /// The hints that are shown only to who asks for them, because they cost points.
    public var paidHints: [Hint] { hints.filter { $0.penalty > .zero } }

    /// What all of them cost.
    public var priceOfHints: Points { paidHints.reduce(.zero) { $0 + $1.penalty } }
}

extension LabStep.Hint {
    /// Whether the hint shows itself.
    ///
    /// - Parameters:
    ///   - command: What came of the step's command.
    ///   - failures: How often the step has failed, this time included.
    /// - Returns: Whether its condition holds and it is time for it; never for one that costs points, which is asked for,
    ///   nor for a condition that can't be read, which `check` reports.
    public func applies(to command: CommandOutcome, failures: Int) -> Bool {
        guard failures >= after, penalty == .zero else { return false }
        guard let condition else { return true }
        return (try? HintCondition(parsing: condition))?.holds(of: command) ?? false
    }
}
