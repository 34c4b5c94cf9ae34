public import LabModel

/// A command that failed, with what it said and what there was around it.
public struct FailedCommand: Hashable, Sendable {
    public var text: String
    public var exitCode: Int
    /// What it printed, errors last.
    public var lines: [String]
    /// Nil where nobody could look around.
    public var surroundings: Surroundings?

    public init(_ text: String, exitCode: Int, lines: [String], surroundings: Surroundings?) {
        (self.text, self.exitCode, self.lines, self.surroundings) = (text, exitCode, lines, surroundings)
    }

    /// The cause, where what the client says and what the engine has tell it.
    public var explanation: Explanation? {
        for rule in Self.rules { if let found = rule.explain(self) { return found } }
        return nil
    }

    private static var rules: [any CommandRule.Type] {
        [
            MissingClient.self, NameInUse.self, PortInUse.self, UnknownImage.self, UnknownContainerName.self,
            UnknownObject.self,
            MissingBuildArgument.self, MissingInput.self, UnknownProgram.self,
        ]
    }

    /// What an expression's first group finds in the command's lines.
    func find(_ expression: Regex<(Substring, Substring)>) -> String? {
        for line in lines { if let match = line.firstMatch(of: expression) { return String(match.output.1) } }
        return nil
    }
}

/// The cause of a command's failure that can be told from its words and from the engine.
protocol CommandRule: Sendable {
    /// Returns the cause and what to do; nil where the rule doesn't apply.
    static func explain(_ failed: FailedCommand) -> Explanation?
}
