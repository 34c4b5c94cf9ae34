import LabModel

/// A program that the shell of the sandbox finds nowhere: a name misspelled, or something the machine lacks.
enum UnknownProgram: CommandRule {
    static func explain(_ failed: FailedCommand) -> Explanation? {
        // A shell in a container says the same of what its image lacks.
        let clients: Set<Substring> = ["docker", "podman", "kubectl"]
        guard failed.exitCode == 127,
            let name = failed.find(/(?:^|[ :])([^\s:]+): (?:command )?not found$/),
            !failed.text.split(whereSeparator: \.isWhitespace).contains(where: clients.contains)
        else { return nil }
        return Explanation(
            why: "the sandbox has no program '\(name)': it has those of this machine below /usr and /bin"
        )
    }
}
