import LabModel

/// A variable in a command that no shell replaces: `ENTRYPOINT ["/bin/${SERVICE}"]`.
enum UnexpandedVariable: ExplanationRule {
    static func explain(_ failed: FailedCheck) -> Explanation? {
        if case .image(let sight) = failed.observation, isAskedFor(failed.missed) {
            return explanation("the image", sight.entrypoint, sight.command)
        }
        for container in failed.suspects where container.isDown {
            let setup = container.setup
            if let found = explanation(container.shortName, setup.entrypoint, setup.command) { return found }
        }
        return nil
    }

    private static func isAskedFor(_ missed: [CheckPredicate]) -> Bool {
        missed.contains { predicate in
            if case .contains("entrypoint", _, _) = predicate { return true }
            if case .contains("cmd", _, _) = predicate { return true }
            return false
        }
    }

    private static func explanation(
        _ name: String,
        _ entrypoint: [String],
        _ command: [String]
    ) -> Explanation? {
        let words = entrypoint + command
        guard !isShell(words), let word = words.first(where: { variable(in: $0) != nil }),
            let variable = variable(in: word)
        else { return nil }
        return Explanation(
            why:
                "\(name) is started with '\(word)' as it is: in the form of a list no shell replaces \(variable)",
            attempt: "write the command without the list's brackets, or as [\"sh\", \"-c\", \"exec …\"]"
        )
    }

    /// Whether a shell is what is started, which replaces variables itself.
    private static func isShell(_ words: [String]) -> Bool {
        let program = words.first?.split(separator: "/").last.map(String.init) ?? ""
        return ["sh", "bash", "ash", "dash", "zsh"].contains(program)
    }

    /// The first `${NAME}` or `$NAME` of a word.
    private static func variable(in word: String) -> String? {
        word.firstMatch(of: /\$(?:\{[A-Za-z_][A-Za-z0-9_]*\}|[A-Za-z_][A-Za-z0-9_]*)/).map {
            String($0.output)
        }
    }
}
