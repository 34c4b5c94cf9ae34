import SourceText

/// A profile that no compose file has starts nothing, in silence.
enum ProfileRule {
    static func findings(in commands: [ShownCommand], _ files: [ComposeFile]) -> [Diagnostic] {
        let known = Set(files.flatMap(\.services).flatMap(\.profiles).map(\.text))
        guard !known.isEmpty, !files.contains(where: \.hasMoreElsewhere) else { return [] }
        return commands.flatMap { command in
            command.commands.flatMap(asked).filter {
                !known.contains($0) && $0 != "*" && !$0.contains("<") && !$0.contains("$")
            }
            .map { .unknownProfile($0, known, at: command.location) }
        }
    }

    /// The profiles that a command names: `--profile a`, `--profile=a,b`.
    private static func asked(_ words: [String]) -> [String] {
        guard words.contains("compose") || words.first == "docker-compose" else { return [] }
        var names: [String] = []
        for (index, word) in words.enumerated() {
            if word == "--profile", index + 1 < words.count { names.append(words[index + 1]) }
            if word.hasPrefix("--profile=") { names.append(String(word.dropFirst("--profile=".count))) }
        }
        return names.flatMap { $0.split(separator: ",").map(String.init) }
    }
}

extension Diagnostic {
    static func unknownProfile(_ name: String, _ known: Set<String>, at location: SourceLocation) -> Self {
        Self(
            "file.compose.unknown-profile",
            .warning,
            at: location,
            "no compose file that the lecture shows has a profile '\(name)'",
            notes: [Note("there are \(known.sorted().joined(separator: ", "))")]
        )
    }
}
