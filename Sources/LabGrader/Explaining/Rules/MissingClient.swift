import LabModel

/// A client that the machine lacks, or one of docker's plugins.
enum MissingClient: CommandRule {
    static func explain(_ failed: FailedCommand) -> Explanation? {
        guard let client = program(failed) ?? plugin(failed) else { return nil }
        return Explanation(
            why: "this machine has no \(client)",
            attempt: "slidectl doctor, which says how to get it"
        )
    }

    /// A program that doctor knows, and that the shell didn't find.
    private static func program(_ failed: FailedCommand) -> String? {
        let known: Set = ["docker", "kubectl", "docker-compose", "podman"]
        guard failed.exitCode == 127,
            let name = failed.find(/(?:^|[ :])([a-z-]+): (?:command )?not found$/), known.contains(name)
        else { return nil }
        return name
    }

    /// A client without the plugin takes its name for an unknown command, or the plugin's options for its own.
    private static func plugin(_ failed: FailedCommand) -> String? {
        let words = failed.text.split(whereSeparator: \.isWhitespace)
        guard let docker = words.firstIndex(of: "docker"), docker + 1 < words.endIndex,
            ["compose", "buildx"].contains(words[docker + 1])
        else { return nil }
        let name = words[docker + 1]
        let isUnknown = failed.lines.contains { line in
            line.contains("'\(name)' is not a docker command")
                || line.contains("unknown command: docker \(name)")
                || line.hasPrefix("unknown shorthand flag:")
                || line.hasPrefix("unknown flag:")
        }
        // The plugin itself would name its own page of help.
        return isUnknown && failed.lines.contains { $0.contains("'docker --help'") }
            ? "docker \(name) plugin" : nil
    }
}
