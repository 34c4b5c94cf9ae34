import LabModel

/// A command of a build that failed with a variable in it that nothing gives a value.
enum MissingBuildArgument: CommandRule {
    static func explain(_ failed: FailedCommand) -> Explanation? {
        guard let command = failed.find(/The command '(.*)' returned a non-zero code/) else { return nil }
        let empty = failed.lines.lazy
            .compactMap { $0.wholeMatch(of: /Step \d+\/\d+ : ARG ([A-Za-z_][A-Za-z0-9_]*)/) }
            .map { String($0.output.1) }
            .first { uses(command, $0) && !failed.text.contains("\($0)=") }
        guard let name = empty else { return nil }
        let words = failed.text.split(separator: " ", omittingEmptySubsequences: false)
        let isCompose = words.contains { $0 == "compose" || $0 == "docker-compose" }
        let build = "build --build-arg \(name)=VALUE"
        return Explanation(
            why: "\(name) is empty: the Dockerfile declares it without a value, and the build is given none",
            attempt: isCompose
                ? "give it under 'args:' of the service's 'build:', or in the Dockerfile: ARG \(name)=VALUE"
                : words.map { $0 == "build" ? build : String($0) }.joined(separator: " ")
        )
    }

    /// Whether a shell would replace `$NAME` or `${NAME…}` in a command.
    private static func uses(_ command: String, _ name: String) -> Bool {
        command.matches(of: /\$\{?([A-Za-z_][A-Za-z0-9_]*)/).contains { $0.output.1 == name }
    }
}
