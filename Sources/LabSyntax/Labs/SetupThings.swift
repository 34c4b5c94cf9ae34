import LabModel
import TextMatch

/// What is there before a student begins: what the commands of a lab's setup make, as far as their words tell.
struct SetupThings {
    private var containers: [String: ClientWords] = [:]
    private var images: Set<String> = []
    private var volumes: Set<String> = []
    /// Every engine has these.
    private var networks: Set<String> = ["bridge", "host", "none"]
    private var deployments: [String: ClientWords] = [:]

    init(_ setup: [LabCommand]) {
        for words in setup.flatMap({ CommandWords($0.text).heads }) {
            switch words.first {
            case "docker", "podman": takeDocker(words)
            case "kubectl":
                let client = ClientWords(words)
                guard client.verb == "create", client.operands.count > 1,
                    ["deployment", "deploy"].contains(client.operands[0])
                else { continue }
                deployments[client.operands[1]] = client
            default: continue
            }
        }
    }

    private mutating func takeDocker(_ words: [String]) {
        guard words.count > 2, let last = words.last, !last.hasPrefix("-") else { return }
        switch (words[1], words[2]) {
        case ("volume", "create"): volumes.insert(last)
        case ("network", "create"): networks.insert(last)
        case ("pull", _), ("tag", _), ("image", "pull"), ("image", "tag"): images.insert(last)
        case ("build", _), ("image", "build"), ("buildx", "build"):
            for (flag, value) in zip(words, words.dropFirst()) where ["-t", "--tag"].contains(flag) {
                images.insert(value)
            }
        default:
            let client = ClientWords(words)
            guard !client.isCompose, ["run", "create"].contains(client.verb), !client.has("rm"),
                let name = client.value("name")
            else { return }
            containers[name] = client
        }
    }

    /// Whether a check holds of what the setup made, without anything that a student does.
    ///
    /// A container that one of the commands up to the check names may be one that they are to mend: that it runs before is
    /// said of no such one.
    func meet(_ check: LabCheck, before commands: [String]) -> Bool {
        if case .never = check.timing { return false }
        return check.predicates.allSatisfy { predicate in
            switch check.subject {
            case .container(let name): containers[name].map { holds(predicate, $0, name, commands) } ?? false
            case .image(let name): predicate == .exists && images.contains(name)
            case .volume(let name): predicate == .exists && volumes.contains(name)
            case .network(let name): predicate == .exists && networks.contains(name)
            case .object(_, let name) where check.subject.objectKind == "deployment":
                deployments[name].map { client in
                    predicate == .exists || isImage(client.value("image"), predicate)
                } ?? false
            case .object, .compose, .tcp, .http, .file, .pods, .events: false
            }
        }
    }

    private func holds(
        _ predicate: CheckPredicate,
        _ client: ClientWords,
        _ name: String,
        _ commands: [String]
    ) -> Bool {
        switch predicate {
        case .exists: true
        case .running: client.has("d", "detach") && !commands.contains { $0.contains(name) }
        case .notPrivileged: !client.has("privileged") && !client.names("cap-add")
        case .quantity("restarts", let condition): condition.isMet(by: Quantity(.number, 0))
        default: isImage(client.operands.first, predicate)
        }
    }

    private func isImage(_ image: String?, _ predicate: CheckPredicate) -> Bool {
        guard case .text("image", true, let value) = predicate else { return false }
        return value == image
    }
}
