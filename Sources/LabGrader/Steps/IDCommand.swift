import LabModel

/// What a lecture's command prints, as far as it is a single one of a client that prints ids.
struct IDCommand {
    private let words: ClientWords?

    init(_ text: String) {
        let line = CommandWords(text)
        let isClient = ["docker", "podman"].contains(line.first.first)
        words = line.commands.count == 1 && isClient ? ClientWords(line.first) : nil
    }

    /// Whether its lines are ids: `docker run -d`, `docker create`, `docker ps -q`.
    var printsIDs: Bool {
        guard let words else { return false }
        switch words.verb {
        case "run": return words.has("d", "detach")
        case "create": return !words.isCompose
        case "network": return words.operands.first == "create"
        case "ps", "ls": return words.has("q", "quiet")
        default: return false
        }
    }

    /// Whether it prints names of volumes: `docker volume create`.
    var isAboutVolumes: Bool { words?.verb == "volume" }

    /// Whether it prints documents about things of the engine's: `docker inspect`, `docker ps --format json`.
    var printsDocuments: Bool {
        let documented = ["inspect", "ps", "ls"]
        guard let words, let verb = words.verb else { return false }
        if verb == "network" { return words.operands.first.map(documented.contains) ?? false }
        return documented.contains(verb)
    }
}
