import LabModel

/// Whether a script asks for a terminal to read from, as `docker run -it` does: on a pipe the client refuses to run.
///
/// Clients that merely do without one, as `kubectl exec -it` does, ask for nothing.
enum TerminalWish {
    static func isIn(_ script: String) -> Bool {
        CommandWords(script).heads.contains { words in
            let words = Array(words.drop { keywords.contains($0) })
            guard let program = words.first, ["docker", "podman"].contains(program) else { return false }
            let client = ClientWords(words)
            return !client.isCompose && ["run", "exec"].contains(client.verb)
                && client.has("t", "tty") && client.has("i", "interactive") && !client.has("d", "detach")
        }
    }

    /// Words of the shell that a command may stand behind.
    private static let keywords: Set<String> = [
        "if", "then", "else", "elif", "do", "while", "until", "!", "{", "(",
    ]
}
